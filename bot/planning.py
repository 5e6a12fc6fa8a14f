"""Plans occurrences from schedules: one for each local date, whatever happens to clock, time and zone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.calendar import due, instant
from bot.calendar.days import Days
from bot.calendar.wall_time import LocalTime
from storage.records import Records
from storage.schedules import Occurrence, Occurring, Schedule

DueTime = tuple[date, datetime]
"""A date on the class's wall and the moment a post is due on it."""

_TICK = timedelta(microseconds=1)
_LONGEST = timedelta(days=60)
_AHEAD = (timedelta(days=8), timedelta(days=40))


def zone_of(records: Records, class_id: int) -> ZoneInfo:
    class_ = records.classes.get(class_id)
    return ZoneInfo(class_.zone if class_ and class_.zone else "UTC")


def running(records: Records) -> Iterator[tuple[Schedule, ZoneInfo]]:
    """All schedules that plan due times, with the zones of their classes; one look-up, however many there are."""
    for schedule, zone in records.schedules.running_in_zones():
        yield schedule, ZoneInfo(zone or "UTC")


def slots(schedule: Schedule, zone: ZoneInfo, until: datetime) -> Sequence[DueTime]:
    """The due times since the schedule was looked at last, up to and including `until`."""
    first = following(schedule, zone, schedule.checked_at)
    if first is None or first[1] > until:
        return []
    start = max(schedule.checked_at, until - _LONGEST) + _TICK
    found = due(Days.read(schedule.days), schedule.time, zone, start, until + _TICK)
    return [(slot, at) for slot, at in found if schedule.last_date is None or slot <= schedule.last_date]


def following(schedule: Schedule, zone: ZoneInfo, after: datetime) -> DueTime | None:
    """The first due time after a moment; None when the schedule is paused or over."""
    if schedule.paused:
        return None
    found = _first_due(schedule.days, schedule.time, zone.key, after)
    over = found is None or (schedule.last_date is not None and found[0] > schedule.last_date)
    return None if over else found


@lru_cache(maxsize=4096)
def _first_due(days: str, wall: str, zone: str, after: datetime) -> DueTime | None:
    """Asked of every schedule at every tick with the same answer, hence kept."""
    for ahead in _AHEAD:
        found = due(days, wall, zone, after + _TICK, after + ahead)
        if found:
            return found[0]
    return None


def plan(records: Records, schedule: Schedule, found: Sequence[DueTime], now: datetime) -> int:
    """Write the occurrences down; a date that has one keeps it. The number of new ones."""
    schedule.checked_at = max(schedule.checked_at, now)
    return sum(records.schedules.plan(schedule, slot, at) for slot, at in found)


def change(records: Records, schedule: Schedule, now: datetime, days: Days, wall: LocalTime) -> datetime | None:
    """Give a schedule other days or another time, so that no date has two posts and none loses its own.

    Where today's post is still to come and the new time is over, it comes at the old time once more: that moment.
    """
    zone = zone_of(records, schedule.class_id)
    plan(records, schedule, slots(schedule, zone, now), now)
    today = now.astimezone(zone).date()
    before = _on(schedule, zone, now, today)
    schedule.days, schedule.time, schedule.checked_at = str(days), str(wall), now
    schedule.version += 1
    records.session.flush()
    if before is None or today.weekday() not in days or _on(schedule, zone, now, today) is not None:
        return None
    return before if records.schedules.plan(schedule, today, before) else None


def _on(schedule: Schedule, zone: ZoneInfo, now: datetime, day: date) -> datetime | None:
    """When the schedule is due on this date, if that is still to come."""
    found = following(schedule, zone, now)
    return found[1] if found and found[0] == day else None


def coming(records: Records, schedule: Schedule, now: datetime, most: int = 3) -> list[datetime]:
    """The next moments at which this schedule really posts: not on dates that had theirs, not on holiday."""
    class_ = records.classes.get(schedule.class_id)
    zone = zone_of(records, schedule.class_id)
    known = records.schedules.slots(schedule.id or 0, now.astimezone(zone).date() - timedelta(days=1))
    taken = {one.slot for one in known}
    found = [one.not_before or one.due_at for one in known if _still_planned(one, now)]
    after = max(schedule.checked_at, now)
    if class_ and class_.holiday_until:
        after = max(after, instant(class_.holiday_until + timedelta(days=1), time(0), zone) - _TICK)
    while len(found) < most and (upcoming := following(schedule, zone, after)) is not None:
        slot, after = upcoming
        if slot not in taken:
            found.append(after)
    return sorted(found)[:most]


def _still_planned(occurrence: Occurrence, now: datetime) -> bool:
    return occurrence.state == Occurring.PLANNED and (occurrence.not_before or occurrence.due_at) > now


def next_due(records: Records, now: datetime) -> datetime | None:
    """When the clock must look at schedules again."""
    firsts = [following(one, zone, one.checked_at) for one, zone in running(records)]
    moments = [found[1] for found in firsts if found is not None]
    planned = records.schedules.next_planned(now)
    return min([*moments, planned] if planned else moments, default=None)


def next_post(records: Records, now: datetime) -> datetime | None:
    """When the next scheduled post of any class goes out."""
    moments = [moment for one in records.schedules.running() for moment in coming(records, one, now, 1)]
    return min(moments, default=None)
