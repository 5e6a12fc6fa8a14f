"""What the hourly upkeep forgets is gone from the disk, not only from the tables."""

from __future__ import annotations

from pathlib import Path

from tests.cast import a_class
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
