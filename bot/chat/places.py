"""Who does something in a chat, and where: shared by all that happens and all that we do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
