"""The stage on which scenes play: the real program over a file database, and a paper platform at the port."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Literal, cast

from bot.activity import Activity
from bot.build import Tertulia, assemble
from bot.chat import (
    Act,
    Answer,
    Arrived,
    Button,
    Buttons,
    ClockAsked,
    CommandTyped,
    CommandUsed,
    Completing,
    Delete,
    Deleted,
    Edit,
    Edited,
    Event,
    File,
    FileSent,
    Form,
    FormSent,
    Link,
    Nothing,
    PersonLeft,
    Pin,
    Place,
    Popup,
    Pressed,
    Private,
    Reachable,
    React,
    RoomSeen,
    Said,
    Say,
    SendFile,
    Unpin,
    Who,
)
from bot.clock import Time
from bot.command import Offered
from bot.language.dictionary import build
from bot.language.words import Forms
from bot.port import Finding, Limits, Receive, Refused, Why
from bot.text import Text
from bot.tongues import Tongues
from tests.fresh import fresh_database

Kind = Literal["text", "voice", "picture", "sticker"]
KEY = bytes(range(32))
MONDAY = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
"""A Monday morning in spring; 10:00 in London."""


class Learned(Tongues):
    """Knows a language as the bot does once it has built its dictionary, and keeps that from one run to the next."""

    def learn(self, language: str) -> None:
        """A scene waits for no dictionary that it does not use."""

    def _make_forms(self, words: tuple[str, ...], language: str) -> Forms:
        build(language, DICTIONARIES)
        return super()._make_forms(words, language)


DICTIONARIES = Path(__file__).parents[1] / ".pytest_cache" / "d" / "dictionaries"
"""Where pytest keeps what its `cache` fixture is given, beside those of the tests of languages."""
TONGUES = Learned(DICTIONARIES)
"""Shared by all scenes of a process: what it knows of a language or a list of words stays known."""


@dataclass
class Seen:
    """A message as it stands in a chat: what a person would see there."""

    id: str
    text: Text
    by: str = "Tertulia"
    buttons: Buttons = ()
    reactions: list[str] = field(default_factory=list)
    reply_to: str = ""
    only_for: str = ""
    pinned: bool = False
    silent: bool = False
    file: bytes | None = None

    @property
    def plain(self) -> str:
        return self.text.plain

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.buttons for button in row]

    def button(self, label: str) -> Button:
        found = [one for row in self.buttons for one in row if one.label.strip() == label]
        assert found, f"no button {label!r} among {self.labels} under: {self.plain}"
        return found[0]


def assert_fit(buttons: Buttons, limits: Limits) -> None:
    """No platform takes more buttons than it says, nor longer labels."""
    assert sum(map(len, buttons)) <= limits.buttons, "more buttons than the platform allows"
    for row in buttons:
        assert len(row) <= limits.buttons_in_row, f"too many in a row: {[one.label for one in row]}"
        for one in row:
            assert 0 < len(one.label) <= limits.label, f"a label too long: {one.label}"


def assert_nobody_named(children: Iterable[str], texts: Iterable[str]) -> None:
    """Under 18 nothing that a room sees from the bot holds a learner's name."""
    for name in children:
        found = [text for text in texts if re.search(rf"\b{re.escape(name)}\b", text)]
        assert not found, f"{name} is under 18 and is named in the room: {found}"


