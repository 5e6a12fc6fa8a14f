"""What we do in a chat."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.chat.places import Place
from bot.text import Text


class Look(StrEnum):
    """How much a button asks for attention; platforms may show it, meaning never hangs on it."""

    PLAIN = "plain"
    MAIN = "main"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A label with a `code` ("<post id>:<number>") that comes back in Pressed, or with a `url` to open."""

    label: str
    code: str = ""
    url: str = ""
    look: Look = Look.PLAIN


Buttons = tuple[tuple[Button, ...], ...]
"""Rows of buttons, top to bottom."""


@dataclass(frozen=True, slots=True)
class Say:
    """Post a message.

    `only_for` shows it in a room to that user alone, where the limits have `ephemeral`. `reply_in` is the room of the
    message replied to where that is another place, and the limits have `replies_across`. `quote` are words of the
    message replied to that are shown above, where the platform can. `thread` opens a thread of that title under the
    post, where the limits have `threads`; what is said in it belongs to the room, as replies to the post.
    """

    where: Place
    text: Text
    buttons: Buttons = ()
    reply_to: str = ""
    silent: bool = False
    only_for: str = ""
    quote: str = ""
    thread: str = ""
    reply_in: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """The message a private one is about, wherever it stands, and the words of it that are meant."""

    where: Place
    message: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Give a post of ours a new text and new buttons."""

    where: Place
    message: str
    text: Text
    buttons: Buttons = ()


@dataclass(frozen=True, slots=True)
class React:
    """Put our sign on a message: the first of `signs` the platform has; no signs takes ours away."""

    where: Place
    message: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pin:
    where: Place
    message: str


@dataclass(frozen=True, slots=True)
class Unpin:
    where: Place
    message: str


@dataclass(frozen=True, slots=True)
class Delete:
    where: Place
    message: str


@dataclass(frozen=True, slots=True)
class SendFile:
    """Send a file with a caption; a picture is seen in the chat where the platform can show it."""

    where: Place
    name: str
    content: bytes
    caption: Text
    only_for: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """Offer these commands (name, description) to one user at one place, or to all at `where` when `user` is empty."""

    where: Place
    commands: tuple[tuple[str, str], ...]
    user: str = ""
    language: str = ""


Act = Say | Edit | React | Pin | Unpin | Delete | SendFile | Menu
