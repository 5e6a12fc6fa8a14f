"""The voice of a turn towards others than who did this: posts in rooms, and private messages to members."""

from __future__ import annotations

from datetime import datetime

from bot.chat import About, Place, Who
from bot.circumstances import Circumstances
from bot.keys import Keys
from bot.phrase import Phrase, lines, strong
from storage.accounts import Account
from storage.deliveries import Urgency
from storage.people import Member, Role
from storage.posts import Post
from storage.rooms import Room
from storage.rounds import Round


class Voice(Circumstances):
    """What a turn says in rooms and to other people."""

    def post(  # noqa: PLR0913  each is named at the call
        self,
        room: Room,
        phrase: Phrase,
        keys: Keys = (),
        *,
        kind: str,
        round: Round | None = None,
        language: str = "",
        reply_to: str = "",
        silent: bool = False,
        thread: str = "",
        expires_at: datetime | None = None,
    ) -> Post:
        """Post in a room for all to see; `thread` opens one of that title under it, where the platform can."""
        return self.outbox.say(
            Place(room.platform, room.place),
            phrase,
            keys,
            language=language or self.class_.language,
            activity=self.activity,
            kind=kind,
            urgency=Urgency.POST,
            room=room,
            round=round,
            silent=silent,
            reply_to=reply_to,
            thread=thread,
            expires_at=expires_at,
        )

    def edit(self, post: Post, phrase: Phrase, keys: Keys = (), *, language: str = "") -> None:
        """Give a post of ours a new text and new buttons."""
        if post.gone_at is None:
            self.outbox.edit(post, phrase, keys, language=language or self.class_.language, activity=self.activity)

    def tell(  # noqa: PLR0913  each is named at the call
        self,
        member: Member,
        phrase: Phrase,
        keys: Keys = (),
        *,
        urgency: Urgency = Urgency.CARE,
        kind: str = "",
        expires_at: datetime | None = None,
        not_before: datetime | None = None,
        about: About | None = None,
        keep: bool = False,
    ) -> Post | None:
        """Write to a member privately, where they were seen last; what cannot reach them waits under "For me".

        `keep`: it waits there in any case, because the bot may not write first.
        """
        accounts = self.records.accounts.of(member)
        account = next((one for one in accounts if one.reachable), accounts[0] if accounts else None)
        if account is None:
            return None
        if member.role >= Role.TEACHER:
            phrase = lines(strong(self.class_.name), phrase)
        return self.outbox.say(
            Place(account.platform, account.user, private=True),
            phrase,
            keys,
            language=self.language_for(member, account.language),
            activity=self.activity,
            kind=kind,
            urgency=urgency,
            member=member,
            expires_at=expires_at,
            not_before=not_before,
            about=about,
            keep=keep or not account.reachable,
        )

    def reachable(self, member: Member) -> bool:
        return any(account.reachable for account in self.records.accounts.of(member))

    def reaches(self, who: Who) -> bool:
        """Whether this account's private chat is open; not, where nobody is known by it."""
        account = self.records.accounts.get(who.platform, who.user)
        return account is not None and account.reachable

    def account_of(self, who: Who) -> Account:
        """The account of somebody who has said yes to being known; made when it is not there yet."""
        found = self.records.accounts.get(who.platform, who.user)
        if found is None:
            found = Account(
                platform=who.platform,
                user=who.user,
                name=who.name,
                reachable=self.house.limits(who.platform).writes_first,
                seen_at=self.now,
            )
            self.records.accounts.add(found)
        return found
