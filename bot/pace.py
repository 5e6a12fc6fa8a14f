"""Keeps sends below a platform's limits: so many a second over all, so many a second and a minute in one place."""

from __future__ import annotations

import asyncio
import time
from bisect import insort
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.port import Limits

_MINUTE = 60.0


class Timer(Protocol):
    """What can be called off."""

    def cancel(self) -> None: ...


def _later(seconds: float, call: Callable[[], None]) -> Timer:
    return asyncio.get_running_loop().call_later(seconds, call)


@dataclass(order=True, slots=True)
class _Waiter:
    urgency: str
    number: int
    place: str = field(compare=False)
    done: asyncio.Future[bool] = field(compare=False)


class Pace:
    """The queue before one platform; `clock` counts real seconds, whatever the rehearsal's clock says."""

    def __init__(
        self,
        limits: Limits,
        clock: Callable[[], float] = time.monotonic,
        later: Callable[[float, Callable[[], None]], Timer] = _later,
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._later = later
        self._all: deque[float] = deque()
        self._places: dict[str, deque[float]] = {}
        self._waiting: list[_Waiter] = []
        self._numbers = 0
        self._timer: Timer | None = None
        self._closed = False

    async def wait(self, urgency: str, place: str = "") -> bool:
        """Wait until one more send is allowed, the most urgent first, and count it; false when it is time to stop.

        Without a place only the limit over all counts.
        """
        self._numbers += 1
        waiter = _Waiter(urgency, self._numbers, place, asyncio.get_running_loop().create_future())
        insort(self._waiting, waiter)
        self._let_go()
        try:
            return await waiter.done
        except asyncio.CancelledError:
            if waiter in self._waiting:
                self._waiting.remove(waiter)
            raise

    def close(self) -> None:
        """Nobody waits any more: all are told that it is time to stop."""
        self._closed = True
        self._let_go()

    def _let_go(self) -> None:
        """Let everyone go whose turn it is, and come back when the next one's is."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        now = self._clock()
        soonest = float("inf")
        for waiter in list(self._waiting):
            pause = 0.0 if self._closed else self._over_all(now)
            if pause > 0:
                soonest = min(soonest, pause)
                break
            pause = 0.0 if self._closed else self._in_place(waiter.place, now)
            if pause > 0:
                soonest = min(soonest, pause)
                continue
            self._go(waiter, now)
        if self._waiting:
            self._timer = self._later(soonest, self._let_go)

    def _go(self, waiter: _Waiter, now: float) -> None:
        self._waiting.remove(waiter)
        if waiter.done.done():
            return
        waiter.done.set_result(not self._closed)
        self._all.append(now)
        if waiter.place:
            self._places.setdefault(waiter.place, deque()).append(now)

    def _over_all(self, now: float) -> float:
        """Seconds until one more send is allowed on this platform."""
        window = max(1.0, 1 / self._limits.sends_per_second)
        _forget(self._all, now - window)
        return _until_fewer(self._all, max(1, int(self._limits.sends_per_second)), window, now)

    def _in_place(self, place: str, now: float) -> float:
        """Seconds until one more send is allowed in this place."""
        sent = self._places.get(place)
        if not sent:
            return 0.0
        between = 1 / self._limits.room_sends_per_second
        pause = sent[-1] + between - now
        _forget(sent, now - max(_MINUTE, between))
        if not sent:
            del self._places[place]
            return 0.0
        return max(pause, _until_fewer(sent, self._limits.room_sends_per_minute, _MINUTE, now))


def _until_fewer(sent: deque[float], most: int, window: float, now: float) -> float:
    """How long until fewer than `most` lie within the window."""
    return sent[-most] + window - now if len(sent) >= most else 0.0


def _forget(sent: deque[float], before: float) -> None:
    while sent and sent[0] <= before:
        sent.popleft()
