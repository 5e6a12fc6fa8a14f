"""What comes back at once to who did something, for them alone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.acts import Buttons
from bot.text import Text


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
