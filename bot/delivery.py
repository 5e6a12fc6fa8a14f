"""Carries deliveries to the platforms: in order for each place, paced, claimed one at a time, never twice."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.chat import Act, Say, SendFile
from bot.claim import claim
from bot.engine import Engine
from bot.outcome import Outcome, note, recover
from bot.pace import Pace
from bot.port import Moved, Platform, Refused, TryLater, Uncertain
from storage.database import Urgent

log = structlog.get_logger("delivery")

Lane = tuple[str, str, bool]
"""One place's deliveries, in order: platform, place, private."""


class Carrier:
    """Delivers what waits. `observe` is told at each step; `now` is the bot's clock."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], observe: Callable[[str], None]) -> None:
        self._engine = engine
        self._database = engine.database
        self._platforms = engine.house.platforms
        self._now = now
        self._observe = observe
        self._paces = {name: Pace(one.limits) for name, one in self._platforms.items()}
        self._lanes: dict[Lane, asyncio.Task[None]] = {}
        self._paused: dict[Lane, datetime] = {}
        self._poked = asyncio.Event()
        self._stopping = False

    def poke(self) -> None:
        """There may be something to deliver."""
        self._poked.set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        while True:
            self._poked.clear()
            self.start_lanes()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._poked.wait(), timeout=1.0)

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
        if self._lanes:
            await asyncio.wait(self._lanes.values(), timeout=8)
        for task in self._lanes.values():
            task.cancel()

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
            ready = records.deliveries.ready_lanes(now)
        for lane in ready:
            if lane[0] not in self._platforms or lane in self._lanes or self._paused.get(lane, now) > now:
                continue
            task = asyncio.create_task(self._serve(lane), name=f"lane {lane[0]}")
            self._lanes[lane] = task
            task.add_done_callback(lambda _, lane=lane: self._ended(lane))

    def _ended(self, lane: Lane) -> None:
        task = self._lanes.pop(lane, None)
        if task and not task.cancelled() and (error := task.exception()):
            self._paused[lane] = self._now() + timedelta(seconds=5)
            log.error("lane stopped", platform=lane[0], error=type(error).__name__)
        self.poke()

    async def _serve(self, lane: Lane) -> None:
        """Deliver to one place, one after the other, until nothing is ready there or the platform wants a pause."""
        while not self._stopping:
            now = self._now()
            claimed = await self._database.write(lambda records, now=now: claim(records, lane, now), Urgent.CLOCK)
            if claimed is None:
                return
            if claimed.act is None:
                continue
            self._observe("claimed")
            outcome = await self._send(self._platforms[lane[0]], claimed.act, claimed.key)
            self._observe("sent")
            now = self._now()
            await self._database.write(
                lambda records, now=now, outcome=outcome: note(
                    self._engine, records, claimed.delivery_id, outcome, now
                ),
                Urgent.CLOCK,
            )
            self._observe("noted")
            if outcome.pause:
                self._paused[lane] = now + timedelta(seconds=outcome.pause)
                return

    async def _send(self, platform: Platform, act: Act, key: str) -> Outcome:
        if isinstance(act, Say | SendFile):
            await self._paces[platform.name].wait(f"{act.where.private}{act.where.id}")
        try:
            return Outcome(message=await platform.deliver(act, key))
        except TryLater as later:
            return Outcome(pause=max(later.seconds, 0.1))
        except Refused as refused:
            return Outcome(refused=refused.why)
        except Moved as moved:
            return Outcome(moved=moved.to)
        except Uncertain:
            return Outcome(uncertain=True)
        except Exception:
            log.exception("a platform broke its promise", platform=platform.name, act=type(act).__name__)
            return Outcome(uncertain=True)
