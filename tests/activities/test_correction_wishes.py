"""Scenes where somebody wishes otherwise while a correction is on its way, waits, or was read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from activities.notebook import Notebook
from activities.progress import Progress
from storage.people import CorrectionWish
from storage.standing import Standing
from tests.activities.correcting import BETTER, a_task, card, corrections, marks, wrote
from tests.stage import Stage

COMMA = "Ayer voy al mercado, con mi amigo."
COMMA_AND_VERB = "Ayer fui al mercado, con mi amigo."
ANEW = "Siempre compro aguacates: son buenos, baratos y están riquísimos."


async def corrected(stage: Stage, better: str = BETTER) -> None:
    said = await wrote(stage)
    await stage.types("Ben", f"/correct {better}", reply_to=said.id)


async def wishes(stage: Stage, name: str, label: str) -> None:
    await stage.types(name, "/settings", private=True)
    await stage.presses(name, "Corrections", private=True)
    await stage.presses(name, label, private=True)


async def test_a_card_that_was_read_keeps_what_it_shows(tmp_path: Path) -> None:
    async with a_task(tmp_path, more=[Notebook(), Progress()]) as stage:
        await corrected(stage, COMMA)
        await wishes(stage, "Ana", "Only big mistakes")
        await stage.presses("Ana", "Got it", private=True)
        assert "Ben suggests one small change." in card(stage, "Ana").plain
        assert "~~mercado~~ **mercado,** con" in marks(card(stage, "Ana").text)

        await stage.types("Ana", "/progress", private=True)
        await stage.presses("Ana", "My corrections", private=True)
        assert (
            "**commas, capitals, accents, chat style: 1**\n· Ayer voy al ~~mercado~~ **mercado,** con mi amigo."
            in marks(stage.seen("Ana", private=True)[-1].text)
        )


async def test_what_was_read_stays_as_it_was_read(tmp_path: Path) -> None:
    """Whatever its author wishes later: nothing goes from a card they know, and nothing comes to it."""
    async with a_task(tmp_path) as stage:
        await corrected(stage, COMMA_AND_VERB)
        await wishes(stage, "Ana", "Only big mistakes")
        await stage.presses("Ana", "Got it", private=True)
        assert "**fui** al ~~mercado~~ **mercado,** con" in marks(card(stage, "Ana").text)

        said = await wrote(stage, text="Ayer yo voy al mercado con Ben.")
        await stage.types("Ben", "/correct Ayer fui al mercado, con Ben.", reply_to=said.id)
        await wishes(stage, "Ana", "Yes, privately")
        await stage.presses("Ana", "Got it", private=True)
        assert "**fui** al mercado con Ben." in marks(card(stage, "Ana").text)


async def test_a_sentence_written_anew_keeps_its_commas(tmp_path: Path) -> None:
    """Before and after, where *Only big mistakes* would leave a sentence that nobody wrote."""
    async with a_task(tmp_path, wants=CorrectionWish.BIG) as stage:
        said = await wrote(stage, text="Me gusta comprar aguacate porque es bueno barato y rico")
        await stage.types("Ben", f"/correct {ANEW}", reply_to=said.id)
        assert f"After: {ANEW}" in card(stage, "Ana").plain


@pytest.mark.parametrize(("better", "shown"), [(COMMA, ""), (COMMA_AND_VERB, "Ayer ~~voy~~ **fui** al mercado con")])
async def test_only_big_mistakes_holds_for_what_is_on_its_way(tmp_path: Path, better: str, shown: str) -> None:
    async with a_task(tmp_path) as stage:
        await stage.wait(hours=12, minutes=30)  # 22:30 in London
        await corrected(stage, better)
        await wishes(stage, "Ana", "Only big mistakes")
        await stage.wait(hours=9)
        cards = [marks(one.text) for one in stage.seen("Ana", private=True) if "Only you see this." in one.plain]
        assert ([shown in one for one in cards], "," in "".join(cards)) == ([True] if shown else [], False)
        assert corrections(stage)[0].standing == (Standing.SHOWN if shown else Standing.GONE)


@pytest.mark.parametrize("settings", [{"approve_corrections": True}, {"minors": True}])
async def test_only_big_mistakes_holds_for_what_waits_for_the_teacher(tmp_path: Path, settings: dict[str, Any]) -> None:
    async with a_task(tmp_path, **settings) as stage:
        await corrected(stage, COMMA)
        await wishes(stage, "Ana", "Only big mistakes")
        await stage.types("Marta", "/correct", private=True)
        assert not any("waits for your OK" in one for one in stage.private_chat("Marta"))

        await wishes(stage, "Ana", "Yes, privately")
        await stage.types("Marta", "/correct", private=True)
        assert "1 thing waits for your OK" in stage.told("Marta")
