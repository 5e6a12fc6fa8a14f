"""Due times of a schedule: days of the week, a wall time and a time zone in, moments out."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.calendar.days import DaysLike, weekdays
from bot.calendar.wall_time import LocalTime
from bot.calendar.zones import read_zone

DAY = timedelta(days=1)


def due(
    days: DaysLike, time: time | str, zone: tzinfo | str, start: datetime, end: datetime
) -> list[tuple[date, datetime]]:
    """All occurrences from `start` up to, but not including, `end`: (local date, moment in UTC), in order.

    `days` are weekdays (Monday = 0), names, `Days` or text like "mon,thu"; `time` may be text like "08:00", `zone` the
    name of one. `start` and `end` are aware. Raises ValueError for what it cannot read.

    Each local date gives exactly one occurrence. A time that exists twice means the first; a time the clocks jump over
    comes as much later as they jump, and keeps its own date even where that leads past midnight. A date that a zone
    left out as a whole (Apia, 30 December 2011) never began there and gives none.
    """
    chosen, wall, place = weekdays(days), _wall(time), read_zone(zone) if isinstance(zone, str) else zone
    start, end = _utc(start), _utc(end)
    if not chosen or start >= end:
        return []
    return [
        (slot, moment)
        for slot in _slots(chosen, start.astimezone(place).date() - DAY, end.astimezone(place).date() + DAY)
        if start <= (moment := instant(slot, wall, place)) < end and _exists(slot, wall, moment, place)
    ]


def instant(day: date, wall: time, zone: tzinfo) -> datetime:
    """The moment in UTC at which a clock in `zone` first shows that time; later by the gap if it is jumped over."""
    return datetime.combine(day, wall.replace(fold=0), zone).astimezone(UTC)


def _slots(chosen: frozenset[int], first: date, last: date) -> list[date]:
    """Dates on the chosen weekdays; the window is a day wider than asked, for clocks that change around midnight."""
    from dateutil.rrule import DAILY, rrule

    midnight = time(0)
    rule = rrule(
        DAILY,
        dtstart=datetime.combine(first, midnight),
        until=datetime.combine(last, midnight),
        byweekday=tuple(sorted(chosen)),
    )
    return [local.date() for local in rule]


def _exists(slot: date, wall: time, moment: datetime, zone: tzinfo) -> bool:
    """Whether the zone had that date: where a whole day is left out, its times land on the same time a day later."""
    return moment.astimezone(zone).replace(tzinfo=None) - datetime.combine(slot, wall) < DAY


def _wall(wall: time | str) -> time:
    if isinstance(wall, str):
        return LocalTime.read(wall)
    if wall.tzinfo:
        raise ValueError("the time of a schedule has no zone of its own")
    return wall


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("start and end must be aware datetimes")
    return moment.astimezone(UTC)
