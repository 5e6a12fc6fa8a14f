"""Deadlines, reminders and quiet hours, in zones whose clocks change at different hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.deadline import after_holiday, next_waking, open_until, quiet, reminder_at
from bot.calendar.wall_time import Days
from bot.calendar.zones import zone_names

zones = st.sampled_from(zone_names()).map(ZoneInfo)
moments = st.datetimes(datetime(1995, 1, 2), datetime(2037, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001
schedules = st.none() | st.sets(st.integers(0, 6), min_size=1).map(Days)


def at(zone: str, local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))


def days(text: str | None) -> Days | None:
    return Days.read(text) if text else None


@pytest.mark.parametrize(
    ("posted", "schedule", "expected"),
    [
        # May 2025: the 5th is a Monday; London, no clock change.
        ("2025-05-05 18:00", "mon,thu", "2025-05-07 20:00"),  # the eve of Thursday
        ("2025-05-08 18:00", "mon,thu", "2025-05-11 20:00"),  # the eve of Monday
        ("2025-05-05 18:00", "mon", "2025-05-11 20:00"),
        ("2025-05-05 21:30", "mon", "2025-05-11 20:00"),
        ("2025-05-05 18:00", "daily", "2025-05-06 20:00"),  # not 20:00 the same evening: a whole day at least
        ("2025-05-05 08:00", "daily", "2025-05-06 20:00"),
        ("2025-05-05 20:00", "daily", "2025-05-06 20:00"),  # a day to the minute
        ("2025-05-05 20:00:41", "daily", "2025-05-06 20:00"),  # seconds on the way do not cost a day
        ("2025-05-05 20:01", "daily", "2025-05-07 20:00"),
        ("2025-05-09 18:00", "weekdays", "2025-05-11 20:00"),  # from Friday over the weekend
        ("2025-05-05 18:00", "mon,tue", "2025-05-06 20:00"),
        ("2025-05-05 18:00", "mon,wed", "2025-05-06 20:00"),
        ("2025-05-05 08:00", None, "2025-05-11 20:00"),  # no schedule: the last 20:00 within seven days
        ("2025-05-05 20:00", None, "2025-05-12 20:00"),
        ("2025-05-05 22:00", None, "2025-05-12 20:00"),
        ("2025-05-06 09:00", "mon,thu", "2025-05-07 20:00"),  # by hand, between two dates of the schedule
        ("2025-05-07 21:00", "mon,thu", "2025-05-09 20:00"),  # by hand on the eve: later than the next date
        ("2025-05-06 02:00", "mon", "2025-05-11 20:00"),  # a late post of Monday
    ],
)
def test_open_until(posted: str, schedule: str | None, expected: str) -> None:
    zone = ZoneInfo("Europe/London")
    assert open_until(at("Europe/London", posted), days(schedule), zone) == at("Europe/London", expected)


@pytest.mark.parametrize(
    ("zone", "posted", "schedule", "expected"),
    [
        # London: forward on Sunday 30 March at 01:00, back on Sunday 26 October at 02:00.
        ("Europe/London", "2025-03-27T18:00+00:00", "mon,thu", "2025-03-30T20:00+01:00"),
        ("Europe/London", "2025-03-29T20:00+00:00", "daily", "2025-03-30T20:00+01:00"),
        ("Europe/London", "2025-03-29T20:30+00:00", "daily", "2025-03-31T20:00+01:00"),
        ("Europe/London", "2025-10-23T18:00+01:00", "mon,thu", "2025-10-26T20:00+00:00"),
        ("Europe/London", "2025-10-25T20:00+01:00", "daily", "2025-10-26T20:00+00:00"),
        ("Europe/London", "2025-10-20T21:00+01:00", None, "2025-10-27T20:00+00:00"),
        # New York: forward on Sunday 9 March at 02:00, back on Sunday 2 November at 02:00.
        ("America/New_York", "2025-03-06T18:00-05:00", "mon,thu", "2025-03-09T20:00-04:00"),
        ("America/New_York", "2025-03-03T20:00-05:00", None, "2025-03-10T20:00-04:00"),
        ("America/New_York", "2025-11-01T18:00-04:00", "daily", "2025-11-02T20:00-05:00"),
        ("America/New_York", "2025-10-27T22:00-04:00", "mon", "2025-11-02T20:00-05:00"),
        # Santiago: back on Saturday 5 April at midnight, forward on Sunday 7 September at midnight.
        ("America/Santiago", "2025-04-03T18:00-03:00", "mon,thu", "2025-04-06T20:00-04:00"),
        ("America/Santiago", "2025-04-05T23:30-03:00", "daily", "2025-04-07T20:00-04:00"),
        ("America/Santiago", "2025-04-05T23:30-04:00", "daily", "2025-04-07T20:00-04:00"),
        ("America/Santiago", "2025-09-06T18:00-04:00", "daily", "2025-09-07T20:00-03:00"),
        ("America/Santiago", "2025-09-01T18:00-04:00", "mon", "2025-09-07T20:00-03:00"),
        # Cairo: forward on Friday 25 April at midnight, back on Thursday 30 October at midnight.
        ("Africa/Cairo", "2025-04-21T18:00+02:00", "mon,sat", "2025-04-25T20:00+03:00"),
        ("Africa/Cairo", "2025-04-24T18:00+02:00", "daily", "2025-04-25T20:00+03:00"),
        ("Africa/Cairo", "2025-10-30T18:00+03:00", "daily", "2025-10-31T20:00+02:00"),
        ("Africa/Cairo", "2025-10-30T23:30+02:00", "sat", "2025-11-01T20:00+02:00"),
        # Lord Howe: half an hour, back on Sunday 6 April, forward on Sunday 5 October.
        ("Australia/Lord_Howe", "2025-04-03T18:00+11:00", "mon,thu", "2025-04-06T20:00+10:30"),
        ("Australia/Lord_Howe", "2025-04-05T20:00+11:00", "daily", "2025-04-06T20:00+10:30"),
        ("Australia/Lord_Howe", "2025-10-04T18:00+10:30", "daily", "2025-10-05T20:00+11:00"),
        ("Australia/Lord_Howe", "2025-09-28T19:59+10:30", None, "2025-10-04T20:00+10:30"),
        ("Australia/Lord_Howe", "2025-09-28T20:00+10:30", None, "2025-10-05T20:00+11:00"),
    ],
)
def test_open_until_across_clock_changes(zone: str, posted: str, schedule: str | None, expected: str) -> None:
    deadline = open_until(datetime.fromisoformat(posted), days(schedule), ZoneInfo(zone))
    assert deadline == datetime.fromisoformat(expected)
    assert deadline.tzinfo is UTC


@given(posted=moments, schedule=schedules, zone=zones)
def test_a_task_is_open_one_to_seven_days_on_the_wall_and_closes_at_eight(
    posted: datetime, schedule: Days | None, zone: ZoneInfo
) -> None:
    posted = posted.replace(second=0, microsecond=0)
    deadline = open_until(posted, schedule, zone)
    wall = deadline.astimezone(zone).replace(tzinfo=None)
    open_for = wall - posted.astimezone(zone).replace(tzinfo=None)
    assert wall.time() == time(20)
    left_out = timedelta(days=zone.key in {"Pacific/Apia", "Pacific/Fakaofo"} and posted.year == 2011)
    assert timedelta(days=1) <= open_for <= timedelta(days=7) + left_out


@pytest.mark.parametrize(
    ("deadline", "until", "schedule", "expected"),
    [
        ("2025-12-21 20:00", "2026-01-06", "mon,thu", "2026-01-08 20:00"),  # Tuesday: the first class day is Thursday
        ("2026-01-06 20:00", "2026-01-06", "mon,thu", "2026-01-08 20:00"),
        ("2026-01-07 20:00", "2026-01-06", "mon,thu", "2026-01-07 20:00"),  # later than the holiday: untouched
        ("2025-12-21 20:00", "2026-01-04", "mon,thu", "2026-01-05 20:00"),
        ("2025-12-21 20:00", "2026-01-06", None, "2026-01-07 20:00"),
        ("2025-03-23 20:00", "2025-03-30", "sun", "2025-04-06 20:00"),  # over the change of the clocks
    ],
)
def test_a_holiday_moves_deadlines_to_the_first_class_day_after_it(
    deadline: str, until: str, schedule: str | None, expected: str
) -> None:
    zone = "Europe/London"
    moved = after_holiday(at(zone, deadline), date.fromisoformat(until), days(schedule), ZoneInfo(zone))
    assert moved == at(zone, expected)


def test_a_task_posted_in_a_holiday_is_open_until_after_it() -> None:
    zone = ZoneInfo("Europe/Madrid")
    deadline = open_until(at("Europe/Madrid", "2025-12-22 18:00"), Days.read("mon,thu"), zone, date(2026, 1, 6))
    assert deadline == at("Europe/Madrid", "2026-01-08 20:00")


@pytest.mark.parametrize(
    ("zone", "posted", "deadline", "hour", "expected"),
    [
        ("Europe/London", "2025-05-05 18:00", "2025-05-07 20:00", 18, "2025-05-07 18:00"),
        ("Europe/London", "2025-05-05 18:00", "2025-05-07 20:00", 20, "2025-05-06 20:00"),  # before, not at, the close
        ("Europe/London", "2025-05-05 18:00", "2025-05-07 20:00", time(12, 30), "2025-05-07 12:30"),
        ("Europe/London", "2025-05-05 18:00", "2025-05-07 20:00", 7, "2025-05-07 07:30"),  # waits for the morning
        ("Europe/London", "2025-05-05 18:00", "2025-05-07 20:00", 22, "2025-05-07 07:30"),
        ("Europe/London", "2025-05-05 18:00", "2025-05-07 20:00", 21, "2025-05-07 07:30"),
        ("Europe/London", "2025-05-07 15:00", "2025-05-07 20:00", 18, "2025-05-07 18:00"),  # three hours to the minute
        ("Europe/London", "2025-05-07 15:01", "2025-05-07 20:00", 18, None),
        ("Europe/London", "2025-05-05 19:00", "2025-05-06 20:00", 20, None),
        ("Europe/London", "2025-05-06 18:00", "2025-05-07 07:15", 7, None),  # by morning it is closed
        ("Europe/London", "2025-03-27 18:00", "2025-03-30 20:00", 18, "2025-03-30 18:00"),
        ("America/New_York", "2025-11-01 18:00", "2025-11-02 20:00", 18, "2025-11-02 18:00"),
        ("America/Santiago", "2025-09-06 18:00", "2025-09-07 20:00", 0, "2025-09-07 07:30"),  # 00:00 does not exist
        ("Africa/Cairo", "2025-10-30 18:00", "2025-10-31 20:00", 9, "2025-10-31 09:00"),
        ("Australia/Lord_Howe", "2025-10-04 18:00", "2025-10-05 20:00", 18, "2025-10-05 18:00"),
    ],
)
def test_reminder(zone: str, posted: str, deadline: str, hour: int | time, expected: str | None) -> None:
    found = reminder_at(at(zone, posted), at(zone, deadline), ZoneInfo(zone), hour)
    assert found == (at(zone, expected) if expected else None)


@given(posted=moments, schedule=schedules, zone=zones, hour=st.integers(0, 23))
def test_a_reminder_is_awake_after_the_post_and_before_the_deadline(
    posted: datetime, schedule: Days | None, zone: ZoneInfo, hour: int
) -> None:
    deadline = open_until(posted, schedule, zone)
    reminder = reminder_at(posted, deadline, zone, hour)
    if reminder:
        assert posted + timedelta(hours=3) <= reminder < deadline
        assert not quiet(reminder, zone)
    if 8 <= hour <= 18:
        assert reminder is not None


@pytest.mark.parametrize(
    ("local", "is_quiet", "waking"),
    [
        ("2025-05-05 20:59:59", False, "2025-05-05 20:59:59"),
        ("2025-05-05 21:00", True, "2025-05-06 07:30"),
        ("2025-05-05 23:59", True, "2025-05-06 07:30"),
        ("2025-05-06 00:00", True, "2025-05-06 07:30"),
        ("2025-05-06 07:29:59", True, "2025-05-06 07:30"),
        ("2025-05-06 07:30", False, "2025-05-06 07:30"),
        ("2025-03-29 22:00", True, "2025-03-30 07:30"),  # the night is an hour shorter
        ("2025-10-25 22:00", True, "2025-10-26 07:30"),  # and an hour longer
    ],
)
def test_quiet_hours(local: str, is_quiet: bool, waking: str) -> None:
    zone = ZoneInfo("Europe/London")
    now = at("Europe/London", local)
    assert quiet(now, zone) is is_quiet
    assert next_waking(now, zone) == at("Europe/London", waking)


@given(now=moments, zone=zones)
def test_waking_is_the_first_moment_that_is_not_quiet(now: datetime, zone: ZoneInfo) -> None:
    waking = next_waking(now, zone)
    assert now <= waking
    assert not quiet(waking, zone)
    if quiet(now, zone):
        assert quiet(waking - timedelta(seconds=1), zone)
