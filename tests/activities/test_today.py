"""/today: what is open, in three lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from activities.posting import Posting
from activities.private_answers import PrivateAnswers
from activities.today import Today
from bot.chat import Place
from bot.port import Limits
from storage.classes import Class
from storage.people import Role
from storage.rooms import Room
from tests.cast import a_class, enrol, joined
from tests.stage import Paper, Stage
from tests.toy import Toy, scheduled, with_words


@pytest.fixture
async def stage(tmp_path: Path):  # type: ignore[no-untyped-def]
    async with Stage(tmp_path, activities=[Toy(), Today(), Posting(), PrivateAnswers()]) as found:
        yield found


async def _posted(stage: Stage, times: int = 1) -> Class:
    class_ = await a_class(stage)
    await with_words(stage, class_, *(f"word{n}" for n in range(4 * times)))
    for _ in range(times):
        await stage.types("Marta", "/post toy", private=True)
        await stage.wait(hours=1)
    return class_


async def test_a_learner_sees_what_is_open_and_whether_they_wrote(stage: Stage) -> None:
    await _posted(stage)
    await stage.types("Ana", "/today")
    assert stage.told("Ana") == "“At the market” · until Sun 10 May, 20:00 · one sentence is enough"
    await stage.says("Ana", "A sentence with word0 in it", to=stage.task)
    await stage.types("Ana", "/today", private=True)
    assert stage.told("Ana") == "“At the market” · until Sun 10 May, 20:00 · ✓ you wrote"


async def test_in_private_a_learner_is_led_to_the_one_task_that_is_open(stage: Stage) -> None:
    await _posted(stage)
    await stage.types("Ana", "/today", private=True)
    shown = stage.seen("Ana", private=True)[-1]
    assert shown.labels == ["Go there", "Write it here"]
    assert shown.button("Go there").url == f"paper:room1/{stage.task.id}"
    await stage.presses("Ana", "Write it here", private=True)
    await stage.says("Ana", "A sentence with word0 in it", private=True)
    await stage.presses("Ana", "Only count it", private=True)
    await stage.types("Ana", "/today", private=True)
    assert stage.told("Ana").endswith("✓ you wrote")
    await stage.types("Marta", "/today", private=True)
    assert stage.seen("Marta", private=True)[-1].labels == []


async def test_there_are_three_lines_at_most(stage: Stage) -> None:
    await _posted(stage, 5)
    await stage.types("Ana", "/today")
    assert len(stage.told("Ana").split("\n")) == 3


async def test_a_teacher_sees_how_many_wrote(stage: Stage) -> None:
    await _posted(stage)
    await stage.types("Marta", "/today", private=True)
    assert stage.told("Marta").endswith("nobody has written yet")
    await stage.says("Ana", "A sentence with word0 in it", to=stage.task)
    await stage.types("Marta", "/today", private=True)
    assert stage.told("Marta").endswith("1 has written")


@pytest.mark.parametrize(
    ("settings", "with_schedule", "line"),
    [
        ({}, True, "The next task comes on Mon 4 May, 18:00."),
        ({}, False, "The next task is not planned yet."),
        ({"holiday_until": date(2026, 5, 8)}, True, "It is holiday until Fri 8 May."),
    ],
)
async def test_with_nothing_open_it_says_when_the_next_comes(
    stage: Stage, settings: dict[str, Any], with_schedule: bool, line: str
) -> None:
    class_ = await a_class(stage, **settings)
    if with_schedule:
        await scheduled(stage, class_)
    await stage.types("Ana", "/today", private=True)
    assert stage.told("Ana") == f"Nothing is open now.\n{line}"


async def test_in_private_all_classes_are_shown_in_a_room_its_own(stage: Stage) -> None:
    await _posted(stage)
    other = Class(name="Thursday B1", zone="UTC", ready=True, created_at=stage.now)

    def write(records: Any) -> None:
        records.rooms.add(other)
        room = Room(class_id=other.id, platform="paper", place="room2", title="Thursday B1", seen_at=stage.now)
        records.rooms.add(room)
        enrol(stage, records, other, "Ana", Role.LEARNER)

    await stage.house.database.write(write)
    await stage.types("Ana", "/today", private=True)
    assert stage.told("Ana") == (
        "Tuesday A2\n“At the market” · until Sun 10 May, 20:00 · one sentence is enough\n"
        "Thursday B1\nNothing is open now.\nThe next task is not planned yet."
    )
    await stage.types("Ana", "/today", room=Place("paper", "room2"))
    assert stage.told("Ana") == "Nothing is open now.\nThe next task is not planned yet."


@pytest.mark.parametrize("private", [True, False])
async def test_who_has_not_joined_is_told_how(stage: Stage, private: bool) -> None:
    await _posted(stage)
    await stage.types("Zoe", "/today", private=private)
    assert "press Join under a task" in stage.told("Zoe") or "Press Join under a task" in stage.told("Zoe")
    assert "At the market" not in stage.told("Zoe")


async def test_where_nothing_can_be_whispered_it_goes_to_the_private_chat(tmp_path: Path) -> None:
    loud = Paper(limits=Limits(ephemeral=False, send_key=True))
    async with Stage(tmp_path, activities=[Toy(), Today()], paper=loud) as stage:
        await a_class(stage)
        await stage.types("Ana", "/today")
        assert stage.posts() == []
        assert stage.private_chat("Ana")[-1].startswith("Nothing is open now.")
        menu = await stage.house.engine.menu(stage.room, stage.who("Ana"))
        assert [entry.name for entry in menu] == ["today"]


async def test_who_left_sees_nothing(stage: Stage) -> None:
    class_ = await _posted(stage)
    await joined(stage, class_, "Zoe", left_at=stage.now)
    await stage.types("Zoe", "/today", private=True)
    assert "At the market" not in stage.told("Zoe")
