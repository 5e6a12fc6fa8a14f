"""A class whose last room is gone: kept for thirty days, then erased with all its people."""

from __future__ import annotations

from pathlib import Path

from activities.setup import Setup
from activities.vocabulary import Vocabulary
from bot.chat import RoomGone
from storage.records import Records
from tests.cast import a_class
from tests.stage import Stage
from tests.tasks import post_now, with_words


async def left_alone(stage: Stage) -> None:
    await with_words(stage, await a_class(stage))
    await post_now(stage, "vocabulary", 4)
    await stage.says("Ana", "Compro dos quesos en el mercado.", to=stage.task)
    await stage.happens(RoomGone(*stage._head("Marta", stage.room)))


def people(records: Records) -> int:
    return len(records.people.roster(1, gone=True))


async def test_the_teacher_is_told_how_long_the_class_is_kept(tmp_path: Path) -> None:
    async with Stage(tmp_path, activities=[Setup(), Vocabulary()]) as stage:
        await left_alone(stage)

        assert "I keep the class for 30 days, then I erase it." in stage.private_chat("Marta")[-1]


async def test_after_thirty_days_nobody_of_it_is_known(tmp_path: Path) -> None:
    async with Stage(tmp_path, activities=[Setup(), Vocabulary()]) as stage:
        await left_alone(stage)
        await stage.wait(days=29)
        with stage.house.database.read() as records:
            assert people(records) == 4

        await stage.wait(days=2)
        with stage.house.database.read() as records:
            assert people(records) == 0
            assert records.accounts.get("paper", stage.who("Ana").user) is None
            assert records.classes.all() == []


async def test_a_class_that_has_its_room_again_goes_on(tmp_path: Path) -> None:
    async with Stage(tmp_path, activities=[Setup(), Vocabulary()]) as stage:
        await left_alone(stage)
        await stage.wait(days=3)
        await stage.add_bot()
        await stage.wait(days=40)

        with stage.house.database.read() as records:
            assert people(records) == 4
            assert len(records.classes.all()) == 1
