"""Scenes of people who press what is not theirs, type what is no sentence, and come from another class."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chat import FormSent, Place, Pressed
from bot.text import Style
from storage.people import CorrectionWish, Role
from storage.standing import Standing
from tests.activities.correcting import BETTER, LIKE_DISCORD, SENTENCE, a_task, card, corrections, wrote
from tests.cast import a_class, joined
from tests.stage import Stage

NASTY = "* _ ~ | < > & [ ] ` ~~a~~ **b** ||c|| [e](http://f) @everyone <@1> </b> =1+1 {name} %s \\ \u202e x"


async def corrects(stage: Stage, better: str = BETTER, text: str = SENTENCE) -> None:
    said = await wrote(stage, text=text)
    await stage.types("Ben", f"/correct {better}", reply_to=said.id)


async def test_nothing_typed_comes_to_life(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage, f"{NASTY} Ayer fui al mercado.", f"{NASTY} Ayer voy al mercado.")
        shown = card(stage, "Ana")
        assert NASTY in "".join(span.text for span in shown.text if span.style is Style.PLAIN)
        await stage.presses("Ana", "Why?", private=True)
        await stage.says("Ana", NASTY, private=True)
        assert NASTY in stage.private_chat("Ben")[-1]


@pytest.mark.parametrize(
    "better",
    ["x", "🙂", "a" * 9000, "{name} {0} %d", *(pytest.param(one, marks=pytest.mark.slow) for one in "…\u200b\u202e*")],
)
async def test_whatever_is_typed_is_carried_or_refused(tmp_path: Path, better: str) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage, better)
        assert "did not work" not in stage.told("Ben")
        for one in corrections(stage):
            if one.standing == Standing.OFFERED:
                assert "Shall I send this to Ana?" in stage.told("Ben"), "few words that fit nowhere are asked about"
                await stage.presses("Ben", "Send", private=True)
            await stage.presses("Ana", "Got it", private=True)
            assert corrections(stage)[0].standing == Standing.GOT_IT


async def test_halves_of_characters_are_left_out_of_what_is_said(tmp_path: Path) -> None:
    async with a_task(tmp_path, LIKE_DISCORD) as stage:
        said = await wrote(stage)
        await stage.uses("Ben", "correct", on=said)
        await stage.sends_form("Ben", better=BETTER, reason="porque \ud83d ayer")
        assert "Ben says: porque  ayer" in card(stage, "Ana").plain
        await stage.presses("Ana", "Why?", private=True)
        await stage.says("Ana", "¿Por \udfff qué?", private=True)
        await stage.presses("Ben", "Answer", private=True)
        await stage.says("Ben", "Pues \ud800 eso.", private=True)
        assert "Ben answers your question “¿Por  qué?”:\nPues  eso." in stage.told("Ana")


async def test_every_button_of_a_card_is_its_author_s_alone(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await corrects(stage)
        shown = card(stage, "Ana")
        for label in list(shown.labels):
            await stage.happens(
                Pressed(*stage._head("Chloe", stage.private("Ana")), code=shown.button(label).code, message=shown.id)
            )
        [row] = corrections(stage)
        assert (row.standing, row.question) == (Standing.SHOWN, "")
        with stage.house.database.read() as records:
            assert list(records.reports.of([row.id])) == []


async def test_a_form_of_somebody_else_is_refused(tmp_path: Path) -> None:
    async with a_task(tmp_path, LIKE_DISCORD) as stage:
        said = await wrote(stage)
        await stage.uses("Ben", "correct", on=said)
        code = getattr(stage.answer, "code", "")
        await stage.happens(FormSent(*stage._head("Chloe", stage.room), code=code, fields={"better": BETTER}))
        assert corrections(stage) == []
        await stage.happens(FormSent(*stage._head("Ben", stage.room), code=code, fields={"other": "x"}))
        assert corrections(stage) == []


async def test_another_class_sees_and_does_nothing(tmp_path: Path) -> None:
    async with a_task(tmp_path, approve_corrections=True) as stage:
        await corrects(stage)
        first = stage.room
        stage.room, stage.title = Place(stage.paper.name, "room2"), "Friday B1"
        await a_class(stage, learners=("Dan",), teacher="Olga")
        await stage.types("Olga", "/correct", private=True)
        assert "OK" not in [label for one in stage.seen("Olga", private=True) for label in one.labels]
        stage.room = first
        await stage.types("Marta", "/correct", private=True)
        listed = stage.seen("Marta", private=True)[-1]
        await stage.happens(
            Pressed(*stage._head("Olga", stage.private("Marta")), code=listed.button("OK").code, message=listed.id)
        )
        assert corrections(stage)[0].standing == Standing.WAITING
        said = next(one for one in stage.seen("Ana") if one.plain == SENTENCE)
        await stage.types("Dan", f"/correct {BETTER}", reply_to=said.id)
        assert len(corrections(stage)) == 1
        await stage.says("Dan", "*fui", to=said)
        assert len(corrections(stage)) == 1


async def test_a_helper_may_help(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        with stage.house.database.read() as records:
            class_ = records.classes.all()[0]
        await joined(stage, class_, "Lucía", Role.HELPER)
        said = await wrote(stage)
        await stage.types("Lucía", f"/correct {BETTER}", reply_to=said.id)
        assert "Lucía suggests one small change." in card(stage, "Ana").plain
        talk = await stage.says("Lucía", "A mí me gusta mucho el queso", to=stage.task)
        await stage.types("Ben", "/correct Me gusta el queso", reply_to=talk.id)
        assert "don't have that sentence" in stage.told("Ben")


async def test_the_room_hears_nothing_whatever_is_refused(tmp_path: Path) -> None:
    async with a_task(tmp_path, wants=CorrectionWish.NOT_NOW) as stage:
        said = await wrote(stage)
        before = len(stage.posts())
        for line in ("/correct", f"/correct {BETTER}", "/correct " + "x" * 3000):
            await stage.types("Ben", line, reply_to=said.id)
            await stage.types("Ben", line, reply_to="nowhere")
        assert len(stage.posts()) == before
