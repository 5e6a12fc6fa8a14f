"""Holidays, quiet hours, last dates and deadlines where the clocks change, in five zones, as tables of cases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from activities.daily import Daily
from activities.holiday import Holiday
from bot.calendar.days import Days
from bot.calendar.deadline import next_waking, open_until, quiet, reminder_at
from bot.planning import following, slots
from storage.records import Records
from storage.schedules import Schedule
from tests.cast import a_class
from tests.stage import Stage
from tests.tasks import change
from tests.toy import Toy, scheduled, with_words

MON_THU = Days.read("mon,thu")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# -- the table: a Thursday before the clocks change on the Sunday, in spring and autumn ----------------------

# zone, Thursday's post at 18:00, its deadline on Sunday at 20:00, the holiday until Tuesday that moves it to the next
# Thursday at 20:00: all as moments in UTC
CHANGES = [
    ("Europe/London", "2026-03-26 18:00", "2026-03-29 19:00", "2026-04-02 19:00"),
    ("Europe/London", "2026-10-22 17:00", "2026-10-25 20:00", "2026-10-29 20:00"),
    ("America/New_York", "2026-03-05 23:00", "2026-03-09 00:00", "2026-03-13 00:00"),
    ("America/New_York", "2026-10-29 22:00", "2026-11-02 01:00", "2026-11-06 01:00"),
    # at midnight: Sunday begins with an hour that is not there, or Saturday ends with one that is there twice
    ("America/Santiago", "2026-04-02 21:00", "2026-04-06 00:00", "2026-04-10 00:00"),
    ("America/Santiago", "2026-09-03 22:00", "2026-09-06 23:00", "2026-09-10 23:00"),
    # by half an hour
    ("Australia/Lord_Howe", "2026-04-02 07:00", "2026-04-05 09:30", "2026-04-09 09:30"),
    ("Australia/Lord_Howe", "2026-10-01 07:30", "2026-10-04 09:00", "2026-10-08 09:00"),
    # where it is tomorrow already
    ("Pacific/Auckland", "2026-04-02 05:00", "2026-04-05 08:00", "2026-04-09 08:00"),
    ("Pacific/Auckland", "2026-09-24 06:00", "2026-09-27 07:00", "2026-10-01 07:00"),
]


@pytest.mark.parametrize(("zone", "posted", "deadline", "after_holiday"), CHANGES)
def test_a_deadline_is_at_eight_on_the_wall(zone: str, posted: str, deadline: str, after_holiday: str) -> None:
    place, at = ZoneInfo(zone), utc(posted)
    assert at.astimezone(place).strftime("%a %H:%M") == "Thu 18:00"
    assert open_until(at, MON_THU, place) == utc(deadline)
    assert utc(deadline).astimezone(place).strftime("%a %H:%M") == "Sun 20:00"


@pytest.mark.parametrize(("zone", "posted", "deadline", "after_holiday"), CHANGES)
def test_a_holiday_over_the_change_moves_it_to_the_first_class_day(
    zone: str, posted: str, deadline: str, after_holiday: str
) -> None:
    place, at = ZoneInfo(zone), utc(posted)
    last_day = at.astimezone(place).date() + timedelta(days=5)
    assert last_day.strftime("%a") == "Tue"
    assert open_until(at, MON_THU, place, last_day) == utc(after_holiday)
    # a holiday that is over before the deadline moves nothing
    assert open_until(at, MON_THU, place, last_day - timedelta(days=3)) == utc(deadline)


@pytest.mark.parametrize(("zone", "posted", "deadline", "after_holiday"), CHANGES)
def test_the_reminder_is_at_six_on_the_wall_of_the_last_day(
    zone: str, posted: str, deadline: str, after_holiday: str
) -> None:
    place = ZoneInfo(zone)
    for closes in (utc(deadline), utc(after_holiday)):
        reminder = reminder_at(utc(posted), closes, place)
        assert reminder is not None
        assert closes - reminder == timedelta(hours=2)
        assert reminder.astimezone(place).strftime("%H:%M") == "18:00"


# -- quiet hours ---------------------------------------------------------------------------------------------

# zone, a moment in the night of the change, the morning it waits for: in UTC
NIGHTS = [
    ("Europe/London", "2026-03-28 21:00", "2026-03-29 06:30"),
    ("Europe/London", "2026-10-24 20:00", "2026-10-25 07:30"),
    ("Europe/London", "2026-10-25 00:30", "2026-10-25 07:30"),  # half past one, the first time
    ("Europe/London", "2026-10-25 01:30", "2026-10-25 07:30"),  # and the second
    ("America/New_York", "2026-03-08 02:00", "2026-03-08 11:30"),
    ("America/New_York", "2026-11-01 01:00", "2026-11-01 12:30"),
    ("America/Santiago", "2026-04-05 02:30", "2026-04-05 11:30"),  # half past eleven, the first time
    ("America/Santiago", "2026-04-05 03:30", "2026-04-05 11:30"),  # and the second
    ("America/Santiago", "2026-09-06 03:30", "2026-09-06 10:30"),
    ("Australia/Lord_Howe", "2026-04-04 12:00", "2026-04-04 21:00"),
    ("Australia/Lord_Howe", "2026-10-03 12:00", "2026-10-03 20:30"),
    ("Pacific/Auckland", "2026-04-04 10:00", "2026-04-04 19:30"),
    ("Pacific/Auckland", "2026-09-26 10:00", "2026-09-26 18:30"),
]


@pytest.mark.parametrize(("zone", "night", "morning"), NIGHTS)
def test_the_night_of_the_change_is_quiet_until_half_past_seven(zone: str, night: str, morning: str) -> None:
    place = ZoneInfo(zone)
    assert quiet(utc(night), place)
    assert next_waking(utc(night), place) == utc(morning)
    assert utc(morning).astimezone(place).strftime("%H:%M") == "07:30"
    assert quiet(utc(morning) - timedelta(minutes=1), place)
    assert not quiet(utc(morning), place)


# -- last dates ----------------------------------------------------------------------------------------------

# zone, the last date (the day of the change), wall times that are not there or there twice on it
LAST_DATES = [
    ("Europe/London", "2026-03-29", "01:30"),
    ("Europe/London", "2026-10-25", "01:30"),
    ("America/New_York", "2026-03-08", "02:30"),
    ("America/New_York", "2026-11-01", "01:30"),
    ("America/Santiago", "2026-09-06", "00:30"),
    ("America/Santiago", "2026-04-04", "23:30"),
    ("Australia/Lord_Howe", "2026-10-04", "02:15"),
    ("Australia/Lord_Howe", "2026-04-05", "01:45"),
    ("Pacific/Auckland", "2026-09-27", "02:30"),
    ("Pacific/Auckland", "2026-04-05", "02:30"),
]


@pytest.mark.parametrize("wall", ["", "18:00"])
@pytest.mark.parametrize(("zone", "last", "strange"), LAST_DATES)
def test_the_last_date_has_one_post_and_no_date_after_it_has_any(zone: str, last: str, strange: str, wall: str) -> None:
    place, day = ZoneInfo(zone), date.fromisoformat(last)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=3)
    schedule = Schedule(
        class_id=1, activity="toy", days="daily", time=wall or strange, count=1, checked_at=start, last_date=day
    )
    found = slots(schedule, place, start + timedelta(days=10))
    dates = [slot for slot, _ in found]
    assert dates == sorted(set(dates))
    assert dates[-1] == day
    assert [at.astimezone(place).date() for _, at in found] == dates
    assert following(schedule, place, found[-1][1]) is None


# -- a whole week, lived through -----------------------------------------------------------------------------


# one walk each way; other zones, where the tables above differ, are the same walk again
LIVED = [pytest.param(*one, marks=[] if one[0] == "Europe/London" else [pytest.mark.slow]) for one in CHANGES]


@pytest.mark.parametrize(("zone", "posted", "deadline", "after_holiday"), LIVED)
async def test_a_class_lives_through_the_change_with_a_holiday(
    tmp_path: Path, zone: str, posted: str, deadline: str, after_holiday: str
) -> None:
    place, at = ZoneInfo(zone), utc(posted)
    local = at.astimezone(place)
    async with Stage(tmp_path, activities=[Toy(), Holiday(), Daily()], now=at - timedelta(hours=6)) as stage:
        class_ = await a_class(stage, zone=zone)
        await with_words(stage, class_, *(f"word{n}" for n in range(30)))
        await scheduled(stage, class_, "mon,thu", "18:00", 2)
        last = local.date() + timedelta(days=14)
        await change(stage, lambda records: _until(records, last))
        await stage.wait(hours=7)
        assert len(stage.posts()) == 1
        await stage.says("Ana", "I have a sentence with word0 in it", to=stage.task)

        holiday_ends = local.date() + timedelta(days=5)
        await stage.types("Marta", f"/holiday {holiday_ends.isoformat()}", private=True)
        with stage.house.database.read() as records:
            [round] = records.rounds.open(1)
            assert round.deadline == utc(after_holiday)
        told = len(stage.private_chat("Marta"))

        await _until_wall(stage, place, holiday_ends - timedelta(days=1), 16, 59)
        assert len(stage.private_chat("Marta")) == told
        await stage.wait(minutes=2)
        assert "Your holiday ends on" in stage.private_chat("Marta")[-1]

        await _until_wall(stage, place, holiday_ends + timedelta(days=2), 17, 59)
        assert len(stage.posts()) == 1, "nothing was posted, and nothing closed"
        assert stage.private_chat("Ben") == [], "nobody was reminded"
        await stage.wait(minutes=2)
        assert len([one for one in stage.posts() if one.labels]) == 2, "Thursday's post is there at six on the wall"
        [reminded] = stage.private_chat("Ben")
        assert "is open until 20:00" in reminded
        await stage.says("Ben", "I have a sentence with word2 in it", to=stage.posts()[-1])
        await stage.wait(days=20)
        assert len([one for one in stage.posts() if one.labels]) == 4, "Thursday, Monday, Thursday, and it is over"


def _until(records: Records, last: date) -> None:
    [schedule] = records.schedules.of_class(1)
    schedule.last_date = last


async def _until_wall(stage: Stage, place: ZoneInfo, day: date, hour: int, minute: int) -> None:
    """Live on until the wall where the class is shows this."""
    then = datetime(day.year, day.month, day.day, hour, minute, tzinfo=place).astimezone(UTC)
    await stage.wait(seconds=(then - stage.now).total_seconds())
