"""Scenes of dealt sentences over a week and over classes: nobody is passed over, and no class is mixed up."""

from __future__ import annotations

from pathlib import Path

from bot.chat import Place
from tests.activities.correcting import BETTER, card, wrote
from tests.activities.test_dealing import deal, dealing
from tests.cast import a_class


async def test_in_two_classes_the_answer_is_about_the_one_of_the_sentence(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        first = stage.room
        stage.room, stage.title = Place(stage.paper.name, "room2"), "Friday B1"
        await a_class(stage, learners=("Ben",), teacher="Olga")
        stage.room = first
        assert await deal(stage, "Ben") == "Which class?"
        await stage.presses("Ben", "Tuesday A2", private=True)
        await stage.types("Ben", f"/correct {BETTER}", private=True, reply_to=stage.seen("Ben", private=True)[-1].id)
        assert "Ben suggests one small change." in card(stage, "Ana").plain


async def test_what_was_only_offered_or_is_over_still_waits(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        said = await wrote(stage)
        await stage.says("Ben", "*fui", to=said)
        assert "Ana wrote:" in await deal(stage, "Chloe"), "what Ben was offered he has not sent"
        await stage.presses("Ben", "Send", private=True)
        await stage.edits("Ana", said, "Mi hermano tiene dos gatos muy gorda.")
        assert "gorda" in await deal(stage, "Chloe"), "of the new sentence nobody has said anything"
