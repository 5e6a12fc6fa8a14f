"""The bot's pulse, and where it can be felt: /healthz for a watchdog, /metrics in Prometheus' text."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.config import split_address

if TYPE_CHECKING:
    from aiohttp import web

STALE = 120.0
"""Seconds without a tick of the clock after which the bot is not well."""
BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0)
"""Upper ends, in seconds, between which turns are counted by how long they took."""


def _always() -> bool:
    return True


def _none() -> int:
    return 0


def _no_deliveries() -> Mapping[str, int]:
    return {}


class Pulse:
    """Counts what the engine and the clock do; `seconds` is a clock that only goes forward.

    `alive` tells whether the writer is at work, `queued` how many jobs wait for it, `deliveries` how many are kept in
    each state.
    """

    def __init__(
        self,
        *,
        alive: Callable[[], bool] = _always,
        queued: Callable[[], int] = _none,
        deliveries: Callable[[], Mapping[str, int]] = _no_deliveries,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.alive = alive
        self.queued = queued
        self.deliveries = deliveries
        self._seconds = seconds
        self._ticked = seconds()
        self._events: Counter[str] = Counter()
        self._turns = [0] * (len(BUCKETS) + 1)
        self._turning = 0.0

    def ticked(self) -> None:
        """The clock ticked to its end."""
        self._ticked = self._seconds()

    def took(self, event: str, seconds: float) -> None:
        """An event of this kind was taken, and its turn took so long."""
        self._events[event] += 1
        self._turns[bisect_left(BUCKETS, seconds)] += 1
        self._turning += seconds

    @property
    def well(self) -> bool:
        """Whether the clock ticked a short while ago and the writer lives."""
        return self.alive() and self._seconds() - self._ticked < STALE

    def metrics(self) -> str:
        """All counts in Prometheus' text format."""
        return "\n".join([*self._lines(), ""])

    def _lines(self) -> Iterator[str]:
        yield from _family("tertulia_events_total", "counter", "Events taken", _by("kind", self._events))
        yield from _family("tertulia_deliveries", "gauge", "Deliveries kept, by state", _by("state", self.deliveries()))
        yield from _family(
            "tertulia_turn_seconds", "histogram", "Time of a turn, its commit included", self._histogram()
        )
        yield from _family("tertulia_queued_jobs", "gauge", "Jobs waiting for the writer", [("", self.queued())])
        age = round(self._seconds() - self._ticked, 1)
        yield from _family("tertulia_tick_age_seconds", "gauge", "Time since the clock ticked", [("", age)])
        yield from _family("tertulia_well", "gauge", "1 while /healthz says ok", [("", int(self.well))])

    def _histogram(self) -> Iterator[tuple[str, float]]:
        total = 0
        for end, count in zip((*map(str, BUCKETS), "+Inf"), self._turns, strict=True):
            total += count
            yield f'_bucket{{le="{end}"}}', total
        yield "_sum", round(self._turning, 6)
        yield "_count", total


def _by(label: str, counts: Mapping[str, int]) -> list[tuple[str, float]]:
    return [(f'{{{label}="{value}"}}', count) for value, count in sorted(counts.items())]


def _family(name: str, kind: str, text: str, samples: Iterable[tuple[str, float]]) -> Iterator[str]:
    yield f"# HELP {name} {text}."
    yield f"# TYPE {name} {kind}"
    for suffix, value in samples:
        yield f"{name}{suffix} {value}"


@asynccontextmanager
async def serving_health(listen: str, pulse: Pulse) -> AsyncIterator[None]:
    """Serve the pulse while inside; nothing where `listen` is empty.

    Raises:
        OSError: the port cannot be had.
    """
    if not listen:
        yield
        return
    from aiohttp import web

    runner = web.AppRunner(_application(pulse), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, *split_address(listen)).start()
        yield
    finally:
        await runner.cleanup()


def _application(pulse: Pulse) -> web.Application:
    from aiohttp import web

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"ok": pulse.well}, status=200 if pulse.well else 503)

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(text=pulse.metrics(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    application = web.Application()
    application.router.add_get("/healthz", healthz)
    application.router.add_get("/metrics", metrics)
    return application
