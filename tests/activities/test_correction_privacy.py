"""Scenes of the end of a correction's words: with their time, and with the people they belong to."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlmodel import select

from activities.dealing import Dealing
from activities.privacy import Privacy
from storage.corrections import Wording
from storage.deliveries import Delivery, Going
from storage.people import CorrectionWish
from tests.activities.correcting import BETTER, SENTENCE, a_task, card, corrections, wrote
from tests.stage import Stage
from tests.tasks import set_account, set_member


async def corrected(stage: Stage) -> None:
    said = await wrote(stage)
    await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)


async def erases(stage: Stage, name: str) -> None:
    await stage.types(name, "/privacy", private=True)
    await stage.presses(name, "Delete me", private=True)
    await stage.presses(name, "Delete everything", private=True)


def words(stage: Stage) -> list[Wording]:
    with stage.house.database.read() as records:
        return [records.corrections.words(one) for one in corrections(stage)]


def sealed(stage: Stage) -> list[Delivery]:
    """What is still to be sent."""
    with stage.house.database.read() as records:
        rows = records.session.exec(select(Delivery)).all()
        return [one for one in rows if one.sealed and one.state in (Going.WAITING, Going.KEPT)]


@pytest.mark.parametrize(("minors", "days"), [(False, 31), (True, 8)])
async def test_what_nobody_opened_goes_with_the_text(tmp_path: Path, minors: bool, days: int) -> None:
    async with a_task(tmp_path, minors=minors) as stage:
        await set_account(stage, "Ana", reachable=False)
        await corrected(stage)
        if minors:
            await stage.types("Marta", "/correct", private=True)
            await stage.presses("Marta", "OK", private=True)
        assert any(one.state == Going.KEPT for one in sealed(stage))
        await stage.wait(days=days)
        assert words(stage) == [Wording()]
        assert [one for one in sealed(stage) if one.state == Going.KEPT] == []
        await stage.opens_private("Ana")
        assert not any("Only you see this." in one for one in stage.private_chat("Ana"))


async def test_what_its_author_keeps_stays(tmp_path: Path) -> None:
    async with a_task(tmp_path) as stage:
        await corrected(stage)
        await stage.presses("Ana", "Got it", private=True)
        await stage.presses("Ana", "Keep", private=True)
        await stage.wait(days=40)
        assert [(one.before, one.after) for one in words(stage)] == [(SENTENCE, BETTER)]


async def test_an_author_s_words_do_not_leave_after_the_author(tmp_path: Path) -> None:
    async with a_task(tmp_path, more=[Privacy()]) as stage:
        await corrected(stage)
        await stage.wait(hours=13)  # 23:00
        await stage.presses("Ana", "Got it", private=True)
        assert len(sealed(stage)) == 1, "the thanks wait for the morning"
        await erases(stage, "Ana")
        assert corrections(stage) == []
        assert sealed(stage) == []
        await stage.wait(hours=10)
        assert not any("thank you" in one for one in stage.private_chat("Ben"))


async def test_a_giver_s_card_stays_without_the_giver(tmp_path: Path) -> None:
    async with a_task(tmp_path, more=[Privacy()]) as stage:
        await corrected(stage)
        await erases(stage, "Ben")
        assert "Why?" not in card(stage, "Ana").labels, "nobody is there to say"
        await stage.presses("Ana", "Got it", private=True)
        assert "A classmate suggests one small change." in card(stage, "Ana").plain


async def test_everything_as_a_file(tmp_path: Path) -> None:
    async with a_task(tmp_path, more=[Privacy()]) as stage:
        await corrected(stage)
        for name, got, gave in (("Ana", 1, 0), ("Ben", 0, 1)):
            await stage.types(name, "/privacy", private=True)
            await stage.presses(name, "Everything as a file", private=True)
            [content] = [one.file for one in stage.seen(name, private=True) if one.file]
            [found] = json.loads(content)["classes"]
            assert [len(found["corrections_you_got"]), len(found["corrections_you_gave"])] == [got, gave]
            [one] = found["corrections_you_got"] + found["corrections_you_gave"]
            assert (one["before"], one["after"], one["kinds"]) == (SENTENCE, BETTER, ["verb"])


async def talked_over(stage: Stage) -> None:
    """A card with a reason, a question, an answer, and a classmate who agrees."""
    await corrected(stage)
    await stage.presses("Ben", "Say why", private=True)
    await stage.says("Ben", "Ayer es pasado.", private=True)
    await stage.presses("Ana", "Why?", private=True)
    await stage.says("Ana", "No entiendo la regla.", private=True)
    await stage.presses("Ben", "Answer", private=True)
    await stage.says("Ben", "Es pretérito.", private=True)
    await stage.types("Chloe", f"/correct {BETTER}", reply_to=stage.message(SENTENCE, stage.room).id)
    await wrote(stage, text="Compro pan en el mercado.")
    await stage.types("Chloe", "/correct", private=True)


@pytest.mark.parametrize("gone", ["Ana", "Ben", "Chloe"])
async def test_delete_me_reaches_what_others_were_sent(tmp_path: Path, gone: str) -> None:
    """Neither the name nor a word of it stands in anybody's private chat any more."""
    theirs = {
        "Ana": [SENTENCE, "voy", "No entiendo", "Compro pan"],
        "Ben": ["Ayer es pasado", "Es pretérito"],
        "Chloe": ["agrees"],
    }
    async with a_task(tmp_path, more=[Privacy()]) as stage:
        await talked_over(stage)

        await erases(stage, gone)
        await stage.wait(minutes=1)

        others = [one for one in ("Ana", "Ben", "Chloe") if one != gone]
        left = [one.plain for name in others for one in stage.seen(name, private=True) if one.by == "Tertulia"]
        assert [one for one in left if gone in one or any(word in one for word in theirs[gone])] == []
        kept = [one for one in left if "suggests one small change" in one]
        assert kept == [] if gone == "Ana" else [one.startswith("A classmate") for one in kept] == [gone == "Ben"]


