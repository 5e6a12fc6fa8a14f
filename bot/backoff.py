"""A platform that is down: new sends wait, longer each time, and one goes ahead to see whether it is back."""

from __future__ import annotations

from datetime import datetime, timedelta

LONGEST = timedelta(minutes=1)


class Backoff:
    """How one platform does. Nothing is tried while it rests; after that one send at a time until one arrives."""

    def __init__(self) -> None:
        self._failures = 0
        self._until: datetime | None = None

    def failed(self, now: datetime, seconds: float) -> timedelta:
        """The platform is down; how long it is left alone: what it asked for at least, doubled at each failure."""
        pause = max(timedelta(seconds=seconds), min(timedelta(seconds=2**self._failures), LONGEST))
        self._failures = min(self._failures + 1, 10)
        self._until = now + pause
        return pause

    def worked(self) -> None:
        self._failures = 0
        self._until = None

    def resting(self, now: datetime) -> bool:
        return self._until is not None and self._until > now

    @property
    def probing(self) -> bool:
        """Whether only one send at a time may try."""
        return self._failures > 0
