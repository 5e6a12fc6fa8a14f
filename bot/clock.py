"""The only door of time: a tick plans what is due, posts it, and rings the alarms, in order and idempotently."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import structlog

from bot import dues
from bot.activity import Activity
from bot.carrier.stranded import give_up_stranded
from bot.delivery import Carrier
from bot.dues import Due, due_now
from bot.engine import Engine
from bot.planning import next_due, plan, running, slots, zone_of
from bot.upkeep import forget, keep_up
from storage.database import Urgent
from storage.records import Records

log = structlog.get_logger("clock")

TICK_SECONDS = 15
SOONEST = timedelta(seconds=0.25)
UPKEEP_EVERY = timedelta(hours=1)
OFFSET = "clock offset"
MOST_A_TICK = 10_000
"""An alarm that sets itself again for now must not keep the clock for ever."""


class Time:
    """What time it is for the bot: the machine's time, moved by rehearsals only."""

    def __init__(self, machine: Callable[[], datetime] | None = None) -> None:
        self._machine = machine or (lambda: datetime.now(UTC))
        self.offset = timedelta()

    def now(self) -> datetime:
        return self._machine().astimezone(UTC) + self.offset

    def move(self, to: datetime) -> None:
        """Go forward to a moment; never back."""
        self.offset += max(to - self.now(), timedelta())


class Clock:
    """Calls what is due. `observe` is told at each step."""

    def __init__(self, engine: Engine, carrier: Carrier, time: Time, observe: Callable[[str], None]) -> None:
        self._engine = engine
        self._database = engine.database
        self._carrier = carrier
        self._time = time
        self._observe = observe
        self._scheduler: Any = None
        self._ticking = asyncio.Lock()
        self._kept_up: datetime | None = None

    def resume(self) -> None:
        """Go on from where the rehearsals before moved the clock to."""
        with self._database.read() as records:
            self._time.offset = timedelta(seconds=float(records.settings.get(OFFSET) or 0))

    async def start(self) -> None:
        """Tick from now on, every few seconds and at the next due moment."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        self._scheduler = AsyncIOScheduler(timezone=UTC)
        # the default grace of one second would drop what was due while the program was down or busy
        self._scheduler.add_job(
            self._tick,
            "interval",
            seconds=TICK_SECONDS,
            id="tick",
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()
        await self._tick()

    def stop(self) -> None:
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None

    async def _tick(self) -> None:
        try:
            await self.tick()
            self._wake_at_next()
        except Exception:
            log.exception("tick failed")

    def _wake_at_next(self) -> None:
        upcoming = self.next_moment()
        if upcoming is None or self._scheduler is None:
            return
        # what became due during this tick comes soon, but never in a circle without a pause
        wait = max(upcoming - self._time.now(), SOONEST)
        if wait < timedelta(seconds=TICK_SECONDS):
            self._scheduler.add_job(
                self._tick,
                "date",
                run_date=datetime.now(UTC) + wait,
                id="next",
                replace_existing=True,
                misfire_grace_time=None,
            )

    async def tick(self) -> None:
        """Do all that is due now; doing it again does nothing more."""
        async with self._ticking:
            now = self._time.now()
            await self._plan(now)
            await self._call(now)
            await self._keep_up(now)
            self._engine.pulse.ticked()
        self._carrier.poke()

    def next_moment(self) -> datetime | None:
        """The next moment at which something is due."""
        now = self._time.now()
        with self._database.read() as records:
            alarm = records.alarms.next()
            moments = [alarm.at if alarm else None, next_due(records, now), records.lanes.next_ready(now)]
        return min((max(one, now) for one in moments if one is not None), default=None)

    async def move(self, to: datetime) -> None:
        """Rehearsal: go to a moment, and do what is due then. How far it went is kept first."""
        self._time.move(to)
        offset = str(self._time.offset.total_seconds())
        await self._database.write(lambda records: records.settings.set(OFFSET, offset), Urgent.CLOCK)
        await self.tick()
        await self._carrier.drain()

    async def _plan(self, now: datetime) -> None:
        with self._database.read() as records:
            due = [one.id for one, zone in running(records) if slots(one, zone, now)]
        if due:
            await self._database.write(lambda records: _plan_all(records, due, now), Urgent.CLOCK)
            self._observe("planned")

    async def _call(self, now: datetime) -> None:
        """Everything due, the earliest first; what follows from it and is due too comes after it."""
        called: set[tuple[int, int]] = set()
        while fresh := [one for one in self._due(now) if (one.order, one.id) not in called]:
            for due in fresh:
                called.add((due.order, due.id))
                await (self._ring(due, now) if due.name else self._post(due, now))
            if len(called) > MOST_A_TICK:
                log.error("too much is due", calls=len(called))
                return

    def _due(self, now: datetime) -> list[Due]:
        with self._database.read() as records:
            return due_now(records, now)

    async def _post(self, due: Due, now: datetime) -> None:
        await self._engine.run(lambda turn: dues.post(turn, due), lambda records: dues.scene(records, due), now=now)
        self._observe("posted")

    async def _ring(self, due: Due, now: datetime) -> None:
        await self._engine.run(
            lambda turn: dues.ring(turn, due),
            lambda records: dues.scene(records, due),
            now=now,
            activity=due.activity,
            first=lambda records: dues.silence(records, due, now),
        )
        self._observe("rung")

    async def _keep_up(self, now: datetime) -> None:
        if self._kept_up is not None and now - self._kept_up < UPKEEP_EVERY:
            return
        self._kept_up = now
        await self._database.write(lambda records: give_up_stranded(self._engine, records, now), Urgent.CLOCK)
        if await self._database.write(lambda records: forget(records, now), Urgent.CLOCK):
            await asyncio.to_thread(self._database.truncate_log)
        for activity in self._engine.house.activities.values():
            if type(activity).upkeep is Activity.upkeep:  # it keeps nothing, and needs no transaction for that
                continue
            try:
                await self._database.write(partial(keep_up, activity, now), Urgent.CLOCK)
            except Exception:
                log.exception("upkeep failed", activity=activity.name)


def _plan_all(records: Records, schedules: list[int | None], now: datetime) -> None:
    for schedule_id in schedules:
        schedule = records.schedules.get(schedule_id or 0)
        if schedule is not None:
            plan(records, schedule, slots(schedule, zone_of(records, schedule.class_id), now), now)