class Paper:
    """A platform on paper: keeps what it is told to show, room by room, and does just what its limits say."""

    def __init__(self, name: str = "paper", limits: Limits | None = None) -> None:
        self.name = name
        self.limits = limits or Limits(
            ephemeral=True, send_key=True, room_sends_per_second=1e6, room_sends_per_minute=10**6, sends_per_second=1e6
        )
        self.chats: dict[Place, list[Seen]] = {}
        self.keys: dict[str, str] = {}
        self.failing: list[Exception] = []
        self.closed: set[str] = set()
        self.files: dict[str, bytes] = {}
        self.shown_to_all: list[str] = []
        self._ids = itertools.count(1)

    def new_id(self) -> str:
        return f"m{next(self._ids)}"

    def chat(self, place: Place) -> list[Seen]:
        return self.chats.setdefault(place, [])

    async def run(
        self, offered: Offered, receive: Receive
    ) -> None:  # pragma: no cover - scenes call receive themselves
        raise AssertionError("a paper platform is not run")

    async def check(self) -> list[Finding]:
        return []

    def private_link(self, payload: str) -> str:
        return f"paper:{payload}"

    def message_link(self, where: Place, message: str) -> str:
        return f"paper:{where.id}/{message}"

    async def fetch(self, file: File, limit: int) -> bytes:
        content = self.files.get(file.handle)
        if content is None or len(content) > limit:
            raise Refused(Why.GONE, "no such file, or too large")
        return content

    async def deliver(self, act: Act, key: str) -> str:
        if self.failing:
            raise self.failing.pop(0)
        if self.limits.send_key and key in self.keys:
            return self.keys[key]
        self.keys[key] = self._do(act)
        if isinstance(act, Say | Edit) and not act.where.private and not getattr(act, "only_for", ""):
            self.shown_to_all.append(act.text.plain)
        return self.keys[key]

    def _do(self, act: Act) -> str:
        chat = self.chat(act.where)
        if isinstance(act, Say | Edit):
            assert_fit(act.buttons, self.limits)
        match act:
            case Say(where, text, buttons, reply_to, silent, only_for):
                if where.private and where.id in self.closed:
                    raise Refused(Why.BLOCKED)
                assert self.limits.units(text.plain) <= self.limits.text, "a post longer than the platform allows"
                chat.append(
                    Seen(self.new_id(), text, buttons=buttons, reply_to=reply_to, only_for=only_for, silent=silent)
                )
                return chat[-1].id
            case SendFile(_, name, content, caption, only_for):
                chat.append(Seen(self.new_id(), caption, by="Tertulia", only_for=only_for, file=content))
                chat[-1].text = Text.of([*caption.spans, *Text.load([[f" [{name}]", "plain", ""]])])
                return chat[-1].id
            case Edit(_, message, text, buttons):
                found = self._find(act.where, message)
                found.text, found.buttons = text, buttons
            case React(_, message, signs):
                self._find(act.where, message).reactions = [one for one in signs if one in self.limits.signs][:1]
            case Pin(_, message):
                self._find(act.where, message).pinned = True
            case Unpin(_, message):
                self._find(act.where, message).pinned = False
            case Delete(_, message):
                chat.remove(self._find(act.where, message))
        return ""

    def _find(self, place: Place, message: str) -> Seen:
        for one in self.chat(place):
            if one.id == message:
                return one
        raise Refused(Why.GONE)


