"""A platform that is down: new sends wait, longer each time, and one goes ahead to see whether it is back."""

from __future__ import annotations

from datetime import datetime, timedelta

LONGEST = timedelta(minutes=1)


class Backoff:
    """How one platform does. Nothing is tried while it rests; after that one send at a time until one arrives.

    A send tells with `began` what was known when it left: of many under way together, the first failure counts alone,
    and one that still arrives says nothing about how the platform does now.
    """

    def __init__(self) -> None:
        self._failures = 0
        self._until: datetime | None = None
        self.began = 0

    def failed(self, now: datetime, seconds: float, began: int) -> timedelta:
        """The platform is down; how long it is left alone: what it asked for at least, doubled at each failure."""
        asked = timedelta(seconds=seconds)
        if began != self.began:
            return max(asked, (self._until or now) - now)
        pause = max(asked, min(timedelta(seconds=2**self._failures), LONGEST))
        self._failures = min(self._failures + 1, 10)
        self._until = now + pause
        self.began += 1
        return pause

    def worked(self, began: int) -> None:
        if began == self.began:
            self._failures = 0
            self._until = None

    def resting(self, now: datetime) -> bool:
        return self._until is not None and self._until > now

    @property
    def probing(self) -> bool:
        """Whether only one send at a time may try."""
        return self._failures > 0
