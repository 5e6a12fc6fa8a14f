"""Scenes of words that hurt: whoever sees them can show them to the teacher, and nobody else hears of it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from activities.daily import Daily
from activities.dealing import Dealing
from activities.overview import Overview
from activities.privacy import Privacy
from activities.watching import Watching
from bot.port import Limits
from storage.classes import Class
from storage.people import Role
from tests.activities.correcting import LIKE_DISCORD, LIKE_TELEGRAM, SENTENCE, a_task, card, corrections, marks, wrote
from tests.activities.test_correction_abuse import sees_the_first_card
from tests.cast import joined
from tests.stage import Seen, Stage

RUDE = "Porque eres tonta."


@asynccontextmanager
async def rude(folder: Path, limits: Limits = LIKE_TELEGRAM, **settings: Any) -> AsyncIterator[tuple[Stage, Seen]]:
    """Ben has corrected Ana, and was rude."""
    async with a_task(folder, limits, more=[Watching(), Daily(), Overview(), Privacy()], **settings) as stage:
        said = await wrote(stage)
        await stage.types("Ben", f"/correct *fui ({RUDE})", reply_to=said.id)
        yield stage, said


async def comes_second(stage: Stage, said: Seen, limits: Limits) -> None:
    if limits.ephemeral:
        await stage.uses("Chloe", "correct", on=said)
    else:
        await sees_the_first_card(stage, said)


def the_class(stage: Stage) -> Class:
    with stage.house.database.read() as records:
        return records.classes.all()[0]


async def daily(stage: Stage, name: str = "Marta") -> str:
    """The teacher's message of the day, and with it what was reported."""
    before = len(stage.private_chat(name))
    await stage.wait(hours=1)
    await stage.wait(hours=23)
    return "\n".join(stage.private_chat(name)[before:])


SAYS = {
    "en": {
        "first": "Ben has suggested this already:",
        "told": "Your teacher will look at it. Nobody else hears of it.",
        "line": "· A learner asks you to look at 1 correction.",
        "list": "Somebody asked you to look at this. I do not say who.",
        "said": f"· Ben says: {RUDE}",
    },
    "es": {
        "first": "Ben ya ha propuesto esto:",
        "told": "Tu profe lo mirará. No se entera nadie más.",
        "line": "· Te piden que mires 1 corrección.",
        "list": "Alguien te pide que mires esto. No digo quién.",
        "said": f"· Ben dice: {RUDE}",
    },
}


@pytest.mark.parametrize("limits", [LIKE_TELEGRAM, LIKE_DISCORD])
@pytest.mark.parametrize("language", SAYS)
async def test_a_second_corrector_shows_a_rude_reason(tmp_path: Path, limits: Limits, language: str) -> None:
    def press(english: str) -> str:
        return stage.house.house.languages.word(english, language)

    says = SAYS[language]
    async with rude(tmp_path, limits, language=language) as (stage, said):
        for name in ("Marta", "Ana", "Ben", "Chloe"):
            stage.languages[name] = language
        if limits.ephemeral:
            await stage.uses("Chloe", "correct", on=said)
        else:
            await stage.types("Chloe", "/correct", reply_to=said.id)
            await stage.opens_private("Chloe", stage.posts()[-1].buttons[0][0].url.removeprefix("paper:"))
        assert stage.told("Chloe").startswith(says["first"])
        before = [stage.private_chat(name) for name in ("Ana", "Ben")], stage.transcript()

        for _ in range(2):
            await stage.presses("Chloe", press("Tell my teacher"), private=not limits.ephemeral)
            assert stage.told("Chloe") == says["told"]

        assert before == ([stage.private_chat(name) for name in ("Ana", "Ben")], stage.transcript())
        assert says["line"] in await daily(stage)
        await stage.presses("Marta", press("Show the corrections"), private=True)
        listed = stage.seen("Marta", private=True)[-1]
        assert says["list"] in listed.plain
        assert says["said"] in listed.plain
        assert "Chloe" not in listed.plain
        await stage.presses("Marta", f"1: {press('Seen')}" if language == "en" else "1: Visto", private=True)
        assert stage.seen("Marta", private=True)[-1].labels == []
        assert [stage.private_chat(name) for name in ("Ana", "Ben")] == before[0], "nobody hears of it"