class Stage:
    """Plays scenes: who typed what, and what the class saw. People are called by name; the room is "Tuesday A2"."""

    def __init__(
        self,
        folder: Path,
        *,
        activities: Iterable[Activity],
        now: datetime = MONDAY,
        paper: Paper | None = None,
        others: Iterable[Paper] = (),
        observe: Callable[[str], None] = lambda _: None,
        tongues: Tongues | None = None,
        durable: bool = False,
        key: bytes = KEY,
    ) -> None:
        self.paper = paper or Paper()
        self.papers = {one.name: one for one in (self.paper, *others)}
        self.homes: dict[str, Place] = {}
        self._moment = now
        self.time = Time(lambda: self._moment)
        fresh_database(folder)
        self.house: Tertulia = assemble(
            data=folder,
            key=key,
            platforms=self.papers,
            activities=activities,
            time=self.time,
            random=Random(7),
            observe=observe,
            tongues=tongues or TONGUES,
            durable=durable,
        )
        self.room = Place(self.paper.name, "room1")
        self.title = "Tuesday A2"
        self.admins = {"Marta"}
        self.languages: dict[str, str] = {}
        self.answer: Answer = Nothing()
        self._events = itertools.count(1)
        self.whispers: dict[str, list[Seen]] = {}

    # -- life ---------------------------------------------------------------------------------------------------

    async def __aenter__(self) -> Stage:
        await self.house.start()
        return self

    async def __aexit__(self, kind: object, *_: object) -> None:
        children = self._children() if kind is None else []
        self.house.database.stop()
        assert_nobody_named(children, self.paper.shown_to_all)

    def _children(self) -> list[str]:
        """The learners of classes under 18: whatever a scene is about, no room may read their names."""
        with self.house.database.read() as records:
            minors = [one for one in records.classes.all() if one.minors]
            return [member.name for one in minors for member in records.people.learners(one.id or 0)]

    @property
    def now(self) -> datetime:
        return self.time.now()

    def lives(self, name: str, home: Place) -> None:
        """This person writes in another room, perhaps on another platform."""
        self.homes[name] = home

    def room_of(self, name: str) -> Place:
        return self.homes.get(name, self.room)

    def chat(self, place: Place) -> list[Seen]:
        """All that stands at a place."""
        return self.papers[place.platform].chat(place)

    def who(self, name: str) -> Who:
        return Who(self.room_of(name).platform, f"u-{name.lower()}", name, self.languages.get(name))

    def private(self, name: str) -> Place:
        return Place(self.room_of(name).platform, self.who(name).user, private=True)

    async def happens(self, event: Event) -> Answer:
        """Hand over an event, deliver what follows, and keep what came back to the one who did it."""
        self.answer = await self.house.engine.receive(event)
        await self.house.engine.workshop.idle()
        await self.house.carrier.drain()
        match self.answer:
            case Popup(text):
                limits = self.papers[event.by.platform].limits
                assert limits.units(text.plain) <= limits.popup, f"a pop-up that is cut: {text.plain}"
            case Private(text, buttons, replaces):
                assert_fit(buttons, self.papers[event.by.platform].limits)
                mine = self.whispers.setdefault(event.by.name, [])
                if replaces and mine:
                    mine.pop()
                mine.append(Seen(f"w{len(mine)}", text, buttons=buttons, only_for=event.by.user))
        return self.answer

    def _head(self, name: str, where: Place) -> tuple[str, datetime, Place, Who]:
        return f"e{next(self._events)}", self.now, where, self.who(name)

    # -- what people do -----------------------------------------------------------------------------------------

    async def add_bot(self, by: str = "Marta", *, room: Place | None = None, title: str = "", **may: bool) -> None:
        """Add the bot to the room; `may` says what it may do there, e.g. `may_pin=False`."""
        seen = RoomSeen(
            *self._head(by, room or self.room), title=title or self.title, added=True, by_admin=by in self.admins
        )
        await self.happens(replace(seen, **cast(Any, may)))

    async def types(
        self,
        name: str,
        line: str,
        *,
        room: Place | None = None,
        private: bool = False,
        addressed: bool = False,
        reply_to: str = "",
    ) -> Answer:
        """Type a command, e.g. `/words`."""
        where = self.private(name) if private else room or self.room_of(name)
        command, _, rest = line.removeprefix("/").partition(" ")
        head, newline, more = command.partition("\n")
        rest = f"{more} {rest}".strip() if newline else rest
        message = self.paper.new_id()
        self.chat(where).append(Seen(message, Text.load([[line, "plain", ""]]), by=name))
        return await self.happens(
            CommandTyped(
                *self._head(name, where),
                name=head,
                rest=rest,
                message=message,
                addressed=addressed,
                by_admin=name in self.admins,
                reply_to=reply_to,
            )
        )

    async def uses(
        self, name: str, command: str, *, on: Seen | None = None, room: Place | None = None, **options: str
    ) -> Answer:
        """Use a native command, perhaps from the menu of the message `on`."""
        where = room or self.room_of(name)
        said = None
        if on is not None:
            said = Said(*self._head(on.by, where), message=on.id, text=on.plain, reply_chain=self._chain(where, on))
        return await self.happens(
            CommandUsed(*self._head(name, where), name=command, options=options, by_admin=name in self.admins, on=said)
        )

    async def says(
        self,
        name: str,
        text: str,
        *,
        to: Seen | str | None = None,
        private: bool = False,
        room: Place | None = None,
        kind: Kind = "text",
        forwarded: bool = False,
    ) -> Seen:
        """Write a message, perhaps in reply `to` one; the message as it stands afterwards."""
        where = self.private(name) if private else room or self.room_of(name)
        target = self.message(to, where) if isinstance(to, str) else to
        seen = Seen(
            self.paper.new_id(), Text.load([[text, "plain", ""]]), by=name, reply_to=target.id if target else ""
        )
        self.chat(where).append(seen)
        await self.happens(
            Said(
                *self._head(name, where),
                message=seen.id,
                text=text,
                kind=kind,
                reply_chain=self._chain(where, seen),
                answers_us=bool(target and target.by == "Tertulia"),
                forwarded=forwarded,
                by_admin=name in self.admins,
            )
        )
        return seen

    async def sends(self, name: str, title: str, content: bytes, *, size: int | None = None, command: str = "") -> None:
        """Send a file into the private chat, or behind a command, e.g. `command="/words"`."""
        message = self.paper.new_id()
        self.paper.files[message] = content
        file = File(title, len(content) if size is None else size, message)
        head = self._head(name, self.private(name))
        if command:
            await self.happens(CommandTyped(*head, name=command.strip("/"), rest="", message=message, file=file))
        else:
            await self.happens(FileSent(*head, message=message, file=file))

    async def edits(self, name: str, message: Seen, text: str) -> None:
        message.text = Text.load([[text, "plain", ""]])
        await self.happens(
            Edited(
                *self._head(name, self.room_of(name)),
                message=message.id,
                text=text,
                reply_chain=self._chain(self.room_of(name), message),
            )
        )

    async def deletes(self, name: str, message: Seen) -> None:
        self.chat(self.room_of(name)).remove(message)
        await self.happens(Deleted(*self._head(name, self.room_of(name)), message=message.id))

    async def presses(
        self,
        name: str,
        label: str,
        *,
        under: Seen | str | None = None,
        private: bool = False,
        room: Place | None = None,
    ) -> Answer:
        """Press the button `label` of the newest message that has it and that this person can see."""
        where, seen = self._find_button(name, label, under, private, room)
        answered = next((one for one in self.chat(where) if one.id == seen.reply_to and seen.reply_to), None)
        said = None
        if answered:
            said = Said(
                *self._head(answered.by, where),
                message=answered.id,
                text=answered.plain,
                reply_chain=self._chain(where, answered),
            )
        button = seen.button(label)
        assert button.code, f"{label} opens {button.url}"
        return await self.happens(
            Pressed(
                *self._head(name, where), code=button.code, message=seen.id, answers=said, by_admin=name in self.admins
            )
        )

    async def sends_form(self, name: str, **fields: str) -> Answer:
        assert isinstance(self.answer, Form)
        return await self.happens(FormSent(*self._head(name, self.room_of(name)), code=self.answer.code, fields=fields))

    async def opens_private(self, name: str, payload: str = "") -> None:
        await self.happens(Reachable(*self._head(name, self.private(name)), payload=payload))

    async def arrives(self, name: str) -> None:
        await self.happens(Arrived(*self._head(name, self.room_of(name))))

    async def leaves(self, name: str) -> None:
        await self.happens(PersonLeft(*self._head(name, self.room_of(name))))

    # -- time ---------------------------------------------------------------------------------------------------

    async def jump(self, to: str) -> bool:
        """The rehearsal clock: on to the next "post", "reminder" or "close"."""
        assert self.house.engine.rehearse
        return await self.house.engine.rehearse(
            ClockAsked(*self._head("Marta", self.room), to=to)  # type: ignore[arg-type]
        )

    async def wait(self, **time: float) -> None:
        """Let time pass, living through all that is due meanwhile in order."""
        until = self.now + timedelta(**time)
        while (upcoming := self.house.clock.next_moment()) and upcoming <= until:
            self.time.move(upcoming)
            await self.house.clock.tick()
            await self.house.carrier.drain()
            if upcoming == self.house.clock.next_moment():
                break
        self.time.move(until)
        await self.house.clock.tick()
        await self.house.carrier.drain()

    # -- what people see ----------------------------------------------------------------------------------------

    def seen(self, name: str, *, private: bool = False, room: Place | None = None) -> list[Seen]:
        """All this person sees in the room, or in their private chat."""
        where = self.private(name) if private else room or self.room_of(name)
        return [one for one in self.chat(where) if one.only_for in ("", self.who(name).user)]

    def posts(self, room: Place | None = None) -> list[Seen]:
        """What the bot posted in the room for all to see."""
        return [one for one in self.chat(room or self.room) if one.by == "Tertulia" and not one.only_for]

    @property
    def task(self) -> Seen:
        """The newest task in the room."""
        return [one for one in self.posts() if any("Help me start" in x or "Ayúdame" in x for x in one.labels)][-1]

    def private_chat(self, name: str) -> list[str]:
        return [one.plain for one in self.chat(self.private(name))]

    def told(self, name: str) -> str:
        """The last thing this person alone was told: pop-up, 🤫 answer, or private message."""
        match self.answer:
            case Popup(text) | Private(text):
                return text.plain
            case Link(url):
                return url
        return self.chat(self.private(name))[-1].plain

    def transcript(self, room: Place | None = None) -> str:
        """The room as text, the way all see it."""
        lines = []
        for one in self.chat(room or self.room):
            if one.only_for:
                continue
            lines.append(f"{one.by}: {one.plain}" + "".join(f" {sign}" for sign in one.reactions))
            if one.labels:
                lines.append("   " + " ".join(f"[{label}]" for label in one.labels))
        return "\n".join(lines)

    def message(self, start: str, where: Place) -> Seen:
        found = [one for one in self.chat(where) if one.plain.startswith(start)]
        assert found, f"nobody said {start!r}"
        return found[-1]

    async def completes(self, name: str, command: str, parameter: str, typed: str = "") -> list[str]:
        completing = Completing(self.room, self.who(name), command, parameter, typed, by_admin=name in self.admins)
        return list(await self.house.engine.complete(completing))

    def _chain(self, where: Place, message: Seen) -> tuple[str, ...]:
        by_id = {one.id: one for one in self.chat(where)}
        chain = []
        while message.reply_to:
            chain.append(message.reply_to)
            if message.reply_to not in by_id:
                break
            message = by_id[message.reply_to]
        return tuple(chain)

    def _find_button(
        self, name: str, label: str, under: Seen | str | None, private: bool, room: Place | None
    ) -> tuple[Place, Seen]:
        where = self.private(name) if private else room or self.room_of(name)
        if isinstance(under, Seen):
            return where, under
        mine = self.whispers.get(name, []) if not private else []
        shown = [*self.seen(name, private=private, room=room), *mine]
        fitting = [
            one
            for one in shown
            if label in [text.strip() for text in one.labels]
            and (not isinstance(under, str) or one.plain.startswith(under))
        ]
        assert fitting, f"{name} sees no button {label!r}; there are {[one.labels for one in shown if one.buttons]}"
        return where, fitting[-1]