async def asked_for_a_better_one(stage: Stage) -> None:
    """Ben looks at Ana's sentence in his private chat: dealt, then asked for a better one."""
    await wrote(stage)
    await stage.types("Ben", "/correct", private=True)
    await stage.presses("Ben", "Write it better", private=True)


async def followed_the_link(stage: Stage) -> None:
    said = await wrote(stage)
    await stage.types("Ben", "/correct", reply_to=said.id)
    await stage.opens_private("Ben", stage.posts()[-1].buttons[0][0].url.removeprefix("paper:"))


async def has_an_offer_from_yesterday(stage: Stage) -> None:
    await stage.says("Ben", "*fui", to=await wrote(stage))
    await stage.wait(days=1, hours=3)


async def has_a_sentence_that_was_deleted(stage: Stage) -> None:
    said = await wrote(stage)
    await stage.types("Ben", "/correct", private=True)
    await stage.deletes("Ana", said)


async def found_it_fine(stage: Stage) -> None:
    await wrote(stage)
    await stage.types("Ben", "/correct", private=True)
    await stage.presses("Ben", "It is fine as it is", private=True)
    assert "Ana can see it" in stage.told("Ben")


async def comes_second(stage: Stage) -> None:
    said = await wrote(stage)
    await stage.types("Chloe", f"/correct {BETTER}", reply_to=said.id)
    await stage.types("Ben", "/correct", reply_to=said.id)
    await stage.opens_private("Ben", stage.posts()[-1].buttons[0][0].url.removeprefix("paper:"))


async def is_kept_from_small_things(stage: Stage) -> None:
    await set_member(stage, "Ana", corrections=CorrectionWish.BIG.value)
    said = await wrote(stage, text="ayer compre cafe en el mercado")
    await stage.types("Ben", "/correct *compré", reply_to=said.id)
    assert "Ana asked to hear only of big mistakes" in stage.told("Ben")


@pytest.mark.parametrize(
    "comes_to",
    [
        asked_for_a_better_one,
        followed_the_link,
        has_an_offer_from_yesterday,
        has_a_sentence_that_was_deleted,
        found_it_fine,
        comes_second,
        is_kept_from_small_things,
    ],
)
async def test_delete_me_reaches_a_sentence_that_is_looked_at(
    tmp_path: Path, comes_to: Callable[[Stage], Awaitable[None]]
) -> None:
    async with a_task(tmp_path, more=[Dealing(), Privacy()]) as stage:
        await comes_to(stage)
        await erases(stage, "Ana")
        await stage.wait(minutes=1)
        left = [one.plain for one in stage.seen("Ben", private=True) if one.by == "Tertulia"]
        assert "The person who wrote this has deleted it." in left
        assert [one for one in left if "Ana" in one or "mercado" in one] == []
        await stage.says("Ben", BETTER, private=True)
        assert corrections(stage) == []


async def deletes_it(stage: Stage) -> None:
    await stage.deletes("Ana", stage.message(SENTENCE, stage.room))


async def deletes_herself(stage: Stage) -> None:
    await erases(stage, "Ana")


async def waits_a_month(stage: Stage) -> None:
    await stage.wait(days=31)


@pytest.mark.parametrize("ends", [deletes_it, deletes_herself, waits_a_month])
async def test_a_sentence_dealt_to_a_closed_chat_does_not_outlive_its_words(
    tmp_path: Path, ends: Callable[[Stage], Awaitable[None]]
) -> None:
    async with a_task(tmp_path, more=[Dealing(), Privacy()]) as stage:
        await set_account(stage, "Ben", reachable=False)
        await wrote(stage)
        await stage.types("Ben", "/correct")
        assert [one.state for one in sealed(stage)] == [Going.KEPT]
        await ends(stage)
        assert [one for one in sealed(stage) if one.state == Going.KEPT] == []
        await stage.opens_private("Ben")
        assert not any(SENTENCE in one for one in stage.private_chat("Ben"))


async def test_what_came_in_its_place_is_not_wiped(tmp_path: Path) -> None:
    async with a_task(tmp_path, more=[Dealing(), Privacy()]) as stage:
        await wrote(stage)
        await stage.types("Ben", "/correct", private=True)
        await stage.presses("Ben", "Tell the teacher", private=True)
        await erases(stage, "Ana")
        await stage.wait(minutes=1)
        assert stage.private_chat("Ben")[-1].startswith("Thank you.")
