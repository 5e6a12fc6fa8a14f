"""Scenes where somebody goes, says otherwise or has the last word while a correction is under way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from activities.overview import Overview
from activities.people import People
from activities.privacy import Privacy
from activities.setup import Setup
from activities.watching import Watching
from storage.corrections import Correction
from storage.standing import Passing, Standing
from tests.activities.correcting import BETTER, SENTENCE, a_task, card, corrections, wrote
from tests.stage import Seen, Stage
from tests.tasks import set_account

MORE = (Overview, Privacy, Setup, Watching, People)


@asynccontextmanager
async def corrected(folder: Path, by: str = "Ben", **settings: Any) -> AsyncIterator[tuple[Stage, Seen]]:
    """Ana's sentence, and a correction of it that she has got."""
    async with a_task(folder, more=[one() for one in MORE], **settings) as stage:
        said = await wrote(stage)
        await stage.types(by, f"/correct {BETTER}", reply_to=said.id)
        if settings and by != "Marta":
            await passes_on(stage)
        yield stage, said


async def passes_on(stage: Stage) -> None:
    await stage.types("Marta", "/correct", private=True)
    await stage.presses("Marta", "OK", private=True)


async def asks(stage: Stage, words: str = "¿Por qué no voy?") -> None:
    await stage.presses("Ana", "Why?", private=True)
    await stage.says("Ana", words, private=True)


async def answers(stage: Stage, by: str = "Ben", words: str = "Porque fue ayer.") -> None:
    await stage.presses(by, "Answer", private=True)
    await stage.says(by, words, private=True)


def only(stage: Stage) -> Correction:
    [found] = corrections(stage)
    return found


# -- who goes ---------------------------------------------------------------------------------------------------


async def leaves(stage: Stage, name: str, how: str) -> None:
    match how:
        case "the room":
            await stage.leaves(name)
        case "the class":
            await stage.types(name, "/settings", private=True)
            await stage.presses(name, "Leave the class", private=True)
            await stage.presses(name, "Leave", private=True)
        case "for good":
            await stage.types(name, "/privacy", private=True)
            await stage.presses(name, "Delete me", private=True)
            await stage.presses(name, "Delete everything", private=True)


@pytest.mark.parametrize("how", ["the room", "the class", "for good"])
async def test_who_asked_hears_that_no_answer_will_come(tmp_path: Path, how: str) -> None:
    async with corrected(tmp_path) as (stage, _):
        await asks(stage)
        await leaves(stage, "Ben", how)
        name = "A classmate" if how == "for good" else "Ben"
        assert stage.private_chat("Ana")[-1] == f"{name} cannot say why. Please ask in class: others want to know, too."
        assert "Why?" not in card(stage, "Ana").labels
        assert only(stage).answer == Passing.HELD


@pytest.mark.parametrize("how", ["the room", "the class", "for good"])
async def test_who_has_read_the_answer_hears_nothing_more_of_it(tmp_path: Path, how: str) -> None:
    async with corrected(tmp_path) as (stage, _):
        await asks(stage)
        await answers(stage)
        await leaves(stage, "Ben", how)
        assert not any("cannot say why" in one for one in stage.private_chat("Ana"))
        assert "Why?" not in card(stage, "Ana").labels


async def test_who_would_have_got_the_answer_by_day_hears_that_none_will_come(tmp_path: Path) -> None:
    async with corrected(tmp_path) as (stage, _):
        await asks(stage)
        await set_account(stage, "Ana", reachable=False)
        await answers(stage)
        await leaves(stage, "Ben", "for good")
        await stage.opens_private("Ana")
        assert "A classmate cannot say why." in "\n".join(stage.private_chat("Ana"))


@pytest.mark.parametrize("how", ["the room", "the class", "for good"])
async def test_nobody_is_led_to_ask_who_has_gone(tmp_path: Path, how: str) -> None:
    async with corrected(tmp_path) as (stage, _):
        await leaves(stage, "Ben", how)
        await stage.presses("Ana", "Got it", private=True)
        assert "Why?" not in card(stage, "Ana").labels


async def test_of_a_sentence_that_was_fine_nobody_is_asked_to_write_another(tmp_path: Path) -> None:
    async with corrected(tmp_path) as (stage, _):
        await stage.types("Marta", "/overview", private=True)
        await stage.presses("Marta", "Corrections", private=True)
        await stage.presses("Marta", "1: Was fine before", private=True)
        await stage.presses("Ana", "Got it", private=True)
        assert card(stage, "Ana").plain.endswith("Your teacher says: your sentence was fine as it was.\n✓ Got it.")


