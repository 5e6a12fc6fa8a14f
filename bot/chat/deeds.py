"""What people do in a chat: they write, press, use commands and send files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.chat.places import Happened, Place, Who


@dataclass(frozen=True, slots=True)
class Said(Happened):
    """A message. `reply_chain` holds the message ids it answers, nearest first, as far as the platform knows them.

    `answers_us`: what it answers is the bot's, even if its id leads nowhere any more.
    """

    message: str
    text: str
    kind: Literal["text", "voice", "picture", "sticker"] = "text"
    reply_chain: tuple[str, ...] = ()
    reply_to_user: str = ""
    answers_us: bool = False
    forwarded: bool = False
    by_admin: bool = False


@dataclass(frozen=True, slots=True)
class Edited(Happened):
    """A message got a new text; `at` is the time of the edit."""

    message: str
    text: str
    reply_chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deleted(Happened):
    """A message is gone; `by` is its writer, or an empty user where the platform does not tell."""

    message: str


@dataclass(frozen=True, slots=True)
class File:
    """A file somebody sent, not fetched yet: `handle` is what its platform fetches it by, `size` in bytes."""

    name: str
    size: int
    handle: str


@dataclass(frozen=True, slots=True)
class FileSent(Happened):
    """A file came without a command, such as into a private chat where lists are gathered."""

    message: str
    file: File


@dataclass(frozen=True, slots=True)
class CommandTyped(Happened):
    """Somebody typed `/name rest`; the engine reads the words. `addressed`: with @name or as a reply to the bot."""

    name: str
    rest: str
    message: str
    addressed: bool = False
    by_admin: bool = False
    reply_to: str = ""
    file: File | None = None


@dataclass(frozen=True, slots=True)
class CommandUsed(Happened):
    """Somebody used a native command with options by name, each still as the words typed or chosen.

    `on` is the message whose menu the command was chosen from, such as *Suggest a correction*.
    """

    name: str
    options: Mapping[str, str]
    by_admin: bool = False
    on: Said | None = None
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Pressed(Happened):
    """A press on one of our buttons. `answers` is the message the pressed post replies to, where the platform tells."""

    code: str
    message: str
    by_admin: bool = False
    answers: Said | None = None


@dataclass(frozen=True, slots=True)
class FormSent(Happened):
    """A form of ours came back, its fields by name."""

    code: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ClockAsked(Happened):
    """Rehearsal only: go to the next post, reminder or close, doing in order all that is due until then."""

    to: Literal["post", "reminder", "close"]


@dataclass(frozen=True, slots=True)
class Completing:
    """Somebody is typing a command's parameter and would like to see what fits."""

    where: Place
    by: Who
    command: str
    parameter: str
    typed: str
    given: Mapping[str, str] = field(default_factory=dict)
    by_admin: bool = False