async def test_what_the_teacher_has_seen_is_not_shown_again_until_more_is_said(tmp_path: Path) -> None:
    async with rude(tmp_path) as (stage, said):
        await comes_second(stage, said, LIKE_TELEGRAM)
        await stage.presses("Chloe", "Tell my teacher", private=True)
        await daily(stage)
        await stage.presses("Marta", "Show the corrections", private=True)
        await stage.presses("Marta", "1: Seen", private=True)
        assert "Done.\nNo correction waits for you." in stage.told("Marta")

        first = next(one for one in stage.seen("Chloe", private=True) if "has suggested" in one.plain)
        await stage.presses("Chloe", "Tell my teacher", private=True, under=first)
        assert stage.told("Chloe").startswith("Your teacher has looked at it already.")
        await stage.presses("Ana", "Why?", private=True)
        await stage.presses("Ana", "Just ask: why?", private=True)
        await stage.presses("Ben", "Answer", private=True)
        await stage.says("Ben", "Ya te lo he dicho, tonta.", private=True)
        await stage.presses("Ana", "Tell my teacher", private=True)
        assert "Your teacher knows about it." in card(stage, "Ana").plain
        assert "A learner asks you to look at 1 correction." in await daily(stage)
        await stage.presses("Marta", "Show the corrections", private=True)
        assert "· Ben answers: Ya te lo he dicho, tonta." in stage.told("Marta")


async def test_a_rude_second_reason_is_shown_after_the_teacher_said_good(tmp_path: Path) -> None:
    async with rude(tmp_path) as (stage, said):
        await stage.presses("Ana", "Tell my teacher", private=True)
        await daily(stage)
        await stage.presses("Marta", "Show the corrections", private=True)
        await stage.presses("Marta", "1: Good", private=True)
        shown = card(stage, "Ana")
        assert "Your teacher says: a good correction." in shown.plain
        assert "Tell my teacher" not in shown.labels

        await comes_second(stage, said, LIKE_TELEGRAM)
        await stage.presses("Chloe", "I agree, because …", private=True)
        await stage.says("Chloe", "Porque nunca aprendes.", private=True)
        assert "Chloe agrees: Porque nunca aprendes." in shown.plain
        await stage.presses("Ana", "Tell my teacher", private=True)
        assert "Your teacher knows about it." in shown.plain
        assert "A learner asks you to look at 1 correction." in await daily(stage)
        await stage.presses("Marta", "Show the corrections", private=True)
        assert "· Chloe agrees: Porque nunca aprendes." in stage.told("Marta")


@pytest.mark.parametrize("who", ["Ana", "Chloe"])
async def test_what_is_taken_back_after_it_hurt_is_still_shown(tmp_path: Path, who: str) -> None:
    """It is neither good nor fine any more; the teacher has seen it, and it leaves her list."""
    async with rude(tmp_path) as (stage, said):
        await comes_second(stage, said, LIKE_TELEGRAM)
        if who == "Ana":
            await stage.presses("Ana", "Tell my teacher", private=True)
        await stage.presses("Ben", "Take back", private=True)
        if who == "Chloe":
            await stage.presses("Chloe", "Tell my teacher", private=True)
            assert stage.told("Chloe").startswith("Your teacher will look at it.")
        await daily(stage)
        await stage.presses("Marta", "Show the corrections", private=True)
        listed = stage.seen("Marta", private=True)[-1]
        assert "Ayer ~~voy~~ **fui** al mercado" in marks(listed.text)
        assert f"· Ben says: {RUDE}\n· Ben has taken it back." in listed.plain
        assert listed.labels == ["1: Seen"]
        await stage.presses("Marta", "1: Seen", private=True)
        assert "Done.\nNo correction waits for you." in stage.told("Marta")


async def test_two_teachers_at_once(tmp_path: Path) -> None:
    async with rude(tmp_path) as (stage, _):
        await joined(stage, the_class(stage), "Olga", Role.TEACHER)
        await stage.presses("Ana", "Tell my teacher", private=True)
        await daily(stage)
        for name in ("Marta", "Olga"):
            await stage.presses(name, "Show the corrections", private=True)
        await stage.presses("Marta", "1: Was fine before", private=True)
        before = stage.private_chat("Ben")
        await stage.presses("Olga", "1: Good", private=True)
        assert "That is done already.\n" in stage.told("Olga")
        assert stage.private_chat("Ben") == before
        assert corrections(stage)[0].mark == "fine"