async def test_a_question_for_who_has_gone_waits_for_nobody(tmp_path: Path) -> None:
    async with corrected(tmp_path, approve_corrections=True) as (stage, _):
        await asks(stage)
        await leaves(stage, "Ben", "the room")
        assert "Ben cannot say why." in stage.private_chat("Ana")[-1]
        await stage.types("Marta", "/correct", private=True)
        assert "waits for your OK" not in stage.told("Marta")


async def test_of_an_author_who_has_left_nothing_waits_for_the_teacher(tmp_path: Path) -> None:
    """Neither the question nor a reason to agree; nobody is asked in vain, and no card of theirs is changed."""
    async with corrected(tmp_path, approve_corrections=True) as (stage, said):
        await asks(stage)
        await stage.types("Chloe", "/correct *fui (es pasado)", reply_to=said.id)
        await stage.types("Marta", "/correct", private=True)
        assert "2 things wait for your OK" in stage.told("Marta")
        before = stage.private_chat("Ana"), stage.private_chat("Ben")
        await leaves(stage, "Ana", "the room")
        await stage.presses("Marta", "OK all", private=True)
        assert stage.told("Marta").endswith("That is done already.\nNothing else waits for your OK.")
        assert (stage.private_chat("Ana"), stage.private_chat("Ben")) == before


async def test_an_answer_for_who_has_gone_is_not_said_to_have_arrived(tmp_path: Path) -> None:
    async with corrected(tmp_path) as (stage, _):
        await asks(stage)
        await stage.presses("Ben", "Answer", private=True)
        await leaves(stage, "Ana", "the class")
        await stage.says("Ben", "Porque fue ayer.", private=True)
        assert stage.told("Ben") == "Ana is not in the class any more."


# -- the last word ----------------------------------------------------------------------------------------------


async def test_what_was_taken_up_is_not_taken_back(tmp_path: Path) -> None:
    async with corrected(tmp_path) as (stage, _):
        await stage.says("Ana", BETTER, private=True)
        await stage.presses("Ben", "Take back", private=True)
        assert stage.told("Ben") == "Ana has answered already. Thank you for helping!"
        assert only(stage).standing == Standing.SHOWN


async def test_what_was_taken_up_still_counts_when_the_original_is_deleted(tmp_path: Path) -> None:
    async with corrected(tmp_path) as (stage, said):
        await stage.says("Ana", BETTER, private=True)
        await stage.deletes("Ana", said)
        assert any(one.startswith("This sentence is not there any more.") for one in stage.private_chat("Ana"))
        await stage.types("Marta", "/overview", private=True)
        assert "Corrections among classmates: 1 given, 1 taken up." in stage.told("Marta")


async def test_a_second_corrector_starts_anew_where_the_first_was_not_what_was_meant(tmp_path: Path) -> None:
    async with corrected(tmp_path) as (stage, said):
        await stage.presses("Ana", "Not what I meant", private=True)
        await stage.types("Chloe", f"/correct {BETTER}", reply_to=said.id)
        assert [(one.standing, one.giver_id) for one in corrections(stage)][1:] == [(Standing.SHOWN, 4)]


async def test_the_better_sentence_is_no_question(tmp_path: Path) -> None:
    async with corrected(tmp_path) as (stage, _):
        await asks(stage, BETTER)
        assert stage.told("Ana") == "That is it. Well done!"
        assert (only(stage).question, only(stage).taken_up_at) == (Passing.NONE, stage.now)
        await asks(stage, f"¿Por qué “{BETTER}”?")
        assert only(stage).question == Passing.PASSED


# -- the teacher ------------------------------------------------------------------------------------------------


async def test_a_teacher_is_asked_and_answers_without_her_own_ok(tmp_path: Path) -> None:
    async with corrected(tmp_path, by="Marta", approve_corrections=True) as (stage, _):
        await asks(stage)
        assert stage.told("Ana") == "I have asked Marta. The answer comes here."
        assert "Ana asks about your correction:\n¿Por qué no voy?" in stage.told("Marta")
        await answers(stage, by="Marta")
        assert "Thank you! Ana has your answer." in stage.told("Marta")
        assert "Marta answers: Porque fue ayer." in card(stage, "Ana").plain


async def looks_first(stage: Stage) -> None:
    await stage.types("Marta", "/setup", private=True)
    await stage.presses("Marta", "Corrections", private=True)
    await stage.presses("Marta", "Yes, I look first", private=True)


