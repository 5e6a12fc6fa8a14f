"""The only door of time: a tick plans what is due, posts it, and rings the alarms, in order and idempotently."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import structlog

from bot.chat import ClockAsked
from bot.delivery import Carrier
from bot.engine import Engine
from bot.planning import plan, play_occurrence, slots
from bot.turn import Scene, Turn
from bot.upkeep import upkeep
from storage.database import Urgent
from storage.records import Records

if TYPE_CHECKING:
    from storage.rounds import Alarm
    from storage.schedules import Occurrence

log = structlog.get_logger("clock")

TICK_SECONDS = 15
UPKEEP_EVERY = timedelta(hours=1)
OFFSET = "clock offset"
MOST_STEPS = 5000
"""A jump stops after so many moments, whatever is planned."""


class Time:
    """What time it is for the bot: the machine's time, moved by rehearsals only."""

    def __init__(self, machine: Callable[[], datetime] | None = None) -> None:
        self._machine = machine or (lambda: datetime.now(UTC))
        self.offset = timedelta()

    def now(self) -> datetime:
        return self._machine() + self.offset

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
        self._kept_up: datetime | None = None
        self.ticked_at: datetime | None = None

    def resume(self) -> None:
        """Go on at the time a rehearsal had reached."""
        with self._database.read() as records:
            self._time.offset = timedelta(seconds=float(records.inbox.setting(OFFSET) or 0))

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

    async def _tick(self) -> None:
        try:
            await self.tick()
        except Exception:
            log.exception("tick failed")
        self._wake_at_next()

    def _wake_at_next(self) -> None:
        upcoming = self.next_moment()
        if upcoming is None or upcoming - self._time.now() > timedelta(seconds=TICK_SECONDS):
            return
        self._scheduler.add_job(
            self._tick,
            "date",
            run_date=upcoming - self._time.offset,
            id="next",
            replace_existing=True,
            misfire_grace_time=None,
        )

    async def tick(self) -> None:
        """Do all that is due now; doing it again does nothing more."""
        now = self._time.now()
        await self._plan(now)
        await self._post(now)
        await self._ring(now)
        if self._kept_up is None or now - self._kept_up >= UPKEEP_EVERY:
            self._kept_up = now
            await self._database.write(lambda records: upkeep(self._engine.house, records, now), Urgent.CLOCK)
        self.ticked_at = now
        self._carrier.poke()

    def next_moment(self) -> datetime | None:
        """The next moment at which something is due."""
        now = self._time.now()
        with self._database.read() as records:
            alarm = records.rounds.next_alarm()
            moments = [
                alarm.at if alarm else None,
                next_post(records, now),
                records.deliveries.next_ready(now),
                records.schedules.next_morning(now),
            ]
        return min((max(one, now) for one in moments if one is not None), default=None)

    async def jump(self, asked: ClockAsked) -> bool:
        """Rehearsal: live through all that is due until the next post, reminder or close; false if there is none."""
        with self._database.read() as records:
            target = _target(records, asked, self._time.now())
        if target is None:
            return False
        for _ in range(MOST_STEPS):
            upcoming = self.next_moment()
            if upcoming is None or upcoming > target:
                break
            await self._step(upcoming)
        await self._step(target)
        return True

    async def _step(self, moment: datetime) -> None:
        self._time.move(moment)
        offset = str(self._time.offset.total_seconds())
        await self._database.write(lambda records: records.inbox.set(OFFSET, offset), Urgent.CLOCK)
        await self.tick()
        await self._carrier.drain()

    async def _plan(self, now: datetime) -> None:
        with self._database.read() as records:
            due = [one.id for one in records.schedules.running() if slots(one, _zone(records, one.class_id), now)]
        if not due:
            return
        await self._database.write(lambda records: _plan_all(records, due, now), Urgent.CLOCK)
        self._observe("planned")

    async def _post(self, now: datetime) -> None:
        with self._database.read() as records:
            waiting = list(records.schedules.planned(now))
        for occurrence in waiting:
            await self._engine.run(
                lambda turn, one=occurrence: play_occurrence(turn, one.id),
                lambda records, one=occurrence: _scene(records, one),
                now=now,
            )
            self._observe("posted")

    async def _ring(self, now: datetime) -> None:
        with self._database.read() as records:
            ringing = list(records.rounds.ringing(now))
        for alarm in ringing:
            await self._engine.run(
                lambda turn, one=alarm: _ring(turn, one),
                lambda records, one=alarm: _scene(records, one),
                now=now,
                activity=alarm.activity,
                first=lambda records, one=alarm: _silence(records, one, now),
            )
            self._observe("rung")


def _plan_all(records: Records, schedules: list[int | None], now: datetime) -> None:
    for schedule_id in schedules:
        schedule = records.schedules.get(schedule_id or 0)
        if schedule is not None:
            plan(records, schedule, slots(schedule, _zone(records, schedule.class_id), now), now)


def _zone(records: Records, class_id: int) -> ZoneInfo:
    class_ = records.classes.get(class_id)
    return ZoneInfo(class_.zone if class_ and class_.zone else "UTC")


def _scene(records: Records, due: Occurrence | Alarm) -> Scene:
    return Scene(class_=records.classes.get(due.class_id))


def _silence(records: Records, alarm: Alarm, now: datetime) -> bool:
    """An alarm rings once, even if what it calls fails; false if it was moved or taken off meanwhile."""
    standing = records.rounds.alarm_by_id(alarm.id or 0)
    if standing is None or standing.at > now:
        return False
    records.rounds.silence(standing)
    return True


def _ring(turn: Turn, alarm: Alarm) -> None:
    doing = turn.house.doings.get((alarm.activity, "alarm", alarm.name))
    if doing is not None and turn.class_.finished_at is None:
        getattr(turn.house.activities[alarm.activity], doing.method)(turn, alarm.round_id, alarm.subject)


def next_post(records: Records, now: datetime) -> datetime | None:
    """When the next scheduled post is due."""
    from bot.calendar import due

    tick = timedelta(microseconds=1)
    found = []
    for one in records.schedules.running():
        if one.paused:
            continue
        start = one.checked_at + tick
        for days in (8, 40):
            coming = due(
                one.days, one.time, _zone(records, one.class_id), start, max(now, start) + timedelta(days=days)
            )
            coming = [(slot, at) for slot, at in coming if one.last_date is None or slot <= one.last_date]
            if coming:
                found.append(coming[0][1])
                break
    return min(found, default=None)


def _target(records: Records, asked: ClockAsked, now: datetime) -> datetime | None:
    if asked.to == "post":
        return next_post(records, now)
    alarm = records.rounds.next_alarm("remind" if asked.to == "reminder" else "close")
    return max(alarm.at, now) if alarm else None
