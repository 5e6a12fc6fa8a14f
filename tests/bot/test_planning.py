"""Schedules and occurrences: one post for each local date, late, in the morning, missed or held."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendar import due
from bot.calendar.days import Days
from bot.calendar.wall_time import LocalTime
from bot.planning import change, coming, following, next_post, plan, slots
from storage.classes import Class
from storage.database import Database
from storage.records import Records
from storage.schedules import Occurrence, Occurring, Schedule
from storage.vault import Vault
from tests.cast import a_class
from tests.fresh import fresh_database
from tests.stage import MONDAY, Stage
from tests.toy import Toy, scheduled, with_words

LONDON = ZoneInfo("Europe/London")
ZONES = ("Europe/London", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo")


def _schedule(**columns: Any) -> Schedule:
    usual: dict[str, Any] = {"class_id": 1, "activity": "toy", "days": "mon,thu", "time": "18:00", "count": 2}
    return Schedule(**usual | {"checked_at": MONDAY} | columns)


# -- pure -----------------------------------------------------------------------------------------------------------


def test_due_times_come_after_the_last_look_and_up_to_now() -> None:
    at_six = datetime(2026, 5, 4, 17, tzinfo=UTC)
    assert slots(_schedule(), LONDON, at_six) == [(date(2026, 5, 4), at_six)]
    assert slots(_schedule(), LONDON, at_six - timedelta(microseconds=1)) == []
    assert slots(_schedule(checked_at=at_six), LONDON, at_six + timedelta(hours=1)) == []


def test_a_paused_schedule_and_one_past_its_last_date_plan_nothing() -> None:
    later = MONDAY + timedelta(days=30)
    assert slots(_schedule(paused=True), LONDON, later) == []
    assert [slot for slot, _ in slots(_schedule(last_date=date(2026, 5, 7)), LONDON, later)] == [
        date(2026, 5, 4),
        date(2026, 5, 7),
    ]
    assert following(_schedule(last_date=date(2026, 5, 4)), LONDON, MONDAY + timedelta(days=1)) is None


@given(
    zone=st.sampled_from(ZONES),
    days=st.sets(st.integers(0, 6), min_size=1).map(Days),
    hour=st.integers(0, 23),
    days_on=st.integers(0, 7000),
    minute=st.integers(0, 24 * 60),
)
def test_the_first_due_time_after_a_moment_is_the_calendars(
    zone: str, days: Days, hour: int, days_on: int, minute: int
) -> None:
    start = datetime(2010, 1, 1, tzinfo=UTC) + timedelta(days=days_on, minutes=minute)
    schedule = _schedule(days=str(days), time=f"{hour:02}:30", checked_at=start)
    all_due = due(days, f"{hour:02}:30", zone, start + timedelta(microseconds=1), start + timedelta(days=40))
    assert following(schedule, ZoneInfo(zone), start) == all_due[0]


# -- one post for each date, whatever is changed ----------------------------------------------------------------------


_CHANGE = st.tuples(
    st.integers(0, 72 * 4),
    st.one_of(
        st.tuples(st.just("time"), st.integers(0, 23)),
        st.tuples(st.just("days"), st.sets(st.integers(0, 6), min_size=1)),
        st.tuples(st.just("zone"), st.sampled_from(ZONES)),
        st.tuples(st.just("look"), st.none()),
    ),
)


@settings(max_examples=25)
@given(changes=st.lists(_CHANGE, max_size=12))
def test_no_date_ever_has_two_and_without_a_change_of_days_none_is_left_out(changes) -> None:  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as folder:
        found, days_changed, zone_changed, end = _lived(Path(folder), changes)
    assert max(Counter(found).values(), default=1) == 1
    if not days_changed and not zone_changed:
        expected = [MONDAY.date() + timedelta(days=n) for n in range(1, (end - MONDAY.date()).days)]
        assert set(expected) <= set(found)


def _lived(folder: Path, changes: list) -> tuple[list[date], bool, bool, date]:  # type: ignore[type-arg]
    """Weeks of a daily schedule with these changes in between: the dates that had a post, and the last one."""
    fresh_database(folder)
    database = Database(folder / "tertulia.db", Vault(bytes(32)), durable=False)
    database.start()
    try:
        return database.submit(lambda records: _weeks(records, changes)).result()
    finally:
        database.stop()


def _weeks(records: Records, changes: list) -> tuple[list[date], bool, bool, date]:  # type: ignore[type-arg]
    now = MONDAY
    class_ = Class(name="Tuesday A2", zone="Europe/London", created_at=now)
    records.classes.add(class_)
    schedule = _schedule(class_id=class_.id, days=str(Days(range(7))))
    records.schedules.add(schedule)

    def look() -> None:
        plan(records, schedule, slots(schedule, ZoneInfo(class_.zone), now), now)

    for quarters, (kind, value) in changes:
        for _ in range(quarters):
            now += timedelta(minutes=15)
            look()
        match kind:
            case "time":
                change(records, schedule, now, Days.read(schedule.days), LocalTime(value))
            case "days":
                change(records, schedule, now, Days(value), LocalTime.read(schedule.time))
            case "zone":
                class_.zone = value
            case "look":
                now += timedelta(days=3)
                look()
    now += timedelta(days=2)
    look()
    kinds = {kind for _, (kind, _) in changes}
    found = [one.slot for one in records.schedules.slots(schedule.id or 0, date.min)]
    return found, "days" in kinds, "zone" in kinds, now.astimezone(ZoneInfo(class_.zone)).date() - timedelta(days=1)


# -- scenes -----------------------------------------------------------------------------------------------------------


async def _occurrences(stage: Stage) -> list[tuple[date, str, str]]:
    from sqlmodel import select

    with stage.house.database.read() as records:
        rows = records.session.exec(select(Occurrence).order_by(Occurrence.id)).all()  # type: ignore[arg-type]
        return [(one.slot, one.state, one.why) for one in rows]


@pytest.fixture
async def stage(tmp_path: Path):  # type: ignore[no-untyped-def]
    async with Stage(tmp_path, activities=[Toy()]) as found:
        yield found


async def test_a_post_comes_at_its_time(stage: Stage) -> None:
    class_ = await a_class(stage)
    await with_words(stage, class_, "pan", "leche", "queso")
    await scheduled(stage, class_)
    await stage.wait(hours=7, minutes=59)
    assert stage.posts() == []
    await stage.wait(minutes=1)
    assert "pan" in stage.task.plain
    assert not stage.task.silent
    await stage.wait(hours=1)
    assert await _occurrences(stage) == [(date(2026, 5, 4), Occurring.POSTED, "")]


async def test_ticking_again_and_again_posts_once(stage: Stage) -> None:
    class_ = await a_class(stage)
    await with_words(stage, class_, *"abcdefgh")
    await scheduled(stage, class_)
    stage.time.move(MONDAY + timedelta(hours=8))
    for _ in range(5):
        await stage.house.clock.tick()
    await stage.house.carrier.drain()
    assert len(stage.posts()) == 1


@pytest.mark.parametrize(
    ("time", "days", "back", "state", "posted"),
    [
        ("12:00", "mon", "2026-05-04 12:04", Occurring.POSTED, "2026-05-04 12:04"),
        ("12:00", "mon", "2026-05-04 17:59", Occurring.LATE, "2026-05-04 17:59"),
        ("12:00", "mon", "2026-05-04 18:00", Occurring.MISSED, ""),
        ("18:00", "mon", "2026-05-04 21:30", Occurring.MISSED, ""),  # 07:30 would be thirteen hours late
        ("20:00", "mon", "2026-05-05 01:00", Occurring.MISSED, ""),
        ("03:00", "tue", "2026-05-05 05:00", Occurring.LATE, "2026-05-05 07:30"),
        ("01:31", "tue", "2026-05-05 05:00", Occurring.LATE, "2026-05-05 07:30"),
        ("01:30", "tue", "2026-05-05 05:00", Occurring.MISSED, ""),
    ],
)
async def test_what_was_due_while_the_bot_was_away(
    stage: Stage, time: str, days: str, back: str, state: str, posted: str
) -> None:
    class_ = await a_class(stage)
    await with_words(stage, class_, *"abcdefgh")
    await scheduled(stage, class_, days, time)
    stage.time.move(datetime.fromisoformat(back).replace(tzinfo=LONDON))
    await stage.house.clock.tick()
    await stage.house.carrier.drain()
    assert bool(stage.posts()) == (posted == back)
    await stage.wait(hours=12)
    assert [found for _, found, _ in await _occurrences(stage)] == [state]
    assert bool(stage.posts()) == bool(posted)
    if posted:
        with stage.house.database.read() as records:
            opened = records.rounds.recent(class_.id or 0, MONDAY)[0].opened_at
        assert opened == datetime.fromisoformat(posted).replace(tzinfo=LONDON)


async def test_a_time_at_night_posts_silently(stage: Stage) -> None:
    class_ = await a_class(stage)
    await with_words(stage, class_, "pan")
    await scheduled(stage, class_, "mon", "23:00")
    await stage.wait(hours=14)
    assert stage.task.silent


@pytest.mark.parametrize(
    ("settings_", "why"),
    [({"holiday_until": date(2026, 5, 4)}, "holiday"), ({}, "empty")],
)
async def test_a_post_is_held_with_its_reason(stage: Stage, settings_: dict[str, Any], why: str) -> None:
    class_ = await a_class(stage, **settings_)
    if why != "empty":
        await with_words(stage, class_, "pan")
    await scheduled(stage, class_)
    await stage.wait(hours=9)
    assert stage.posts() == []
    assert await _occurrences(stage) == [(date(2026, 5, 4), Occurring.HELD, why)]


async def test_without_a_room_to_post_in_it_is_held(stage: Stage) -> None:
    class_ = await a_class(stage)
    await with_words(stage, class_, "pan")
    await scheduled(stage, class_)
    await stage.add_bot(may_post=False)
    await stage.wait(hours=9)
    assert await _occurrences(stage) == [(date(2026, 5, 4), Occurring.HELD, "no room")]


async def test_an_earlier_time_leaves_todays_post_at_the_old_one(stage: Stage) -> None:
    class_ = await a_class(stage)
    await with_words(stage, class_, *"abcdefgh")
    schedule = await scheduled(stage, class_, "mon,tue")

    def earlier(records: Records) -> tuple[datetime | None, list[datetime]]:
        row = records.schedules.get(schedule.id or 0)
        assert row
        kept = change(records, row, stage.now, Days.read("mon,tue"), LocalTime(9))
        return kept, coming(records, row, stage.now)

    kept, dates = await stage.house.database.write(earlier)
    assert kept == datetime(2026, 5, 4, 18, tzinfo=LONDON)
    assert dates == [kept, *(datetime(2026, 5, day, 9, tzinfo=LONDON) for day in (5, 11))]
    await stage.wait(hours=30)
    assert [slot for slot, _, _ in await _occurrences(stage)] == [date(2026, 5, 4), date(2026, 5, 5)]
    assert len(stage.posts()) == 2


async def test_a_later_time_after_todays_post_gives_no_second_one(stage: Stage) -> None:
    class_ = await a_class(stage)
    await with_words(stage, class_, *"abcdefgh")
    schedule = await scheduled(stage, class_, "mon,tue", "12:00")
    await stage.wait(hours=3)

    def later(records: Records) -> list[datetime]:
        row = records.schedules.get(schedule.id or 0)
        assert row
        assert change(records, row, stage.now, Days.read("mon,tue"), LocalTime(19)) is None
        return coming(records, row, stage.now, 1)

    assert await stage.house.database.write(later) == [datetime(2026, 5, 5, 19, tzinfo=LONDON)]
    await stage.wait(hours=9)
    assert len(stage.posts()) == 1
    with stage.house.database.read() as records:
        assert next_post(records, stage.now) == datetime(2026, 5, 5, 19, tzinfo=LONDON)


async def test_another_zone_on_the_same_day_gives_no_second_post(stage: Stage) -> None:
    class_ = await a_class(stage)
    await with_words(stage, class_, *"abcdefgh")
    await scheduled(stage, class_, "mon", "12:00")
    await stage.wait(hours=3)

    def move(records: Records) -> None:
        row = records.classes.get(class_.id or 0)
        assert row
        row.zone = "America/New_York"

    await stage.house.database.write(move)
    await stage.wait(hours=20)
    assert len(stage.posts()) == 1
    assert len(await _occurrences(stage)) == 1


async def test_the_next_dates_leave_a_holiday_out(stage: Stage) -> None:
    class_ = await a_class(stage, holiday_until=date(2026, 5, 7))
    schedule = await scheduled(stage, class_)
    with stage.house.database.read() as records:
        row = records.schedules.get(schedule.id or 0)
        assert row
        found = coming(records, row, stage.now, 2)
    assert [one.date() for one in found] == [date(2026, 5, 11), date(2026, 5, 14)]
