"""The port: all that a chat platform is to us, on one page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from bot.chat import Act, Answer, Event, File, Place
from bot.command import Offered

Receive = Callable[[Event], Awaitable[Answer]]
"""Hands over one thing that happened; when it returns, the thing and its consequences are on disk."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a platform can and cannot do; lengths as the platform measures them (`units`).

    `permissions`: what the bot may do in a room are single permissions of it, each with a name people see.
    `reads_as_admin`: where the bot does not see every message of a room, it does once it is made an admin there.
    """

    text: int = 4000
    caption: int = 1000
    popup: int = 200
    buttons_in_row: int = 3
    buttons: int = 24
    label: int = 40
    can_edit: bool = True
    edit_old_every: float = 0.0
    """Seconds between two edits of one post that is older than an hour."""
    deletes_within: float = float("inf")
    """Hours for which a message of ours can be taken away again."""
    can_react: bool = True
    can_pin: bool = True
    signs: tuple[str, ...] = ("✅",)
    ephemeral: bool = False
    reminds_unasked: bool = True
    writes_first: bool = False
    reads_as_admin: bool = True
    permissions: bool = False
    replies_across: bool = False
    sees_deletions: bool = True
    send_key: bool = False
    forms: bool = False
    threads: bool = False
    utf16: bool = False
    sends_per_second: float = 30.0
    only_messages_count: bool = False
    room_sends_per_second: float = 1.0
    room_sends_per_minute: int = 60

    def units(self, text: str) -> int:
        return len(text.encode("utf-16-le")) // 2 if self.utf16 else len(text)


class TryLater(Exception):
    """The act certainly did not arrive; try again after so many seconds.

    `everywhere`: the whole platform asks for it or is down (a network error, a 5xx), not only this place.
    """

    def __init__(self, seconds: float = 5.0, *, everywhere: bool = False) -> None:
        super().__init__(f"try again in {seconds:g} s")
        self.seconds = seconds
        self.everywhere = everywhere


class Why(StrEnum):
    """Why a platform refused an act."""

    BLOCKED = "blocked"
    GONE = "gone"
    NO_RIGHT = "no_right"
    TOO_LATE = "too_late"
    INVALID = "invalid"


class Refused(Exception):
    """The platform will not do this act, however often it is asked."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else str(why))
        self.why = why


class Moved(Exception):
    """The room goes on under another id."""

    def __init__(self, to: str) -> None:
        super().__init__("the room has a new id")
        self.to = to


class Uncertain(Exception):
    """The act was under way when the line broke: it may or may not have arrived."""


class Gravity(StrEnum):
    """How bad a finding is; a `STOPS` finding would stop a post."""

    FINE = "fine"
    NOTE = "note"
    STOPS = "stops"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `tertulia doctor`: what is so, and what to do about it."""

    gravity: Gravity
    what: str
    remedy: str = ""


class Platform(Protocol):
    """A chat platform. `run` serves until cancelled; `deliver` returns the platform's id of the message."""

    name: str
    limits: Limits

    async def run(self, offered: Offered, receive: Receive) -> None: ...

    async def deliver(self, act: Act, key: str) -> str:
        """Do one act; a repeated `key` does nothing twice where `limits.send_key`.

        Raises:
            TryLater, Refused, Moved, Uncertain: and nothing else.
        """
        ...

    async def check(self) -> list[Finding]:
        """Look for what is wrong without disturbing a running bot; for `tertulia doctor`."""
        ...

    def private_link(self, payload: str) -> str:
        """The address that opens the private chat with the bot carrying `payload`; empty where there is none."""
        ...

    def message_link(self, where: Place, message: str) -> str:
        """The address that opens the chat at a message; empty where there is none."""
        ...

    async def fetch(self, file: File, limit: int) -> bytes:
        """The content of a file somebody sent.

        Raises:
            TryLater: it could not be had now.
            Refused: it is gone, or larger than `limit` bytes.
        """
        ...


@dataclass(frozen=True, slots=True)
class SampleAnswer:
    """What the sample learner `by` may write to a task that shows all words of `to`, or has `to` as its aim."""

    to: tuple[str, ...]
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample class of a rehearsal: its room, its people by name, and what the learners can be made to write."""

    room: str
    teacher: str
    learners: tuple[str, ...]
    answers: tuple[SampleAnswer, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an adapter is given besides its own section of the configuration.

    An adapter is a module `adapters/<name>.py` or a folder `adapters/<name>/`. It declares `Section`, a pydantic model
    of its part of config.toml with a property `on`, and `open_platform(section, surroundings) -> Platform`. Its library
    is imported inside `open_platform` only.
    """

    folder: Path
    """Where the adapter may keep what is its own, such as the practice room's log."""
    now: Callable[[], datetime]
    """The bot's clock, aware UTC; a rehearsal moves it."""
    sample: Sample | None = None
    """Given in `tertulia demo` only: then the clock may be moved and the sample learners may be made to write."""
