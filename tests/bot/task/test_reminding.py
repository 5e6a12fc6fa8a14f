"""Reminders: private, rare, and only for whom they can help."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from activities.discussion import Discussion
from activities.vocabulary import Vocabulary
from bot.port import Limits
from storage.people import Role
from tests.cast import a_class, joined
from tests.stage import Paper, Stage
from tests.tasks import change, post_now, scheduled, set_account, set_member, with_questions, with_words

LONG = "Compro queso en el mercado."
MANY = "\n".join(f"palabra{letter}" for letter in "abcdefghijklmnop")


def stage_in(folder: Path, paper: Paper | None = None) -> Stage:
    return Stage(folder, activities=[Vocabulary(), Discussion()], paper=paper)


async def open_task(stage: Stage, **settings: Any) -> None:
    class_ = await a_class(stage, **settings)
    await with_words(stage, class_)
    await stage.wait(days=1)
    await post_now(stage, "vocabulary", 2)


def reminders(stage: Stage, name: str) -> list[str]:
    return [one for one in stage.private_chat(name) if one.startswith("Hi ")]


async def test_who_has_not_written_is_reminded_privately_at_six_on_the_last_day(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage)
        await stage.says("Ana", LONG, to=stage.task)
        before = stage.transcript()
        await stage.jump("reminder")

        assert stage.now == datetime(2026, 5, 11, 17, tzinfo=UTC), "18:00 in London, on the last day"
        assert reminders(stage, "Ana") == []
        assert reminders(stage, "Ben") == ["Hi Ben. “At the market” is open until 20:00. One sentence is enough."]
        assert stage.seen("Ben", private=True)[-1].labels == ["Go there", "Not this week"]
        assert reminders(stage, "Marta") == []
        assert stage.transcript() == before


@pytest.mark.parametrize(("hour", "said"), [(9, "until 20:00"), (22, "until 20:00")])
async def test_the_hour_is_the_class_s_and_never_at_night(tmp_path: Path, hour: int, said: str) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage, reminder_hour=hour)
        await stage.jump("reminder")
        local = stage.now + timedelta(hours=1)
        assert (local.hour, local.minute) == ((9, 0) if hour == 9 else (7, 30))
        assert said in reminders(stage, "Ben")[0]


@pytest.mark.parametrize(("posted", "reminded"), [("18:00", 0), ("16:00", 1)])
async def test_not_within_three_hours_of_the_post(tmp_path: Path, posted: str, reminded: int) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage, reminder_hour=20)
        await with_words(stage, class_)
        await scheduled(stage, class_, "vocabulary", "daily", posted, 5)
        await stage.jump("post")
        await stage.wait(hours=12)
        assert len(reminders(stage, "Ben")) == reminded
        assert all("is open until Tue 5 May, 20:00." in one for one in reminders(stage, "Ben"))


async def test_once_a_round(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage)
        await stage.jump("reminder")
        await stage.jump("close")
        assert len(reminders(stage, "Ben")) == 1


async def test_two_a_week_at_most_also_when_three_come_at_once(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, MANY)
        await set_member(stage, "Ben", reminders_unanswered=-5)
        await stage.wait(days=1)
        for _ in range(4):
            await post_now(stage, "vocabulary", 2)
        await stage.jump("reminder")
        assert len(reminders(stage, "Ben")) == 2


async def test_two_without_an_answer_end_them_until_the_person_writes(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, MANY)
        for week in range(4):
            await post_now(stage, "vocabulary", 2)
            await stage.wait(days=7)
            assert len(reminders(stage, "Ben")) == min(week + 1, 2)
        await post_now(stage, "vocabulary", 2)
        await stage.says("Ben", "Hola a todos, escribo hoy.", to=stage.task)
        await stage.wait(days=7)
        await post_now(stage, "vocabulary", 2)
        await stage.wait(days=7)
        assert len(reminders(stage, "Ben")) == 3


async def test_not_this_week_is_one_press_and_no_question_why(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage)
        await stage.jump("reminder")
        await stage.presses("Ben", "Not this week", private=True)
        assert stage.told("Ben") == "All right. No reminders for seven days. To change this: /settings"
        await stage.wait(hours=1)
        await post_now(stage, "vocabulary", 2)
        await stage.wait(days=6)
        assert reminders(stage, "Ben") == []
        assert len(reminders(stage, "Chloe")) == 2


@pytest.mark.parametrize(
    ("columns", "reminded"),
    [
        ({}, True),
        ({"away_until": datetime(2026, 5, 11, tzinfo=UTC).date()}, False),
        ({"away_until": datetime(2026, 5, 10, tzinfo=UTC).date()}, True),
        ({"rest_until": datetime(2026, 5, 11, 18, tzinfo=UTC)}, False),
        ({"reminders": False}, False),
        ({"reminders": True}, True),
        ({"role": Role.HELPER.value}, False),
        ({"left_at": datetime(2026, 5, 6, tzinfo=UTC)}, False),
        ({"reminders_unanswered": 2}, False),
    ],
)
async def test_who_is_not_reminded(tmp_path: Path, columns: dict[str, Any], reminded: bool) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage)
        await set_member(stage, "Ben", **columns)
        await stage.jump("reminder")
        assert bool(reminders(stage, "Ben")) is reminded
        assert reminders(stage, "Chloe")


async def test_who_cannot_be_reached_is_not_reminded_and_nothing_waits(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage)
        await set_account(stage, "Ben", reachable=False)
        await stage.jump("reminder")
        await stage.presses("Ben", "🔒 For me")
        assert reminders(stage, "Ben") == []


async def test_where_a_platform_says_no_people_are_reminded_only_after_their_yes(tmp_path: Path) -> None:
    paper = Paper(limits=Limits(reminds_unasked=False, ephemeral=True, send_key=True))
    async with stage_in(tmp_path, paper) as stage:
        await open_task(stage)
        await set_member(stage, "Chloe", reminders=True)
        await stage.jump("reminder")
        assert reminders(stage, "Ben") == []
        assert reminders(stage, "Chloe")


async def test_minors_are_never_written_to_first(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage, minors=True)
        await stage.jump("close")
        assert [stage.private_chat(name) for name in ("Ana", "Ben", "Chloe")] == [[], [], []]


async def test_not_during_a_holiday(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage)

        def holiday(records: Any) -> None:
            records.classes.all()[0].holiday_until = datetime(2026, 5, 12, tzinfo=UTC).date()

        await change(stage, holiday)
        await stage.jump("reminder")
        assert reminders(stage, "Ben") == []


async def test_who_has_just_joined_is_left_in_peace(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage)
        await stage.wait(days=6, hours=7)
        class_ = await change(stage, lambda records: records.classes.all()[0])
        await joined(stage, class_, "Dev")
        await stage.jump("reminder")
        assert reminders(stage, "Dev") == []
        assert reminders(stage, "Ben")


async def test_after_an_outage_a_reminder_comes_late_by_day_and_not_after_the_close(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage)
        stage.time.move(datetime(2026, 5, 11, 18, 30, tzinfo=UTC))
        await stage.house.clock.tick()
        await stage.house.carrier.drain()
        assert len(reminders(stage, "Ben")) == 1

    async with stage_in(tmp_path / "other") as stage:
        await open_task(stage)
        stage.time.move(datetime(2026, 5, 11, 19, 30, tzinfo=UTC))
        await stage.house.clock.tick()
        await stage.house.carrier.drain()
        assert reminders(stage, "Ben") == []


async def test_nobody_is_reminded_of_the_second_half_of_a_discussion(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_questions(stage, class_, "¿Qué comes hoy?")
        await stage.wait(days=1)
        await post_now(stage, "discussion")
        await stage.says("Ana", "Hoy como una sopa.", to=stage.task)
        await stage.jump("reminder")
        assert reminders(stage, "Ana") == []
