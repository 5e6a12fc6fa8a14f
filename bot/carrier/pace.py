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
_MESSAGES = ("say", "file")
LATE = 0.2
"""Seconds of a stall that are made up for; the adapter knows how close to its platform's limit that may come."""
_EDITS_SHARE = 0.75
"""Of a room's minute; the rest is kept for posts."""


class Timer(Protocol):
    """What can be called off."""

    def cancel(self) -> None: ...


def _later(seconds: float, call: Callable[[], None]) -> Timer:
    return asyncio.get_running_loop().call_later(seconds, call)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What wants to leave: how urgent it is, the kind of act, and for which place."""

    urgency: str
    act: str
    place: str
    private: bool = False

    @property
    def message(self) -> bool:
        return self.act in _MESSAGES


@dataclass(order=True, slots=True)
class _Waiter:
    urgency: str
    number: int
    leaving: Leaving = field(compare=False)
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
        self._next = {True: float("-inf"), False: float("-inf")}
        self._places: dict[tuple[str, bool], deque[tuple[float, bool]]] = {}
        self._waiting: list[_Waiter] = []
        self._numbers = 0
        self._timer: Timer | None = None
        self._closed = False

    async def wait(self, leaving: Leaving) -> bool:
        """Wait until one more may leave, the most urgent first, and count it; false when it is time to stop."""
        if self._closed:
            return False
        now = self._clock()
        if (not self._waiting or self._overtakes(leaving)) and self._pause(leaving, now) <= 0:
            self._count(leaving, now)
            return True
        self._numbers += 1
        waiter = _Waiter(leaving.urgency, self._numbers, leaving, asyncio.get_running_loop().create_future())
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
        waiting, self._waiting = self._waiting, []
        for waiter in waiting:
            if not waiter.done.done():
                waiter.done.set_result(False)

    def _let_go(self) -> None:
        """Let everyone go whose turn it is, and come back when the next one's is."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        now, soonest, left, messages_wait = self._clock(), float("inf"), [], False
        for waiter in self._waiting:
            leaving = waiter.leaving
            pause = self._pause(leaving, now)
            if pause > 0 or (messages_wait and not leaving.message):
                soonest = min(soonest, pause) if pause > 0 else soonest
                left.append(waiter)
                # one that only waits for its place holds up nobody elsewhere
                messages_wait |= leaving.message and self._in_place(leaving, now) <= 0
            elif not waiter.done.done():
                self._count(leaving, now)
                waiter.done.set_result(True)
        self._waiting = left
        if left:
            self._timer = self._later(soonest, self._let_go)

    def _overtakes(self, leaving: Leaving) -> bool:
        """Where only messages count, signs and answers to a person take nothing from them; pins and edits can wait."""
        prompt = leaving.private or leaving.act == "react"
        return prompt and not leaving.message and self._limits.only_messages_count

    def _queue(self, leaving: Leaving) -> bool:
        """Messages and all else leave one after the other, each by themselves where only messages count."""
        return leaving.message or not self._limits.only_messages_count

    def _pause(self, leaving: Leaving, now: float) -> float:
        """Seconds until this may leave."""
        over_all = 0.0 if self._overtakes(leaving) else self._next[self._queue(leaving)] - now
        return max(over_all, self._in_place(leaving, now))

    def _count(self, leaving: Leaving, now: float) -> None:
        if not self._overtakes(leaving):
            queue = self._queue(leaving)
            # a timer that came a little late costs nothing, but after a rest nothing is made up for
            due = self._next[queue] if now - self._next[queue] < LATE else now
            self._next[queue] = due + 1 / self._limits.sends_per_second
        if leaving.message or leaving.act == "edit":
            self._places.setdefault((leaving.place, leaving.private), deque()).append((now, leaving.message))

    def _in_place(self, leaving: Leaving, now: float) -> float:
        """Seconds until this may leave for its place; there is no limit of a minute in a private chat."""
        sent = self._places.get((leaving.place, leaving.private))
        if not sent or not (leaving.message or leaving.act == "edit"):
            return 0.0
        between = 1 / self._limits.room_sends_per_second
        _forget(sent, now - max(_MINUTE, between))
        if not sent:
            del self._places[leaving.place, leaving.private]
            return 0.0
        last = max((at for at, message in sent if message), default=float("-inf"))
        pause = last + between - now if leaving.message else 0.0
        most = self._limits.room_sends_per_minute
        if leaving.private:
            return pause
        return max(pause, _until_fewer(sent, most if leaving.message else max(1, int(most * _EDITS_SHARE)), now))


def _until_fewer(sent: deque[tuple[float, bool]], most: int, now: float) -> float:
    """How long until fewer than `most` lie within the last minute."""
    return sent[-most][0] + _MINUTE - now if len(sent) >= most else 0.0


def _forget(sent: deque[tuple[float, bool]], before: float) -> None:
    while sent and sent[0][0] <= before:
        sent.popleft()
