"""Short messages in a row, joined in memory only: nothing of them is kept until they make a contribution."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

TOGETHER = timedelta(seconds=60)
_MOST = 2000
"""So many people may be in the middle of a sentence; the oldest is forgotten first."""
_MOST_PARTS = 20

Key = tuple[int, int]
"""Round and member."""
Parts = list[tuple[str, str]]
"""Messages in their order, id and text."""


@dataclass(slots=True)
class _Row:
    parts: Parts
    at: datetime


@dataclass
class ShortMessages:
    """What each person has said to each round lately, as long as it is too short to count."""

    _rows: dict[Key, _Row] = field(default_factory=dict)

    def before(self, key: Key, message: str, at: datetime) -> Parts:
        """What was said within the minute before, but for this message itself, which may be edited."""
        row = self._rows.get(key)
        if row is None or at - row.at > TOGETHER:
            return []
        return [part for part in row.parts if part[0] != message]

    def keep(self, key: Key, parts: Parts, at: datetime) -> None:
        """These wait for what makes them a contribution; without parts only the time is kept."""
        self._rows.pop(key, None)
        self._rows[key] = _Row(parts[-_MOST_PARTS:], at)
        while len(self._rows) > _MOST:
            del self._rows[next(iter(self._rows))]

    def holds(self, key: Key, message: str) -> bool:
        """Whether this message waits."""
        row = self._rows.get(key)
        return row is not None and any(part[0] == message for part in row.parts)

    def in_a_row(self, key: Key, last: datetime, at: datetime) -> bool:
        """Whether a message follows a contribution of that time, or what was said after it, within the minute."""
        row = self._rows.get(key)
        return at - max(last, row.at if row else last) <= TOGETHER

    def forget_member(self, member_id: int) -> None:
        """Nothing of this member's stays in memory."""
        for key in [one for one in self._rows if one[1] == member_id]:
            del self._rows[key]
