"""Discord's snowflakes: numbers that hold the moment they were made, always growing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

EPOCH = 1_420_070_400_000


class Ids:
    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last = 0

    def next(self) -> int:
        made = int(self._now().timestamp() * 1000) - EPOCH
        self._last = max(made << 22, self._last + 1)
        return self._last
