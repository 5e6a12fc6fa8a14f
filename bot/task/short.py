"""Short messages in a row, joined in memory only: nothing of them is kept until they make a contribution."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

TOGETHER = timedelta(seconds=60)
_MOST = 2000
"""So many people may be in the middle of a sentence; the oldest is forgotten first."""


@dataclass
class ShortMessages:
    """By round and member: what was said so far, and when last."""

    _said: dict[tuple[int, int], tuple[str, datetime]] = field(default_factory=dict)

    def with_earlier(self, row: tuple[int, int], text: str, at: datetime) -> str:
        """The text with what the same person said in the minute before it."""
        earlier, last = self._said.get(row, ("", at))
        return f"{earlier}\n{text}" if earlier and at - last <= TOGETHER else text

    def keep(self, row: tuple[int, int], text: str, at: datetime) -> None:
        whole = self.with_earlier(row, text, at)
        self._said.pop(row, None)
        self._said[row] = (whole[-500:], at)
        while len(self._said) > _MOST:
            self._said.pop(next(iter(self._said)))

    def forget_member(self, member_id: int) -> None:
        """Nothing of this member's stays in memory."""
        for row in [one for one in self._said if one[1] == member_id]:
            self._said.pop(row)

    def forget(self, row: tuple[int, int]) -> None:
        self._said.pop(row, None)
