"""What the hourly upkeep forgets is gone from the disk, not only from the tables; what was until a date ends."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from storage.people import Role
from storage.records import Records
from tests.cast import a_class, joined
from tests.stage import Stage
from tests.toy import Toy, a_task


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("tertulia.db*")))


def sealed_texts(stage: Stage) -> list[bytes]:
    with stage.house.database.read() as records:
        return [one.sealed for one in records.contributions.of_member(2) if one.sealed]


async def test_a_text_whose_time_is_over_leaves_the_disk(tmp_path: Path) -> None:
    async with Stage(tmp_path, activities=[Toy()]) as stage:
        task = await a_task(stage, await a_class(stage, learners=("Ana",)))
        await stage.says("Ana", "Hoy compro un aguacate verde", to=task)
        [sealed] = sealed_texts(stage)
        assert sealed in on_disk(tmp_path)

        stage.time.move(stage.now.replace(month=stage.now.month + 1, day=5))
        await stage.house.clock.tick()

        assert sealed_texts(stage) == []
        assert sealed not in on_disk(tmp_path)


@pytest.mark.parametrize(
    ("last_day", "others", "role"),
    [(0, ["Marta"], Role.TEACHER), (-1, ["Marta"], Role.HELPER), (-1, [], Role.TEACHER)],
)
async def test_a_substitute_teaches_until_the_last_day_is_over(
    tmp_path: Path, last_day: int, others: list[str], role: Role
) -> None:
    async with Stage(tmp_path, activities=[Toy()]) as stage:
        class_ = await a_class(stage, teacher="Olga")
        for other in others:
            await joined(stage, class_, other, Role.TEACHER)

        def until(records: Records) -> None:
            [olga] = [one for one in records.people.teachers(class_.id or 0) if one.name == "Olga"]
            olga.teacher_until = stage.now.date() + timedelta(days=last_day)

        await stage.house.database.write(until)
        await stage.house.clock.tick()
        with stage.house.database.read() as records:
            [olga] = [one for one in records.people.roster(class_.id or 0) if one.name == "Olga"]
            assert olga.role == role, "a class never loses its last teacher"