async def test_a_question_that_has_not_left_waits_once_the_teacher_looks_first(tmp_path: Path) -> None:
    async with corrected(tmp_path) as (stage, _):
        await set_account(stage, "Ben", reachable=False)
        await asks(stage, "¿Por qué, tonto?")
        await looks_first(stage)
        await stage.opens_private("Ben")
        assert not any("tonto" in one for one in stage.private_chat("Ben"))

        await passes_on(stage)
        await stage.opens_private("Ben")
        assert any("¿Por qué, tonto?" in one for one in stage.private_chat("Ben"))
        await answers(stage)
        await passes_on(stage)
        assert "Ben answers: Porque fue ayer." in card(stage, "Ana").plain


async def test_an_answer_that_has_not_left_waits_once_the_teacher_looks_first(tmp_path: Path) -> None:
    async with corrected(tmp_path) as (stage, _):
        await asks(stage)
        await stage.wait(hours=12, minutes=30)  # 22:30 in London
        await answers(stage, words="Porque eres tonta.")
        await looks_first(stage)
        await stage.wait(hours=10)
        assert not any("tonta" in one for one in stage.private_chat("Ana"))
        assert only(stage).answer == Passing.WAITING

        await passes_on(stage)
        assert "Ben answers: Porque eres tonta." in card(stage, "Ana").plain


async def test_thanks_on_their_way_are_not_held_up(tmp_path: Path) -> None:
    async with corrected(tmp_path) as (stage, _):
        await asks(stage)
        await answers(stage)
        await set_account(stage, "Ben", reachable=False)
        await stage.presses("Ana", "Got it", private=True)
        await looks_first(stage)
        await stage.opens_private("Ben")
        assert any("Ana says thank you for this:" in one for one in stage.private_chat("Ben"))
        assert (only(stage).question, only(stage).answer) == (Passing.PASSED, Passing.PASSED)


async def test_a_reason_to_agree_waits_with_the_card_it_is_on(tmp_path: Path) -> None:
    async with a_task(tmp_path, more=[Setup()]) as stage:
        said = await wrote(stage)
        await set_account(stage, "Ana", reachable=False)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        await stage.types("Chloe", "/correct", reply_to=said.id)
        await stage.opens_private("Chloe", stage.posts()[-1].buttons[0][0].url.removeprefix("paper:"))
        await stage.presses("Chloe", "I agree, because …", private=True)
        await stage.says("Chloe", "Qué tontería.", private=True)
        await looks_first(stage)
        await passes_on(stage)
        assert "Chloe agrees with Ben: Qué tontería." in stage.told("Marta")
        await stage.presses("Marta", "Not this one", private=True)
        await stage.opens_private("Ana")
        assert "tontería" not in card(stage, "Ana").plain


# -- the original -----------------------------------------------------------------------------------------------


async def test_what_it_is_about_is_kept_when_another_sentence_is_edited(tmp_path: Path) -> None:
    text = f"Yo gusta mucho el queso. {SENTENCE}"
    async with a_task(tmp_path) as stage:
        said = await wrote(stage, text=text)
        await stage.types("Ben", f"/correct {text.replace('voy', 'fui')}", reply_to=said.id)
        await stage.presses("Ben", "Not about: verb", private=True)
        await stage.presses("Ben", "word choice", private=True)
        await stage.edits("Ana", said, text.replace("Yo gusta", "Me gusta"))
        assert "Me gusta mucho el queso. Ayer voy fui al" in card(stage, "Ana").plain
        assert "About: word choice" in card(stage, "Ana").plain


async def test_fourteen_days_begin_when_the_card_was_seen(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        said = await wrote(stage)
        await set_account(stage, "Ana", reachable=False)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        await stage.wait(days=10)
        await stage.opens_private("Ana")
        await stage.wait(days=8)
        await stage.says("Ana", BETTER, private=True)
        assert only(stage).taken_up_at == stage.now


async def test_it_counts_as_taken_up_in_the_week_it_was_written_again(tmp_path: Path) -> None:
    async with corrected(tmp_path) as (stage, _):
        await stage.wait(days=8)
        await stage.says("Ana", BETTER, to=stage.task)
        await stage.types("Marta", "/overview", private=True)
        assert "Corrections among classmates: 0 given, 1 taken up." in stage.told("Marta")
        await stage.presses("Marta", "As a file (CSV)", private=True)
        content = [one.file for one in stage.seen("Marta", private=True) if one.file][-1]
        [line] = [one for one in content.decode().splitlines() if ",Ana," in one]
        assert line.endswith(",0,0,1,0")


async def test_a_card_whose_words_are_gone_is_not_shown_anew(tmp_path: Path) -> None:
    async with corrected(tmp_path) as (stage, said):
        await asks(stage)
        await stage.presses("Ana", "Got it", private=True)
        await stage.deletes("Ana", said)
        told = [one.plain for one in stage.seen("Ana", private=True)]
        await leaves(stage, "Ben", "the room")
        assert [one.plain for one in stage.seen("Ana", private=True)] == told
