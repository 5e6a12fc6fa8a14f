"""Due times: one occurrence per local date, in every zone, at every hour, whatever the clocks do."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar import due, instant
from bot.calendar.wall_time import Days
from bot.calendar.zones import zone_names

DAILY = range(7)
DAY = timedelta(days=1)
MIDNIGHT = time(0)

zones = st.sampled_from(zone_names()).map(ZoneInfo)
walls = st.times().map(lambda wall: wall.replace(microsecond=0))
dates = st.dates(date(1901, 1, 1), date(2099, 12, 31))
moments = st.datetimes(datetime(1901, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
spans = st.timedeltas(timedelta(0), timedelta(days=40))
weekday_sets = st.sets(st.integers(0, 6), min_size=1)


def wall_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def dates_on_the_wall(year: int, zone: ZoneInfo) -> list[date]:
    """The local dates of a year, read off a clock in that zone every hour."""
    start = datetime(year - 1, 12, 30, tzinfo=UTC)
    shown = {(start + timedelta(hours=hours)).astimezone(zone).date() for hours in range(24 * 370)}
    return sorted(day for day in shown if day.year == year)


def zones_alike(year: int) -> list[ZoneInfo]:
    """One zone for each way in which clocks run in that year: many of the 600 names run alike."""
    start = datetime(year - 1, 12, 30)  # noqa: DTZ001 - wall times
    days = [start + timedelta(days=days) for days in range(371)]
    alike: dict[tuple[timedelta | None, ...], ZoneInfo] = {}
    for name in zone_names():
        zone = ZoneInfo(name)
        shown = [zone.utcoffset(day) for day in days]
        # on which days clocks change is seen from day to day, at which hour only on those
        changing = [day for day, before, after in zip(days, shown, shown[1:], strict=False) if before != after]
        hours = [zone.utcoffset(day + timedelta(hours=hour)) for day in changing for hour in range(24)]
        alike.setdefault((*shown, *hours), zone)
    return list(alike.values())


def assert_one_a_day(year: int, wall: time, zone: ZoneInfo, expected: list[date]) -> None:
    start, end = instant(date(year, 1, 1), MIDNIGHT, zone), instant(date(year + 1, 1, 1), MIDNIGHT, zone)
    found = due(DAILY, wall, zone, start, end)
    moments = [moment for _, moment in found]
    assert [slot for slot, _ in found] == expected, (zone, wall)
    assert all(earlier < later for earlier, later in pairwise(moments)), (zone, wall)
    shifts = {wall_clock(moment, zone) - datetime.combine(slot, wall) for slot, moment in found}
    assert all(timedelta(0) <= shift < DAY for shift in shifts), (zone, wall)


# clocks change at night; by day every hour is like the next, and `make slow` tries them all
@pytest.mark.parametrize("hours", [(0, 1, 2, 3, 23), pytest.param(range(24), marks=pytest.mark.slow)])
def test_every_zone_has_one_occurrence_per_local_date_of_a_whole_year(hours: Sequence[int]) -> None:
    for zone in zones_alike(2026):
        expected = dates_on_the_wall(2026, zone)
        assert len(expected) == 365
        for hour in hours:
            assert_one_a_day(2026, time(hour), zone, expected)


@pytest.mark.slow
@pytest.mark.parametrize("year", [1993, 1994, 2000, 2011, 2018, 2024, 2037])
def test_every_half_hour_of_years_with_strange_clocks_has_one_occurrence_per_local_date(year: int) -> None:
    for zone in zones_alike(year):
        expected = dates_on_the_wall(year, zone)
        for minutes in range(0, 24 * 60, 30):
            assert_one_a_day(year, time(*divmod(minutes, 60)), zone, expected)


@pytest.mark.slow
@pytest.mark.parametrize("minute", [0, 30])
def test_every_zone_under_its_own_name_has_one_occurrence_per_local_date(minute: int) -> None:
    for name in zone_names():
        zone = ZoneInfo(name)
        expected = dates_on_the_wall(2025, zone)
        for hour in range(24):
            assert_one_a_day(2025, time(hour, minute), zone, expected)


@given(zone=zones, day=dates, wall=walls)
def test_a_local_date_has_one_occurrence_at_the_first_moment_the_clock_shows_it(
    zone: ZoneInfo, day: date, wall: time
) -> None:
    noon = datetime.combine(day, time(12), UTC)
    found = [moment for slot, moment in due(DAILY, wall, zone, noon - 3 * DAY, noon + 3 * DAY) if slot == day]
    shown = {(noon + timedelta(hours=hours)).astimezone(zone).date() for hours in range(-48, 49)}
    assert len(found) == (day in shown)
    for moment in found:
        assert wall_clock(moment, zone) >= datetime.combine(day, wall)
        assert all(
            wall_clock(moment - timedelta(minutes=step), zone) != datetime.combine(day, wall)
            for step in (30, 60, 120, 23 * 60)
        )


@given(days=weekday_sets, zone=zones, wall=walls, start=moments, first=spans, second=spans)
def test_two_windows_side_by_side_hold_what_one_holds(
    days: set[int], zone: ZoneInfo, wall: time, start: datetime, first: timedelta, second: timedelta
) -> None:
    middle, end = start + first, start + first + second
    both = due(days, wall, zone, start, middle) + due(days, wall, zone, middle, end)
    assert both == due(days, wall, zone, start, end)
    assert all(start <= moment < end and slot.weekday() in days for slot, moment in both)


@given(old=walls, new=walls, old_zone=zones, new_zone=zones, change=moments)
def test_a_changed_time_or_zone_cannot_double_a_slot(
    old: time, new: time, old_zone: ZoneInfo, new_zone: ZoneInfo, change: datetime
) -> None:
    planned: dict[date, list[datetime]] = defaultdict(list)
    for slot, moment in due(DAILY, old, old_zone, change - 5 * DAY, change):
        planned[slot].append(moment)
    for slot, moment in due(DAILY, new, new_zone, change, change + 5 * DAY):
        planned[slot].append(moment)
    doubled = [slot for slot, at in planned.items() if len(at) > 1]
    # Both halves call the date by the same name, so the second is known as double; and it is near the change.
    assert len(doubled) <= 2
    assert all(at[0] < change <= at[1] for at in planned.values() if len(at) > 1)
    assert all(abs(slot - change.date()) <= 2 * DAY for slot in doubled)


@given(zone=zones, wall=walls, start=moments)
def test_different_dates_stay_apart_and_in_order(zone: ZoneInfo, wall: time, start: datetime) -> None:
    found = due(DAILY, wall, zone, start, start + 10 * DAY)
    assert all(one < other and earlier < later for (one, earlier), (other, later) in pairwise(found))


@pytest.mark.parametrize(
    ("zone", "day", "wall", "expected"),
    [
        # A time that is jumped over comes an hour later.
        ("Europe/London", "2025-03-30", "01:30", "2025-03-30T02:30+01:00"),
        ("America/Sao_Paulo", "2018-11-04", "00:00", "2018-11-04T01:00-02:00"),
        ("America/Sao_Paulo", "2018-11-04", "00:30", "2018-11-04T01:30-02:00"),
        ("Asia/Beirut", "2025-03-30", "00:15", "2025-03-30T01:15+03:00"),
        ("Africa/Cairo", "2025-04-25", "00:30", "2025-04-25T01:30+03:00"),
        ("America/Santiago", "2025-09-07", "00:00", "2025-09-07T01:00-03:00"),
        ("Atlantic/Azores", "2025-03-30", "00:30", "2025-03-30T01:30+00:00"),
        ("Australia/Lord_Howe", "2025-10-05", "02:10", "2025-10-05T02:40+11:00"),
        # … and keeps its date where the jump leads past midnight.
        ("America/Nuuk", "2025-03-29", "23:30", "2025-03-30T00:30-01:00"),
        ("America/Nuuk", "2025-03-30", "23:30", "2025-03-30T23:30-01:00"),
        # Of a time that exists twice the first counts.
        ("Europe/London", "2025-10-26", "01:30", "2025-10-26T01:30+01:00"),
        ("America/Sao_Paulo", "2018-02-17", "23:30", "2018-02-17T23:30-02:00"),
        ("America/Santiago", "2025-04-05", "23:00", "2025-04-05T23:00-03:00"),
        ("Africa/Cairo", "2025-10-30", "23:59", "2025-10-30T23:59+03:00"),
        ("Atlantic/Azores", "2025-10-26", "00:30", "2025-10-26T00:30+00:00"),
        ("Australia/Lord_Howe", "2025-04-06", "01:45", "2025-04-06T01:45+11:00"),
        ("America/St_Johns", "2000-10-28", "23:30", "2000-10-28T23:30-02:30"),
        ("America/St_Johns", "2000-10-29", "00:00", "2000-10-29T00:00-02:30"),
        ("Pacific/Kwajalein", "1969-09-30", "08:00", "1969-09-30T08:00+11:00"),
    ],
)
def test_changes_of_the_clock(zone: str, day: str, wall: str, expected: str) -> None:
    slot = date.fromisoformat(day)
    start = datetime.combine(slot, MIDNIGHT, UTC) - 2 * DAY
    found = [moment for at, moment in due("daily", wall, zone, start, start + 4 * DAY) if at == slot]
    assert found == [datetime.fromisoformat(expected)]
    assert found[0].tzinfo is UTC
    assert (slot, found[0]) in due("daily", wall, zone, found[0], found[0] + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("zone", "missing"),
    [
        ("Pacific/Apia", date(2011, 12, 30)),
        ("Pacific/Fakaofo", date(2011, 12, 30)),
        ("Pacific/Kwajalein", date(1993, 8, 21)),
        ("Pacific/Kiritimati", date(1994, 12, 31)),
        ("Pacific/Kanton", date(1994, 12, 31)),
    ],
)
@pytest.mark.parametrize("hour", range(24))
def test_a_date_a_zone_left_out_has_no_occurrence(zone: str, missing: date, hour: int) -> None:
    start = datetime.combine(missing, MIDNIGHT, UTC) - 3 * DAY
    found = due(DAILY, time(hour), zone, start, start + 6 * DAY)
    slots = [slot for slot, _ in found]
    assert missing not in slots
    assert {missing - DAY, missing + DAY} <= set(slots)
    assert len({moment for _, moment in found}) == len(found)


@pytest.mark.parametrize(
    "days", ["mon,thu", Days.read("lun y jue"), [0, 3], {3, 0}, ("mon", "Thursday"), {0: "", 3: ""}.keys()]
)
@pytest.mark.parametrize("wall", ["08:00", "8am", time(8), time(8, fold=1)])
@pytest.mark.parametrize("zone", ["Europe/London", "europe/london", ZoneInfo("Europe/London")])
def test_takes_what_a_caller_has(days: object, wall: str | time, zone: str | ZoneInfo) -> None:
    madrid = ZoneInfo("Europe/Madrid")
    start, end = datetime(2025, 5, 5, 9, tzinfo=madrid), datetime(2025, 5, 8, 9, 0, 1, tzinfo=madrid)
    assert due(days, wall, zone, start, end) == [  # type: ignore[arg-type]
        (date(2025, 5, 5), datetime(2025, 5, 5, 7, tzinfo=UTC)),
        (date(2025, 5, 8), datetime(2025, 5, 8, 7, tzinfo=UTC)),
    ]


def test_the_end_is_open_and_an_empty_window_empty() -> None:
    at = datetime(2025, 5, 5, 8, tzinfo=UTC)
    assert due("daily", "08:00", "UTC", at, at + timedelta(microseconds=1)) == [(at.date(), at)]
    assert due("daily", "08:00", "UTC", at - DAY, at) == [(at.date() - DAY, at - DAY)]
    assert due("daily", "08:00", "UTC", at, at) == due("daily", "08:00", "UTC", at + DAY, at) == []
    assert due([], "08:00", "UTC", at, at + DAY) == []


def test_the_window_is_compared_in_utc_where_the_clock_shows_an_hour_twice() -> None:
    london = ZoneInfo("Europe/London")
    first, second = datetime(2025, 10, 26, 1, 40, tzinfo=london), datetime(2025, 10, 26, 1, 10, tzinfo=london, fold=1)
    at = datetime(2025, 10, 26, 0, 50, tzinfo=UTC)
    assert due("daily", "01:50", london, first, second) == [(at.date(), at)]
    assert due("daily", "01:50", london, second, second + timedelta(hours=1)) == []


@pytest.mark.parametrize(
    ("days", "wall", "zone", "start"),
    [
        ([7], "08:00", "UTC", datetime(2025, 5, 5, tzinfo=UTC)),
        ("someday", "08:00", "UTC", datetime(2025, 5, 5, tzinfo=UTC)),
        ("daily", "25:00", "UTC", datetime(2025, 5, 5, tzinfo=UTC)),
        ("daily", time(8, tzinfo=UTC), "UTC", datetime(2025, 5, 5, tzinfo=UTC)),
        ("daily", "08:00", "../etc/passwd", datetime(2025, 5, 5, tzinfo=UTC)),
        ("daily", "08:00", "UTC", datetime(2025, 5, 5)),  # noqa: DTZ001
    ],
)
def test_what_it_cannot_read_is_a_value_error(days: object, wall: str | time, zone: str, start: datetime) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of the readers' errors
        due(days, wall, zone, start, datetime(2025, 5, 6, tzinfo=UTC))  # type: ignore[arg-type]
