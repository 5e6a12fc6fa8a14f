"""What becomes of rooms, of the people in them, and of our posts there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.chat.places import Happened


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
    """The person opened the private chat (`yes`) or closed it; `payload` is what the link carried.

    `greeted` is false where a platform says that they opened it, and they say so themselves besides.
    """

    yes: bool = True
    payload: str = ""
    greeted: bool = True


@dataclass(frozen=True, slots=True)
class PostGone(Happened):
    """A post of ours was deleted by hand."""

    message: str
