"""Answers tried out in the private chat: in memory only, so that nothing is kept of who walks away."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

KEPT_FOR = timedelta(hours=6)
_MOST = 2000
"""So many people may be making up their mind; the oldest is forgotten first."""

Key = tuple[str, str]
"""Platform and user."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """A sentence somebody wrote to the bot alone, and its message in the private chat."""

    text: str
    message: str
    at: datetime


@dataclass
class UnsentAnswers:
    """The last such sentence of each person."""

    _kept: dict[Key, Unsent] = field(default_factory=dict)

    def keep(self, key: Key, unsent: Unsent) -> None:
        self._kept.pop(key, None)
        self._kept[key] = unsent
        while len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]

    def look(self, key: Key, message: str, now: datetime) -> Unsent | None:
        """The sentence of this message, if it is still the last one and not old."""
        found = self._kept.get(key)
        return found if found and found.message == message and now - found.at <= KEPT_FOR else None

    def forget(self, key: Key) -> None:
        self._kept.pop(key, None)
