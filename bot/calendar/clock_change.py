"""When the clocks of a time zone change next."""

from datetime import UTC, datetime, timedelta, tzinfo

DAYS_AHEAD = 370


def next_change(zone: tzinfo, after: datetime) -> tuple[datetime, timedelta] | None:
    """The next clock change within a year, aware UTC, and by how much (an hour forward: +1 h); None without one."""
    low = after.astimezone(UTC).replace(microsecond=0)
    before = _offset(zone, low)
    for _ in range(DAYS_AHEAD):
        high = low + timedelta(days=1)
        if (later := _offset(zone, high)) != before:
            return _first(zone, low, high, before), later - before
        low = high
    return None


def _first(zone: tzinfo, low: datetime, high: datetime, before: timedelta) -> datetime:
    """The first second after `low` and up to `high` whose offset is not `before`."""
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    return high.replace(microsecond=0)


def _offset(zone: tzinfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
