"""Scenes of what a class decides about corrections in `/setup`."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from activities.setup import Setup
from storage.classes import Class
from tests.activities.correcting import BETTER, a_task, corrections, wrote
from tests.stage import Stage


def the_class(stage: Stage) -> Class:
    with stage.house.database.read() as records:
        return records.classes.all()[0]


async def sets(stage: Stage, *labels: str) -> str:
    await stage.types("Marta", "/setup", private=True)
    for label in labels:
        await stage.presses("Marta", label, private=True)
    return stage.told("Marta")


async def test_the_teacher_looks_first(tmp_path: Path) -> None:
    async with a_task(tmp_path, more=[Setup()]) as stage:
        assert "Corrections: straight to the person who wrote the sentence" in await sets(stage)
        assert "Corrections: after your OK" in await sets(stage, "Corrections", "Yes, I look first")
        assert the_class(stage).approves


async def test_what_the_class_works_on_for_a_fortnight(tmp_path: Path) -> None:
    async with a_task(tmp_path, more=[Setup()]) as stage:
        await sets(stage, "Focus", "verb")
        shown = await sets(stage, "Focus", "word order")
        assert "Corrections show first, until Mon 18 May: verb, word order" in shown
        assert (the_class(stage).focus, the_class(stage).focus_until) == ("verb,word order", date(2026, 5, 18))
        await sets(stage, "Focus", "✓ verb")
        assert the_class(stage).focus == "word order"
        await stage.wait(days=15)
        assert "Corrections show first" not in await sets(stage)


async def test_under_18_the_words_of_corrections_go_sooner_too(tmp_path: Path) -> None:
    async with a_task(tmp_path, more=[Setup()]) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        await stage.wait(minutes=1)
        await sets(stage, "Under 18", "Yes, some are under 18")
        [row] = corrections(stage)
        assert row.erase_at == row.at + timedelta(days=7)
