"""The tray of one turn: each act laid in it is a delivery of the same transaction; nothing here touches a network."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.chat import Act, Buttons, Delete, Edit, Pin, Place, React, Say, SendFile, Unpin
from bot.envelope import seal_act
from bot.house import House
from bot.splitting import split
from bot.text import EMPTY, Text, plain
from storage.classes import Class
from storage.deliveries import Delivery, Going, Urgency
from storage.people import Member
from storage.posts import Post
from storage.records import Records
from storage.rounds import Round

EMPTIED = "…"
"""What is left of a message that cannot be taken away any more."""


class Tray:
    """Writes deliveries for one turn."""

    def __init__(self, house: House, records: Records, now: datetime, class_id: int | None) -> None:
        self._house = house
        self._records = records
        self._now = now
        self._class_id = class_id

    def about(self, class_: Class | None) -> None:
        """From now on this turn is about this class, or about none."""
        self._class_id = class_.id if class_ else None

    def write(  # noqa: PLR0913  each is named at the call
        self,
        act: Act,
        *,
        post: Post | None = None,
        round: Round | None = None,
        member: Member | None = None,
        urgency: Urgency,
        expires_at: datetime | None = None,
        not_before: datetime | None = None,
        keep: bool = False,
    ) -> Delivery:
        """One act, one delivery. `keep`: it waits until its person opens it, because no private chat is open."""
        kind, content = seal_act(act)
        round_id = round.id if round else post.round_id if post else None
        delivery = Delivery(
            class_id=self._class_id,
            round_id=round_id,
            post_id=post.id if post else None,
            member_id=member.id if member else None,
            platform=act.where.platform,
            place=act.where.id,
            private=act.where.private,
            act=kind,
            urgency=urgency.value,
            state=Going.KEPT if keep else Going.WAITING,
            not_before=not_before or self._now,
            expires_at=expires_at,
        )
        self._records.deliveries.add(delivery, content)
        return delivery

    def whisper(self, where: Place, text: Text, buttons: Buttons, user: str) -> None:
        """A further part of a 🤫 answer."""
        self.write(Say(where, text, buttons, only_for=user), urgency=Urgency.ANSWER)

    def react(self, where: Place, message: str, *, signs: tuple[str, ...], round: Round | None) -> None:
        if not self._house.limits(where.platform).can_react:
            return
        self.write(
            React(where, message, signs), round=round, urgency=Urgency.CARE, expires_at=self._now + timedelta(hours=1)
        )

    def pin(self, post: Post) -> None:
        post.pinned = True
        self.write(Pin(_place(post), ""), post=post, urgency=Urgency.CARE)

    def unpin(self, post: Post) -> None:
        post.pinned = False
        self.write(Unpin(_place(post), ""), post=post, urgency=Urgency.CARE)

    def delete_post(self, post: Post) -> None:
        self.take_above(post)
        post.gone_at = self._now
        self.write(Delete(_place(post), ""), post=post, urgency=Urgency.CARE)

    def take_above(self, post: Post) -> None:
        """The beginning of a long post goes; what is too old to be taken away is emptied."""
        hours = (self._now - post.created_at) / timedelta(hours=1)
        over = hours > self._house.limits(post.platform).deletes_within
        for message in post.above:
            where = _place(post)
            act = Edit(where, message, plain(EMPTIED), ()) if over else Delete(where, message)
            self.write(act, urgency=Urgency.CARE)
        post.above = []

    def delete_message(self, where: Place, message: str) -> None:
        self.write(Delete(where, message), urgency=Urgency.ANSWER)

    def file(self, where: Place, name: str, content: bytes, caption: Text, *, only: str = "") -> None:
        """Send a file; a caption longer than the platform shows goes before it as messages of its own."""
        only, limits = "" if where.private else only, self._house.limits(where.platform)
        if limits.units(caption.plain) > limits.caption:
            for part in split(caption, limits.text, limits.units):
                self.write(Say(where, part, only_for=only), urgency=Urgency.ANSWER)
            caption = EMPTY
        self.write(SendFile(where, name, content, caption, only), urgency=Urgency.ANSWER)


def _place(post: Post) -> Place:
    return Place(post.platform, post.place, post.private)
