"""A turn: all an activity may know and do about one thing that happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot import doorway
from bot.chat import (
    NOTHING,
    About,
    Answer,
    CommandUsed,
    Event,
    Field,
    File,
    Form,
    FormSent,
    Link,
    Place,
    Popup,
    Pressed,
    Private,
    Say,
    Who,
    private_chat,
)
from bot.house import House
from bot.job import Job
from bot.keys import Keys, Press, shown
from bot.outbox import Outbox
from bot.phrase import Phrase, T, lines, strong
from bot.refusal import Refusal
from bot.splitting import split
from storage.classes import Class, Room
from storage.deliveries import Urgency
from storage.inbound import Draft
from storage.people import Account, Member, Role
from storage.records import Records
from storage.rounds import Alarm, Post, Round

GIVEN_UP_AFTER = timedelta(minutes=10)
"""So long work outside a turn may take before it is thought lost."""


class WhichClass(Exception):
    """The person is in several classes and has to say which one is meant."""

    def __init__(self, classes: Sequence[Class]) -> None:
        super().__init__("which class")
        self.classes = classes


@dataclass
class Scene:
    """Who, where and in which class a turn plays; the engine finds it out before the activity is called."""

    event: Event | None = None
    by: Who | None = None
    where: Place | None = None
    class_: Class | None = None
    room: Room | None = None
    member: Member | None = None
    by_admin: bool = False
    post: Post | None = None
    draft: Draft | None = None
    later: bool = False
    """It goes on with what was asked for before: the person is answered by messages, not by the answer to the event."""


@dataclass
class Consequences:
    """What a turn leaves for the engine to do once it is on disk."""

    answer: Answer = NOTHING
    learn: set[str] = field(default_factory=set)
    jobs: list[Job] = field(default_factory=list)
    erased: bool = False
    """Something was erased: it must leave the write-ahead log as well."""


class Turn:
    """One thing that happened, the records it may change, and the voice it may speak with."""

    def __init__(self, house: House, records: Records, now: datetime, activity: str, scene: Scene) -> None:
        self.house = house
        self.records = records
        self.now = now.astimezone(UTC)
        self.activity = activity
        self.scene = scene
        self.consequences = Consequences()
        self.outbox = Outbox(house, records, self.now, scene.class_.id if scene.class_ else None)

    # -- what is known ------------------------------------------------------------------------------------------

    @property
    def class_(self) -> Class:
        """The class this is about.

        Raises:
            Refusal: there is none.
        """
        if self.scene.class_ is None:
            if self.over:
                raise Refusal("This class is finished.")
            raise Refusal("There is no class here yet. In your group, an admin can type /setup.")
        return self.scene.class_

    @property
    def over(self) -> bool:
        """Whether what was pressed is of a class that is finished."""
        return self.scene.class_ is None and self.scene.post is not None and self.scene.post.class_id is not None

    @property
    def class_id(self) -> int:
        assert self.class_.id is not None
        return self.class_.id

    @property
    def member(self) -> Member:
        """Who did this, as a member of the class.

        Raises:
            Refusal: the person has not joined.
        """
        if self.scene.member is None:
            raise Refusal("You are not in this class yet. Press Join under a task first.")
        return self.scene.member

    @property
    def by(self) -> Who:
        assert self.scene.by is not None
        return self.scene.by

    @property
    def where(self) -> Place:
        assert self.scene.where is not None
        return self.scene.where

    @property
    def answers_at_desk(self) -> bool:
        """Whether words can be written where what is shown privately stands: below it, or in a form."""
        return self.where.private or self.answers_in_form or not self.house.limits(self.where.platform).ephemeral

    @property
    def answers_in_form(self) -> bool:
        """Whether what is asked here is answered in a form, behind *Write*."""
        return not self.where.private and self.house.limits(self.where.platform).forms

    @property
    def role(self) -> Role:
        """What the person may do here; who came through a link may nothing until known to belong to the class."""
        member = self.scene.member
        return Role(member.role) if member and member.confirmed_at else Role.STRANGER

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.class_.zone or "UTC")

    @property
    def today(self) -> date:
        """The date on the wall where the class is."""
        return self.now.astimezone(self.zone).date()

    @property
    def language(self) -> str:
        """The language of who did this: their choice, else their app's, else the class's."""
        if self.scene.by is None:
            return self.class_.language
        if self.scene.class_ is None:
            return self._language_anywhere(self.scene.by)
        return self.language_for(self.scene.member, self.scene.by.language)

    def _language_anywhere(self, by: Who) -> str:
        """The same where no class is meant: what they chose in any, and any one's in the end."""
        members = self.records.people.memberships(by.platform, by.user)
        classes = [self.records.classes.get(one.class_id) for one in members]
        own = [one.language for one in members if one.language]
        return self.house.languages.nearest(*own, by.language, *[one.language for one in classes if one])

    def language_for(self, member: Member | None, app: str | None = None) -> str:
        own = member.language if member else None
        fallback = self.scene.class_.language if self.scene.class_ else None
        return self.house.languages.nearest(own, app, fallback)

    @property
    def gathered(self) -> dict[str, Any]:
        """What the question in progress has gathered so far."""
        return self.records.inbox.words(self.scene.draft) if self.scene.draft else {}

    def undone(self, before: Scene) -> None:
        """All that the turn did is undone: what it made is out of the scene again, what it only found stays."""
        self.consequences = Consequences()
        for name in ("class_", "room", "member", "post", "draft"):
            row = getattr(self.scene, name)
            if row is not None and row not in self.records.session:
                setattr(self.scene, name, getattr(before, name))
        self.outbox.about(self.scene.class_)

    # -- answers to who did this --------------------------------------------------------------------------------

    def show(self, phrase: Phrase, keys: Keys = (), *, kind: str = "") -> Post | None:
        """Answer privately: in the private chat, as a 🤫 answer in the room, else wherever the person is reached."""
        phrase = self._headed(phrase)
        pressed = self._pressed()
        if self.scene.later and not self.where.private and self.house.limits(self.where.platform).ephemeral:
            return self.outbox.say(
                self.where, phrase, keys, language=self.language, activity=self.activity, kind=kind, only=self.by.user
            )
        if self.where.private:
            if pressed and pressed.private and self.house.limits(pressed.platform).can_edit:
                self.outbox.edit(pressed, phrase, keys, language=self.language, activity=self.activity)
                return pressed
            return self.outbox.say(self.where, phrase, keys, language=self.language, activity=self.activity, kind=kind)
        if self.house.limits(self.where.platform).ephemeral:
            return self._whisper(phrase, keys, pressed if pressed and pressed.only else None)
        return self._to_desk(phrase, keys, kind)

    def _pressed(self) -> Post | None:
        """The post an answer takes the place of; a form may hang on a post that only carries what it is about."""
        post, event = self.scene.post, self.scene.event
        if isinstance(event, FormSent) and post and post.private and not post.message:
            return None
        return post if isinstance(event, Pressed | FormSent) else None

    def pop(self, phrase: Phrase) -> None:
        """Answer a press with a short sentence over the screen."""
        if self.scene.later:
            self.show(phrase)
            return
        self.consequences.answer = Popup(self.house.languages.render(phrase, self.language))

    def answer_without_trace(self, phrase: Phrase) -> None:
        """Answer here and now, in place of the private post pressed; nothing of it is kept, not even that it was."""
        text = self.house.languages.render(phrase, self.language)
        self.consequences.answer = Private(text, replaces=isinstance(self.scene.event, Pressed))

    def open_private(self, payload: str) -> bool:
        """Answer a press by opening the private chat with the bot; false where the platform has no such link."""
        url = self.house.link(self.by.platform, payload)
        if url:
            self.consequences.answer = Link(url)
        return bool(url)

    def send_file(self, name: str, content: bytes, caption: Phrase) -> None:
        """Give the person a file, privately."""
        text = self.house.languages.render(caption, self.language)
        here = self.where.private or self.house.limits(self.where.platform).ephemeral
        self.outbox.file(self.where if here else private_chat(self.by), name, content, text, only=self.by.user)

    def ask(self, action: str, phrase: Phrase, keys: Keys = (), **gathered: Any) -> Post | None:
        """Ask something that is answered in words, in private; `Cancel` is always offered."""
        write = [Press(T("Write"), "asking.write")] if self.answers_in_form else []
        post = self.show(phrase, [*keys, [*write, Press(T("Cancel"), "asking.cancel")]])
        self.records.inbox.drop(self.by.platform, self.by.user)
        draft = Draft(
            platform=self.by.platform,
            user=self.by.user,
            class_id=self.scene.class_.id if self.scene.class_ else None,
            activity=self.activity,
            action=action,
            sealed=b"",
            post_id=post.id if post else None,
            at=self.now,
        )
        self.records.inbox.keep(draft, gathered)
        return post

    def stop_asking(self) -> None:
        """The question in progress is settled."""
        self.records.inbox.drop(self.by.platform, self.by.user)

    def ask_form(self, action: str, title: Phrase, fields: Sequence[Field], keys_for: Post) -> None:
        code = f"{keys_for.id}:{self.activity}.{action}"
        self.consequences.answer = Form(self.house.languages.render(title, self.language).plain, code, tuple(fields))

    def _headed(self, phrase: Phrase) -> Phrase:
        """The desk says which class it speaks of."""
        if self.scene.class_ and self.role >= Role.TEACHER and self.scene.class_.name:
            return lines(strong(self.scene.class_.name), phrase)
        return phrase

    def _whisper(self, phrase: Phrase, keys: Keys, pressed: Post | None) -> Post:
        """A 🤫 answer in the room; what is too long for one message follows as further ones."""
        limits = self.house.limits(self.where.platform)
        post = pressed or self.outbox.new_post(self.where, keys, activity=self.activity, only=self.by.user)
        if pressed:
            buttons = self.outbox.rekey(pressed, keys, activity=self.activity, language=self.language)
        else:
            buttons = shown(keys, post, self.house.languages, self.language, limits.label)
        first, *others = split(self.house.languages.render(phrase, self.language), limits.text, limits.units)
        self.consequences.answer = Private(first, () if others else buttons, replaces=pressed is not None)
        for number, part in enumerate(others, start=1):
            self.outbox.whisper(self.where, part, buttons if number == len(others) else (), self.by.user)
        return post

    def _to_desk(self, phrase: Phrase, keys: Keys, kind: str) -> Post:
        """The person's private chat; where it is closed, the answer waits under "For me"."""
        account = self.records.people.account(self.by.platform, self.by.user)
        # whether a stranger can be reached is not known; what is kept for one would never be shown
        keep = account is not None and not account.reachable
        if keep:
            self.records.deliveries.outdate(self.by.platform, self.by.user, self.now)
        doorway.show(self)
        return self.outbox.say(
            private_chat(self.by),
            phrase,
            keys,
            language=self.language,
            activity=self.activity,
            kind=kind,
            member=self.scene.member,
            keep=keep,
        )

    # -- to rooms and to other people ---------------------------------------------------------------------------

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
        accounts = self.records.people.accounts(member)
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
        return any(account.reachable for account in self.records.people.accounts(member))

    def account_of(self, who: Who) -> Account:
        """The account of somebody who has said yes to being known; made when it is not there yet."""
        found = self.records.people.account(who.platform, who.user)
        if found is None:
            found = Account(
                platform=who.platform,
                user=who.user,
                name=who.name,
                reachable=self.house.limits(who.platform).writes_first,
                seen_at=self.now,
            )
            self.records.people.add(found)
        return found

    # -- later --------------------------------------------------------------------------------------------------

    def wake(self, name: str, at: datetime, *, round: Round | None = None, subject: int = 0) -> None:
        """Call this activity's alarm `name` at a moment; setting it again moves it."""
        self.records.rounds.wake(
            Alarm(
                class_id=self.class_id,
                round_id=round.id if round and round.id else 0,
                activity=self.activity,
                name=name,
                subject=subject,
                at=at,
            )
        )

    def learn(self, language: str) -> None:
        """Make this language's word forms ready, in the background, once this turn is on disk."""
        self.consequences.learn.add(language)

    def work(self, name: str, then: str, **arguments: Any) -> None:
        """Call the `@at_work` method `name` outside of this turn; the `@on_result` method `then` takes the result."""
        self._leave(Job.of(self.scene, self.activity, name, then, arguments))

    def fetch(self, file: File, name: str, then: str, *, limit: int, **arguments: Any) -> None:
        """The same with a file of at most `limit` bytes, fetched first: the method is given its `content` as well."""
        if file.size > limit:
            most = limit // 1_000_000
            raise Refusal("That file is too large for me. It can have {most} MB at most.", most=most)
        self._leave(Job.of(self.scene, self.activity, name, then, arguments, file, limit))

    def _leave(self, job: Job) -> None:
        self.consequences.jobs.append(replace(job, apology_id=self._apology() if self.scene.by else 0))
        # whoever pressed sees at once that it was heard
        if self.consequences.answer is NOTHING and isinstance(self.scene.event, Pressed | CommandUsed):
            self.pop(T("One moment, please …"))

    def _apology(self) -> int:
        """What the person hears when the bot dies before it is done; it waits long enough to be called off."""
        sorry = self.house.languages.render(
            T("I was stopped in the middle of this. Please do it once more."), self.language
        )
        here = self.where.private or self.house.limits(self.where.platform).ephemeral
        where = self.where if here else private_chat(self.by)
        act = Say(where, sorry, only_for="" if where.private else self.by.user)
        waiting = self.outbox.write(act, urgency=Urgency.ANSWER, not_before=self.now + GIVEN_UP_AFTER)
        return waiting.id or 0
