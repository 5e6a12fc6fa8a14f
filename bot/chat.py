"""What happens in a chat and what we do there, in words every platform shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.text import Text


@dataclass(frozen=True, slots=True)
class Who:
    """One account as an event shows it; `user` is the platform's id, unique on that platform."""

    platform: str
    user: str
    name: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A room (`id` is the platform's room id) or, when `private`, the chat with the user of that id."""

    platform: str
    id: str
    private: bool = False


def private_chat(who: Who) -> Place:
    return Place(who.platform, who.user, private=True)


@dataclass(frozen=True, slots=True)
class Happened:
    """Shared by all that happens: `key` is unique per bot account, kind, id and edit time."""

    key: str
    at: datetime
    where: Place
    by: Who


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
class RoomSeen(Happened):
    """The bot is in a room, or learns what it may do there; `by` is who added or changed it."""

    title: str
    kind: Literal["group", "topic"] = "group"
    reads_all: bool = True
    may_delete: bool = True
    may_pin: bool = True
    may_react: bool = True
    may_post: bool = True
    added: bool = False
    by_admin: bool = False


@dataclass(frozen=True, slots=True)
class RoomGone(Happened):
    """The bot was removed from a room, or the room was deleted."""


@dataclass(frozen=True, slots=True)
class RoomMoved(Happened):
    """The room goes on under another id; ids of its old messages are worthless."""

    to: str


@dataclass(frozen=True, slots=True)
class Arrived(Happened):
    """The person is seen to be a member of the room."""


@dataclass(frozen=True, slots=True)
class PersonLeft(Happened):
    """The person left the room or was banned from it."""


@dataclass(frozen=True, slots=True)
class Reachable(Happened):
    """The person opened the private chat (`yes`) or closed it; `payload` is what the link carried."""

    yes: bool = True
    payload: str = ""


@dataclass(frozen=True, slots=True)
class PostGone(Happened):
    """A post of ours was deleted by hand."""

    message: str


@dataclass(frozen=True, slots=True)
class ClockAsked(Happened):
    """Rehearsal only: go to the next post, reminder or close, doing in order all that is due until then."""

    to: Literal["post", "reminder", "close"]


Event = (
    Said
    | Edited
    | Deleted
    | FileSent
    | CommandTyped
    | CommandUsed
    | Pressed
    | FormSent
    | RoomSeen
    | RoomGone
    | RoomMoved
    | Arrived
    | PersonLeft
    | Reachable
    | PostGone
    | ClockAsked
)


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


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: a line, or a paragraph when `long`."""

    name: str
    label: str
    value: str = ""
    long: bool = False
    required: bool = True
    limit: int = 4000


@dataclass(frozen=True, slots=True)
class Nothing:
    """The event is settled; nobody needs an answer."""


@dataclass(frozen=True, slots=True)
class Popup:
    """A short sentence over the screen of who pressed or typed; for them alone."""

    text: Text


@dataclass(frozen=True, slots=True)
class Link:
    """Open this address (a private chat) as the answer to a press."""

    url: str


@dataclass(frozen=True, slots=True)
class Form:
    """Ask these fields as the answer to a press or a native command."""

    title: str
    code: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Private:
    """A message to this person alone, here and now; `replaces`: it takes the place of the private post pressed."""

    text: Text
    buttons: Buttons = ()
    replaces: bool = False
    file: tuple[str, bytes] | None = None


Answer = Nothing | Popup | Link | Form | Private
NOTHING = Nothing()


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
