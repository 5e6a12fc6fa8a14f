"""Keeps sends below a platform's limits: so many a second over all, so many a second and a minute in one place."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable

from bot.port import Limits


class Pace:
    """Waiting times for one platform; `clock` counts real seconds, whatever the rehearsal's clock says."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._all: deque[float] = deque()
        self._places: dict[str, deque[float]] = {}

    async def wait(self, place: str) -> None:
        """Wait until one more send to this place is allowed, and count it."""
        while (pause := self._pause(place)) > 0:
            await asyncio.sleep(pause)
        now = self._clock()
        self._all.append(now)
        self._places.setdefault(place, deque()).append(now)

    def _pause(self, place: str) -> float:
        now = self._clock()
        limits = self._limits
        _forget(self._all, now - 1)
        sent = self._places.get(place, deque())
        _forget(sent, now - 60)
        if not sent:
            self._places.pop(place, None)
        waits = [
            _over(self._all, int(limits.sends_per_second), 1.0, now),
            _over(sent, limits.room_sends_per_minute, 60.0, now),
        ]
        if sent:
            waits.append(sent[-1] + 1 / limits.room_sends_per_second - now)
        return max(waits)


def _over(sent: deque[float], most: int, window: float, now: float) -> float:
    """How long until fewer than `most` lie within the window."""
    return sent[-most] + window - now if len(sent) >= most else 0.0


def _forget(sent: deque[float], before: float) -> None:
    while sent and sent[0] <= before:
        sent.popleft()
