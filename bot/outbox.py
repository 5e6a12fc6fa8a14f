"""The outbox of one turn: posts with buttons, and what is made of them later; all else is the tray's."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.chat import About, Buttons, Edit, Place, Say
from bot.envelope import seal_act
from bot.keys import Keys, shown, stored
from bot.phrase import Phrase
from bot.splitting import split
from bot.tray import Tray
from storage.deliveries import Urgency
from storage.people import Member
from storage.posts import Post
from storage.rooms import Room
from storage.rounds import Round


class Outbox(Tray):
    """Writes posts for one turn."""

    def say(  # noqa: PLR0913  each is named at the call
        self,
        where: Place,
        phrase: Phrase,
        keys: Keys,
        *,
        language: str,
        activity: str,
        kind: str = "",
        urgency: Urgency = Urgency.ANSWER,
        room: Room | None = None,
        round: Round | None = None,
        member: Member | None = None,
        only: str = "",
        silent: bool = False,
        reply_to: str = "",
        thread: str = "",
        about: About | None = None,
        expires_at: datetime | None = None,
        not_before: datetime | None = None,
        keep: bool = False,
    ) -> Post:
        """Post a message; a long one goes as several deliveries, its buttons under the last.

        `about`: it replies to this message in another room, where the platform can.
        """
        post = self.new_post(where, keys, activity=activity, kind=kind, room=room, round=round, only=only)
        text, limits = self._house.languages.render(phrase, language), self._house.limits(where.platform)
        parts = split(text, limits.text, limits.units)
        buttons = shown(keys, post, self._house.languages, language, limits.label)
        for number, part in enumerate(parts, start=1):
            last = number == len(parts)
            act = Say(
                where,
                part,
                buttons if last else (),
                reply_to if number == 1 else "",
                silent,
                only if not where.private else "",
                thread=thread if last and limits.threads else "",
            )
            if about and number == 1:
                act = self._replying(act, about)
            self.write(
                act,
                post=post,
                round=round,
                member=member,
                urgency=urgency,
                expires_at=expires_at,
                not_before=not_before,
                keep=keep,
            )
        return post

    def _replying(self, act: Say, about: About) -> Say:
        """As a reply to that message in another room, where the platform can."""
        across = self._house.limits(act.where.platform).replies_across and about.where.platform == act.where.platform
        return replace(act, reply_to=about.message, reply_in=about.where.id, quote=about.words) if across else act

    def new_post(
        self,
        where: Place,
        keys: Keys,
        *,
        activity: str,
        kind: str = "",
        room: Room | None = None,
        round: Round | None = None,
        only: str = "",
    ) -> Post:
        post = Post(
            class_id=self._class_id,
            round_id=round.id if round else None,
            room_id=room.id if room else None,
            platform=where.platform,
            place=where.id,
            private=where.private,
            only=only,
            kind=kind,
            buttons=stored(keys, activity),
            created_at=self._now,
        )
        self._records.posts.add(post)
        return post

    def edit(
        self,
        post: Post,
        phrase: Phrase,
        keys: Keys,
        *,
        language: str,
        activity: str,
        not_before: datetime | None = None,
    ) -> None:
        """Give a post a new text and new buttons, where posts can be changed; an edit still waiting is replaced."""
        if not self._house.limits(post.platform).can_edit:
            return
        self.take_above(post)
        buttons = self.rekey(post, keys, activity=activity, language=language)
        where = Place(post.platform, post.place, post.private)
        limits = self._house.limits(post.platform)
        text = split(self._house.languages.render(phrase, language), limits.text, limits.units)[0]
        act = Edit(where, "", text, buttons)
        waiting = self._records.deliveries.waiting_edit(post.id or 0)
        if waiting:
            self._records.deliveries.replace(waiting, seal_act(act)[1])
            return
        self.write(act, post=post, urgency=Urgency.CARE, not_before=not_before)

    def rekey(self, post: Post, keys: Keys, *, activity: str, language: str) -> Buttons:
        """Put new keys under a post; their numbers go on after the old ones unless they are the same."""
        fresh = stored(keys, activity)
        if post.class_id is None:
            # a question which class was meant: from its answer on the post is about that one
            post.class_id = self._class_id
        if fresh != post.buttons:
            post.first_button += len(post.buttons)
            post.buttons = fresh
        return shown(keys, post, self._house.languages, language, self._house.limits(post.platform).label)
