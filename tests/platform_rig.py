"""What stands on both sides of a platform in its tests: the world outside, and a recorder in the bot's place."""

from __future__ import annotations

import asyncio
import struct
import zlib
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from bot.chat import NOTHING, Answer, Buttons, CommandTyped, CommandUsed, Completing, Event, Form, Place, Said, Who
from bot.command import Command, MenuEntry
from bot.port import Limits, Platform
from bot.text import Text

Happening = TypeVar("Happening", bound=Event)

PATIENCE = 30.0
"""Seconds a platform gets to hand something over."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def a_png(width: int, height: int) -> bytes:
    """A white picture of so many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * -(-width // 8)) * height)
    parts = [(b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")]
    written = (struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
               for kind, body in parts)  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as one person sees it; `by` is a person of the rig, or empty for the bot."""

    message: str
    by: str
    text: Text
    buttons: Buttons = ()
    sign: str = ""
    pinned: bool = False
    reply_to: str = ""
    only_me: bool = False
    file: tuple[str, bytes] | None = None
    picture: bool = False
    """Whether the file is a picture that is seen without being opened."""


@dataclass
class Heard:
    """What stands at the port in the bot's place: keeps the events, answers as told, fails when told."""

    events: list[Event] = field(default_factory=list)
    answer: Callable[[Event], Answer] = lambda event: NOTHING
    before: Callable[[Event], Awaitable[None]] | None = None
    fails: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, event: Event) -> Answer:
        self.events.append(event)
        self._changed.set()
        if self.before is not None:
            await self.before(event)
        if self.fails:
            raise RuntimeError("the bot could not take it")
        return self.answer(event)

    def all(self, kind: type[Happening]) -> list[Happening]:
        return [event for event in self.events if isinstance(event, kind)]

    async def one(self, kind: type[Happening], where: Callable[[Happening], bool] = lambda event: True) -> Happening:
        """Wait for an event of a kind; gives the last there is."""
        return (await self.times(kind, 1, where))[-1]

    async def times(
        self, kind: type[Happening], times: int, where: Callable[[Happening], bool] = lambda event: True
    ) -> list[Happening]:
        """Wait until so many events of a kind have come."""
        async with asyncio.timeout(PATIENCE):
            while len(found := [event for event in self.all(kind) if where(event)]) < times:
                self._changed.clear()
                await self._changed.wait()
        return found

    async def command(self, person: str) -> CommandTyped | CommandUsed:
        """Wait for a person's command, typed or native."""
        async with asyncio.timeout(PATIENCE):
            while True:
                typed = [event for event in self.events if isinstance(event, CommandTyped | CommandUsed)]
                if found := [event for event in typed if event.by.user == person]:
                    return found[-1]
                self._changed.clear()
                await self._changed.wait()

    async def message(self, text: str) -> Said:
        return await self.one(Said, lambda said: said.text == text)


POST = (("activity", "which", ()), ("when", "at once or not", ("now", "later")))
ENTRIES = (
    MenuEntry("today", "🤫 What is open", "/today", "/today", ()),
    MenuEntry("post", "🤫 Post a task", "/post [activity] [when]", "/post vocabulary now", POST),
)


@dataclass
class Offering:
    """What the bot offers about commands: everybody the first, admins both; completion gives what fits."""

    commands: Sequence[Command] = ()
    asked: list[Completing] = field(default_factory=list)
    counting: dict[Place, Sequence[str]] = field(default_factory=dict)

    async def menu(self, where: Place, by: Who, *, by_admin: bool = False) -> Sequence[MenuEntry]:
        return ENTRIES if by_admin else ENTRIES[:1]

    async def complete(self, completing: Completing) -> Sequence[str]:
        self.asked.append(completing)
        return [word for word in ("vocabulary", "discussion") if word.startswith(completing.typed)]

    def described(self, command: Command, language: str) -> str:
        return command.help

    async def counted(self, where: Place) -> Sequence[str]:
        return self.counting.get(where, ())


class Rig(ABC):
    """The world outside a platform. There is a room with an admin and two more people, and the bot is in it.

    `heard` stands at the port and outlives restarts. What a person does returns when the platform has it, not when the
    bot does.
    """

    platform: Platform
    running: asyncio.Task[None] | None = None
    heard: Heard
    offering: Offering
    room: Place
    admin: str
    ana: str
    ben: str

    @property
    def limits(self) -> Limits:
        return self.platform.limits

    def private(self, person: str) -> Place:
        return Place(self.platform.name, person, private=True)

    @abstractmethod
    def opened(self) -> Platform:
        """The adapter as a new process of the bot opens it."""

    @abstractmethod
    async def run(self) -> None:
        """Let the bot run, until it listens."""

    async def start(self) -> None:
        await self.run()

    async def restart(self) -> None:
        """End the bot's process, if it still runs, and start it anew; what the platform keeps, it keeps."""
        await self.stop()
        self.platform = self.opened()
        await self.run()

    async def stop(self) -> None:
        """Cancel `run` and wait for its end."""
        if self.running is None:
            return
        self.running.cancel()
        with suppress(asyncio.CancelledError):
            await self.running
        self.running = None

    @abstractmethod
    async def say(self, person: str, text: str, where: Place | None = None, reply_to: str = "") -> str:
        """Write a message in the room, or `where`; gives its id."""

    @abstractmethod
    async def edit(self, person: str, message: str, text: str) -> None: ...

    @abstractmethod
    async def delete(self, person: str, message: str) -> None: ...

    @abstractmethod
    async def press(self, person: str, message: str, code: str) -> None:
        """Press the button that carries this code; returns when its answer has been shown."""

    @abstractmethod
    async def command(self, person: str, name: str, rest: str = "", reply_to: str = "") -> None:
        """Use a command in the room, typed or native, as people do on this platform."""

    @abstractmethod
    async def send_form(self, person: str, form: Form, values: dict[str, str]) -> None: ...

    @abstractmethod
    async def make_room(self, title: str) -> Place:
        """Let the admin make another room and add the bot."""

    @abstractmethod
    async def arrive(self, name: str) -> str:
        """Bring a new person into the room; gives their id."""

    @abstractmethod
    async def leave(self, person: str) -> None: ...

    @abstractmethod
    async def open_private(self, person: str, payload: str = "") -> None:
        """Open the private chat with the bot, through a link that carries the payload if there is one."""

    @abstractmethod
    async def close_private(self, person: str) -> None: ...

    @abstractmethod
    async def send_file(
        self, person: str, name: str, content: bytes, text: str = "", where: Place | None = None
    ) -> str:
        """Send a file with a caption; gives the message's id."""

    @abstractmethod
    async def seen(self, person: str, where: Place | None = None) -> list[Seen]:
        """What a person sees in the room, or `where`, the oldest first; without what was deleted."""

    @abstractmethod
    async def shown(self, person: str) -> list[Answer]:
        """The pop-ups, links and forms a person has been shown so far."""

    @abstractmethod
    async def offered(self, person: str) -> list[str]:
        """The names of the commands the platform's menu offers this person in the room."""

    @abstractmethod
    async def completed(self, person: str, command: str, parameter: str, typed: str) -> list[str] | None:
        """What the platform offers while a parameter is typed; None where it has no completion."""

    @abstractmethod
    async def follow(self, person: str, link: str) -> str:
        """Go where a message's address leads; gives the message a person then has before them, empty for none."""

    def cut_before_accept(self) -> AbstractAsyncContextManager[None] | None:
        """While it lasts nothing reaches the platform; None where that cannot be."""
        return None
