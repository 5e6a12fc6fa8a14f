"""Scenes of the teacher's eye on corrections: what was shown to her, the last ones, and what she says of them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from activities.daily import Daily
from activities.overview import Overview
from activities.privacy import Privacy
from activities.watching import Watching
from storage.standing import Mark
from tests.activities.correcting import BETTER, SENTENCE, a_task, card, corrections, marks, wrote
from tests.stage import Stage

MARKED = "Ayer ~~voy~~ **fui** al mercado con mi amigo."


@asynccontextmanager
async def watching(folder: Path) -> AsyncIterator[Stage]:
    async with a_task(folder, more=[Watching(), Overview(), Daily()]) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        yield stage


async def test_what_a_learner_shows_comes_with_the_daily_message(tmp_path: Path) -> None:
    async with watching(tmp_path) as stage:
        await stage.presses("Ana", "Tell my teacher", private=True)
        await stage.wait(hours=1)
        await stage.wait(hours=7)
        assert "A learner asks you to look at 1 correction." in stage.private_chat("Marta")[-1]
        await stage.presses("Marta", "Show the corrections", private=True)
        shown = stage.seen("Marta", private=True)[-1]
        assert marks(shown.text) == (
            f"**Tuesday A2**\nSomebody asked you to look at this. I do not say who.\n\n1. Ben for Ana:\n{MARKED}\n\n"
            "To pause somebody's corrections: /people, then the name."
        )
        await stage.presses("Marta", "1: Was fine before", private=True)
        assert "Noted. Both people can see it.\nNo correction waits for you." in stage.told("Marta")
        assert "Your teacher says: your sentence was fine as it was." in card(stage, "Ana").plain
        assert stage.private_chat("Ben")[-1].startswith("Your teacher says: here both ways are fine. Thank you!")
        assert [one.mark for one in corrections(stage)] == [Mark.FINE]


async def test_the_last_ones_are_behind_the_overview(tmp_path: Path) -> None:
    async with watching(tmp_path) as stage:
        await stage.types("Marta", "/overview", private=True)
        await stage.presses("Marta", "Corrections", private=True)
        assert "1. Ben for Ana:" in stage.told("Marta")
        await stage.presses("Marta", "1: Good", private=True)
        assert "Your teacher says: a good correction." in card(stage, "Ana").plain
        assert stage.private_chat("Ben")[-1].startswith("Your teacher says: a good correction. Thank you!")
        await stage.types("Marta", "/overview", private=True)
        assert "Corrections" not in stage.seen("Marta", private=True)[-1].labels


async def test_what_was_taken_back_is_not_judged(tmp_path: Path) -> None:
    async with watching(tmp_path) as stage:
        await stage.types("Marta", "/overview", private=True)
        await stage.presses("Marta", "Corrections", private=True)
        await stage.presses("Ben", "Take back", private=True)
        await stage.presses("Marta", "1: Good", private=True)
        assert stage.told("Marta") == "That correction is gone. What is new: /overview"


async def test_a_learner_cannot_judge(tmp_path: Path) -> None:
    async with watching(tmp_path) as stage:
        await stage.types("Marta", "/overview", private=True)
        await stage.presses("Marta", "Corrections", private=True)
        under = stage.seen("Marta", private=True)[-1]
        await stage.presses("Ben", "1: Good", under=under)
        assert corrections(stage)[0].mark == Mark.NONE
        assert SENTENCE not in stage.told("Ben")


async def test_a_rude_question_is_shown_to_the_teacher(tmp_path: Path) -> None:
    async with watching(tmp_path) as stage:
        await stage.presses("Ana", "Why?", private=True)
        await stage.says("Ana", "¿Quién eres tú, idiota?", private=True)
        await stage.presses("Ben", "Tell the teacher", private=True)
        assert stage.told("Ben") == "Your teacher will look at it. Nobody else hears of it."
        await stage.wait(hours=1)
        await stage.wait(hours=7)
        await stage.presses("Marta", "Show the corrections", private=True)
        assert "· Ana asks: ¿Quién eres tú, idiota?" in stage.told("Marta")


async def test_who_asked_does_not_hear_that_the_teacher_was_told(tmp_path: Path) -> None:
    async with a_task(tmp_path, more=[Watching(), Privacy()]) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        await stage.presses("Ana", "Why?", private=True)
        await stage.says("Ana", "¿Por qué, tonto?", private=True)
        await stage.presses("Ben", "Tell the teacher", private=True)
        await stage.presses("Ben", "Answer", private=True)
        await stage.says("Ben", "Porque fue ayer.", private=True)
        assert "Ben answers: Porque fue ayer." in card(stage, "Ana").plain
        assert "Your teacher knows about it." not in card(stage, "Ana").plain
        assert "Tell my teacher" in card(stage, "Ana").labels
        for name, told in (("Ana", False), ("Ben", True)):
            await stage.types(name, "/privacy", private=True)
            await stage.presses(name, "Everything as a file", private=True)
            [content] = [one.file for one in stage.seen(name, private=True) if one.file]
            [found] = json.loads(content)["classes"]
            [one] = found["corrections_you_got"] + found["corrections_you_gave"]
            assert (one["shown_to_the_teacher_at"] is not None) is told

        await stage.presses("Ana", "Tell my teacher", private=True)
        assert "Your teacher knows about it." in card(stage, "Ana").plain


@pytest.mark.parametrize("first", ["Got it", "Not what I meant"])
async def test_whoever_has_answered_sees_that_the_teacher_knows(tmp_path: Path, first: str) -> None:
    async with watching(tmp_path) as stage:
        await stage.presses("Ana", first, private=True)
        await stage.presses("Ana", "Tell my teacher", private=True)
        assert card(stage, "Ana").plain.endswith("\nYour teacher knows about it.")
