"""/holiday: nothing is posted or reminded of, and open tasks wait."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from activities.daily import Daily
from activities.holiday import Holiday
from activities.posting import Posting
from tests.cast import a_class
from tests.stage import Stage
from tests.toy import Toy, scheduled, with_words

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
async def stage(tmp_path: Path):  # type: ignore[no-untyped-def]
    async with Stage(tmp_path, activities=[Toy(), Holiday(), Posting(), Daily()]) as found:
        yield found


async def _class(stage: Stage, **settings: Any) -> Any:
    class_ = await a_class(stage, **settings)
    await with_words(stage, class_, *(f"word{n}" for n in range(20)))
    await scheduled(stage, class_, "mon,thu")
    return class_


async def _types(stage: Stage, line: str) -> list[str]:
    await stage.types("Marta", line, private=True)
    return stage.private_chat("Marta")[-1].split("\n")[1:]


def _deadlines(stage: Stage) -> list[datetime]:
    with stage.house.database.read() as records:
        return [one.deadline.astimezone(LONDON) for one in records.rounds.open(1)]


async def test_nothing_is_posted_until_it_is_over(stage: Stage) -> None:
    await _class(stage)
    assert await _types(stage, "/holiday 14 May") == [
        "Holiday until Thu 14 May: no tasks, no reminders.",
        "The next task: Mon 18 May, 18:00",
    ]
    await stage.wait(days=14)
    assert stage.posts() == []
    await stage.wait(hours=9)
    assert len(stage.posts()) == 1


async def test_an_open_task_waits_for_the_first_class_day_and_nobody_is_reminded(stage: Stage) -> None:
    await _class(stage)
    await stage.wait(hours=8)
    assert _deadlines(stage) == [datetime(2026, 5, 6, 20, tzinfo=LONDON)]
    found = await _types(stage, "/holiday 10 May")
    assert found[1] == "“At the market” stays open until Mon 11 May, 20:00."
    assert "until Mon 11 May, 20:00" in stage.task.plain
    await stage.wait(days=6)
    assert _deadlines(stage) == [datetime(2026, 5, 11, 20, tzinfo=LONDON)]
    assert not any("is open until" in one for one in stage.private_chat("Ana"))
    await stage.wait(days=2)
    assert datetime(2026, 5, 11, 20, tzinfo=LONDON) not in _deadlines(stage)


async def test_bare_asks_until_when_and_bare_again_ends_it(stage: Stage) -> None:
    await _class(stage)
    await stage.wait(hours=8)
    assert (await _types(stage, "/holiday"))[0].startswith("Until which day?")
    await stage.says("Marta", "never", private=True)
    assert stage.told("Marta").endswith("I don't know that date. For example: Mon 18 May")
    await stage.says("Marta", "20 May", private=True)
    assert "Holiday until Wed 20 May" in stage.told("Marta")
    assert _deadlines(stage) == [datetime(2026, 5, 21, 20, tzinfo=LONDON)]
    assert await _types(stage, "/holiday") == ["The holiday is over. I post again.", "The next task: Thu 7 May, 18:00"]
    assert _deadlines(stage) == [datetime(2026, 5, 6, 20, tzinfo=LONDON)]
    assert "until Wed 6 May" in stage.task.plain


async def test_ended_after_the_task_s_own_time_it_closes_on_the_next_class_day(stage: Stage) -> None:
    await _class(stage)
    await stage.wait(hours=8)
    await _types(stage, "/holiday 20 May")
    await stage.wait(days=4)  # Friday; its own time was Wednesday

    await _types(stage, "/holiday")

    assert _deadlines(stage) == [datetime(2026, 5, 11, 20, tzinfo=LONDON)]
    assert "until Mon 11 May" in stage.task.plain


async def test_a_shorter_holiday_moves_the_deadline_back(stage: Stage) -> None:
    await _class(stage)
    await stage.wait(hours=8)
    await _types(stage, "/holiday 24 Dec")
    await _types(stage, "/holiday 8 May")
    assert _deadlines(stage) == [datetime(2026, 5, 11, 20, tzinfo=LONDON)]


async def test_the_teacher_is_told_the_day_before_it_ends(stage: Stage) -> None:
    await _class(stage)
    await _types(stage, "/holiday 14 May")
    before = len(stage.private_chat("Marta"))
    await stage.wait(days=9, hours=6)
    assert len(stage.private_chat("Marta")) == before
    await stage.wait(hours=1)
    assert stage.private_chat("Marta")[-1].split("\n")[1:] == [
        "· Your holiday ends on Thu 14 May. The next task: Mon 18 May, 18:00",
    ]
    await stage.wait(days=10)
    assert len(stage.private_chat("Marta")) == before + 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("1 Jan 2020", "That day is over. Please give a later one, for example: Mon 18 May"),
        ("1 Jan 2099", "That is too far away. For example: Mon 18 May"),
        ("31 Feb", "I don't know that date. For example: Mon 18 May"),
        ("last year", "I don't know that date. For example: Mon 18 May"),
        ("Monday 5 May", "That weekday and that date do not fit. For example: Mon 18 May"),
        ("\u200b", "I don't know that date. For example: Mon 18 May"),
    ],
)
async def test_a_date_that_cannot_be_changes_nothing(stage: Stage, words: str, sentence: str) -> None:
    await _class(stage)
    assert await _types(stage, f"/holiday {words}") == [sentence]
    with stage.house.database.read() as records:
        class_ = records.classes.get(1)
        assert class_
        assert class_.holiday_until is None


async def test_today_is_a_holiday_of_one_day(stage: Stage) -> None:
    await _class(stage)
    assert (await _types(stage, "/holiday today"))[1] == "The next task: Thu 7 May, 18:00"
    with stage.house.database.read() as records:
        class_ = records.classes.get(1)
        assert class_
        assert class_.holiday_until == date(2026, 5, 4)


async def test_learners_may_not(stage: Stage) -> None:
    await _class(stage)
    await stage.types("Ana", "/holiday 24 Dec")
    assert stage.told("Ana") == "Only your teacher can do that. What is open for you: /today"
