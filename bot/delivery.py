"""Carries deliveries to the platforms: in order for each place, paced, claimed one at a time, never twice."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.carrier.backoff import Backoff
from bot.carrier.claim import Claimed, claim
from bot.carrier.outcome import Outcome, note, recover
from bot.carrier.pace import Leaving, Pace
from bot.carrier.sending import send
from bot.engine import Engine
from storage.database import Closed, Urgent
from storage.lanes import Lane, Track
from storage.records import Records

log = structlog.get_logger("delivery")

LOOK_EVERY = 1.0
LOOKING = 0.1
"""The share of time that may go into looking what is ready: the more waits, the longer a look takes."""
STOP_WITHIN = 7.0
AFTER_ERROR = timedelta(seconds=5)
NOTE_AGAIN_AFTER = (0.1, 0.5, 2.0, 0.0)
_CLAIMED = {Track.ANSWERS: Urgent.PRESS, Track.SIGNS: Urgent.MESSAGE, Track.MAIN: Urgent.CLOCK}
"""Posts wait behind what people do meanwhile; what is for one of them does not."""


class Carrier:
    """Delivers what waits. `observe` is told at each step; `now` is the bot's clock."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], observe: Callable[[str], None]) -> None:
        self._engine = engine
        self._database = engine.database
        self._platforms = engine.house.platforms
        self._now = now
        self._observe = observe
        self._paces = {name: Pace(one.limits) for name, one in self._platforms.items()}
        self._backoffs = {name: Backoff() for name in self._platforms}
        self._lanes: dict[Lane, asyncio.Task[None]] = {}
        self._resting: dict[Lane, datetime] = {}
        self._poked = asyncio.Event()
        self._stopping = False

    def poke(self) -> None:
        """There may be something to deliver."""
        self._poked.set()

    async def run(self) -> None:
        """Deliver until cancelled or stopped."""
        while not self._stopping:  # wait_for may swallow the cancellation, when a poke comes with it
            self._poked.clear()
            began = time.monotonic()
            try:
                self.start_lanes()
            except Exception:
                log.exception("deliveries not read")
            await asyncio.sleep((time.monotonic() - began) / LOOKING)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._poked.wait(), timeout=LOOK_EVERY)

    async def drain(self) -> None:
        """Deliver all that can be delivered now."""
        while True:
            self.start_lanes()
            if not self._lanes:
                return
            await asyncio.wait(self._lanes.values(), return_when=asyncio.FIRST_COMPLETED)
            await asyncio.sleep(0)

    async def stop(self) -> None:
        """Let what is under way end; start nothing new."""
        self._stopping = True
        for pace in self._paces.values():
            pace.close()
        if self._lanes:
            await asyncio.wait(self._lanes.values(), timeout=STOP_WITHIN)
        left = list(self._lanes.values())
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def recover(self) -> None:
        """Settle what a crash left in the middle of a send."""
        now = self._now()
        await self._database.write(lambda records: recover(self._engine, records, now), Urgent.CLOCK)

    def start_lanes(self) -> None:
        """One task for each place that has something ready."""
        if self._stopping:
            return
        now = self._now()
        with self._database.read() as records:
            for lane in records.lanes.ready(now):
                if lane not in self._lanes and self._may_start(lane, now):
                    self._start(lane, _ahead(records, lane, now))

    def _start(self, lane: Lane, ahead: Leaving | None) -> None:
        task = asyncio.create_task(self._serve(lane, ahead), name=f"lane {lane.platform}")
        self._lanes[lane] = task
        task.add_done_callback(partial(self._ended, lane))

    def _may_start(self, lane: Lane, now: datetime) -> bool:
        backoff = self._backoffs.get(lane.platform)
        if backoff is None or backoff.resting(now) or self._resting.get(lane, now) > now:
            return False
        return not backoff.probing or not any(busy.platform == lane.platform for busy in self._lanes)

    def _ended(self, lane: Lane, task: asyncio.Task[None]) -> None:
        del self._lanes[lane]
        self._resting.pop(lane, None)
        if not task.cancelled() and (error := task.exception()):
            self._resting[lane] = self._now() + AFTER_ERROR
            log.error("lane stopped", platform=lane.platform, error=type(error).__name__)
        self.poke()

    async def _serve(self, lane: Lane, ahead: Leaving | None) -> None:
        """Deliver on one lane, one after the other, until nothing is ready there or the platform wants a pause.

        What comes next is known beforehand, to know how urgent it is; it is claimed only when its turn has come.
        """
        while ahead and not self._stopping and not self._backoffs[lane.platform].resting(self._now()):
            if not await self._paces[lane.platform].wait(ahead):
                return
            claimed = await self._claim(lane)
            if claimed is None:
                return
            self._observe("claimed")
            outcome = await self._send(lane.platform, claimed)
            self._observe("sent")
            ahead = await self._note(lane, claimed, outcome)
            self._observe("noted")
            if outcome.pause:
                return

    async def _claim(self, lane: Lane) -> Claimed | None:
        now = self._now()
        return await self._database.write(lambda records: claim(self._engine, records, lane, now), _CLAIMED[lane.track])

    async def _send(self, platform: str, claimed: Claimed) -> Outcome:
        backoff = self._backoffs[platform]
        if self._stopping or backoff.resting(self._now()):
            return Outcome(pause=1.0)
        return await send(self._platforms[platform], claimed.act, claimed.key, backoff, self._now)

    async def _note(self, lane: Lane, claimed: Claimed, outcome: Outcome) -> Leaving | None:
        """What was sent must be noted: a write that fails, perhaps for a neighbour's sake, is tried again.

        Gives what comes next on the lane.
        """
        now = self._now()

        def job(records: Records) -> Leaving | None:
            note(self._engine, records, claimed.delivery_id, outcome, now)
            records.session.flush()
            return _ahead(records, lane, now)

        for pause in NOTE_AGAIN_AFTER:
            try:
                return await self._database.write(job, Urgent.MESSAGE)
            except Closed:
                raise
            except Exception:
                log.exception("outcome not noted", delivery=claimed.delivery_id)
                await asyncio.sleep(pause)
        return None


def _ahead(records: Records, lane: Lane, now: datetime) -> Leaving | None:
    found = records.lanes.ahead(lane, now)
    return Leaving(*found, lane.place, lane.private) if found else None
