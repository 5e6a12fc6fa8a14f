"""The main job on paper: a class from its set-up to a closing line in the next post, as it is in a browser."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot import discover
from tests.stage import Stage
from tests.test_scene_in_browser import ANSWERS, WORDS

SUNDAY = datetime(2026, 5, 3, 16, 0, tzinfo=UTC)


async def set_up(stage: Stage) -> None:
    """In the private chat, by buttons; then the words of the first weeks and their days."""
    await stage.add_bot("Marta")
    await stage.presses("Marta", "Set up")
    await stage.opens_private("Marta", "setup")
    for question, given in ANSWERS:
        assert question in stage.private_chat("Marta")[-1]
        if given.startswith(">"):
            await stage.says("Marta", given.removeprefix("> "), private=True)
        else:
            await stage.presses("Marta", given, private=True)
    await stage.types("Marta", f"/words {WORDS}", private=True)
    await stage.presses("Marta", "Import 8 of 8", private=True)
    await stage.types("Marta", "/schedule vocabulary sun,tue 20:30 4", private=True)
    assert "Sun 3 May, 20:30 · Tue 5 May, 20:30" in stage.told("Marta")


async def test_from_set_up_to_the_closing_line_in_the_next_post(tmp_path: Path) -> None:
    activities = [one() for one in discover.activities()]
    async with Stage(tmp_path, activities=activities, now=SUNDAY) as stage:
        await set_up(stage)
        for name in ("Ana", "Ben", "Chloe"):
            await stage.presses(name, "Join")
            await stage.opens_private(name, stage.told(name).removeprefix("paper:"))
        await stage.jump("post")
        task = stage.task
        assert task.plain.startswith(
            "✍ Write a sentence with 2 of these words. Reply here.\nAt the market · until Tue 5 May"
        )

        ana = await stage.says("Ana", "Hoy compro aguacates muy baratos.", to=task)
        ben = await stage.says("Ben", "El mercado de mi barrio es grande.", to=task)
        dev = await stage.says("Dev", "Mi hermana compra pan en el mercado.", to=task)
        await stage.presses("Dev", "Yes, count me in")
        await stage.jump("reminder")
        assert "3 have written · 4 of 4 words used" in task.plain
        assert [one.reactions for one in (ana, ben, dev)] == [["✅"]] * 3
        assert stage.private_chat("Chloe")[-1].startswith("Hi Chloe.")

        await stage.jump("close")
        await stage.jump("post")
        assert "“At the market” is closed: 3 people wrote, all 4 words were used" in stage.task.plain
        assert "In the kitchen" in stage.task.plain