async def test_under_18_it_stays_between_a_learner_and_the_teacher(tmp_path: Path) -> None:
    async with rude(tmp_path, minors=True) as (stage, said):
        await stage.types("Marta", "/correct", private=True)
        await stage.presses("Marta", "OK", private=True)
        await stage.opens_private("Ana")
        assert f"Ben says: {RUDE}" in card(stage, "Ana").plain
        await comes_second(stage, said, LIKE_TELEGRAM)
        await stage.presses("Chloe", "Tell my teacher", private=True)
        before = [stage.private_chat(name) for name in ("Ana", "Ben", "Chloe")], stage.transcript()
        assert "A learner asks you to look at 1 correction." in await daily(stage)
        assert before == ([stage.private_chat(name) for name in ("Ana", "Ben", "Chloe")], stage.transcript())


async def test_who_was_not_shown_it_cannot_report_it(tmp_path: Path) -> None:
    async with rude(tmp_path) as (stage, said):
        await joined(stage, the_class(stage), "Dev")
        await comes_second(stage, said, LIKE_TELEGRAM)
        shown = stage.seen("Chloe", private=True)[-1]
        await stage.presses("Dev", "Tell my teacher", under=shown)
        assert "No correction" not in stage.told("Dev")
        assert "A learner asks" not in await daily(stage)


async def test_the_giver_s_file_does_not_say_that_somebody_told(tmp_path: Path) -> None:
    async with rude(tmp_path) as (stage, said):
        await comes_second(stage, said, LIKE_TELEGRAM)
        await stage.presses("Chloe", "Tell my teacher", private=True)
        for name, told in (("Ana", 0), ("Ben", 0), ("Chloe", 1)):
            await stage.types(name, "/privacy", private=True)
            await stage.presses(name, "Everything as a file", private=True)
            [content] = [one.file for one in stage.seen(name, private=True) if one.file]
            [found] = json.loads(content)["classes"]
            for one in found["corrections_you_got"] + found["corrections_you_gave"]:
                assert one["shown_to_the_teacher_at"] is None
            assert len(found["corrections_you_showed_to_the_teacher_at"]) == told


async def test_a_report_goes_with_who_made_it(tmp_path: Path) -> None:
    async with rude(tmp_path) as (stage, said):
        await comes_second(stage, said, LIKE_TELEGRAM)
        await stage.presses("Chloe", "Tell my teacher", private=True)
        await stage.types("Chloe", "/privacy", private=True)
        await stage.presses("Chloe", "Delete me", private=True)
        await stage.presses("Chloe", "Delete everything", private=True)
        assert "A learner asks" not in await daily(stage)


@pytest.mark.parametrize("taken_back", [False, True])
async def test_the_overview_leads_to_it_before_the_day_is_over(tmp_path: Path, taken_back: bool) -> None:
    async with rude(tmp_path) as (stage, _):
        await stage.presses("Ana", "Tell my teacher", private=True)
        if taken_back:
            await stage.presses("Ben", "Take back", private=True)
        await stage.types("Marta", "/overview", private=True)
        assert max(map(len, stage.seen("Marta", private=True)[-1].buttons)) == 1, "a phone shows each of them whole"
        await stage.presses("Marta", "Look at 1 correction, please", private=True)
        assert "Somebody asked you to look at this. I do not say who." in stage.told("Marta").splitlines()
        await stage.presses("Marta", "1: Seen", private=True)
        await stage.types("Marta", "/overview", private=True)
        assert "Look at 1 correction, please" not in stage.seen("Marta", private=True)[-1].labels


async def test_the_overview_leads_to_a_sentence_somebody_reported(tmp_path: Path) -> None:
    async with a_task(tmp_path, more=[Watching(), Dealing(), Overview()]) as stage:
        await wrote(stage)
        await stage.types("Ben", "/correct", private=True)
        await stage.presses("Ben", "Tell the teacher", private=True)
        await stage.types("Marta", "/overview", private=True)
        await stage.presses("Marta", "Look at 1 sentence, please", private=True)
        assert SENTENCE in stage.told("Marta")
