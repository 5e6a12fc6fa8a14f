"""Scenes of somebody's words in the private chats of others: all their messages go, and follow what becomes of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from activities.dealing import Dealing
from activities.privacy import Privacy
from bot.chat import Act, Say
from bot.port import Limits, TryLater
from tests.activities import correcting
from tests.activities.correcting import BETTER, LIKE_DISCORD, LIKE_TELEGRAM, SENTENCE, a_task, corrections, wrote
from tests.stage import Paper, Seen, Stage

TELEGRAM = replace(LIKE_TELEGRAM, text=4096, utf16=True, deletes_within=47.5)
DISCORD = replace(LIKE_DISCORD, text=2000, utf16=True)
GONE = "This sentence is not there any more. There is nothing more to do here."


def long(limits: Limits) -> str:
    """More than one message of that platform holds: it was written where they are longer."""
    return ("Ayer voy al mercado con mi amigo y compro pan. " * 200)[: limits.text * 3 // 2]


async def erases(stage: Stage) -> None:
    await stage.types("Ana", "/privacy", private=True)
    await stage.presses("Ana", "Delete me", private=True)
    await stage.presses("Ana", "Delete everything", private=True)


async def deletes_it(stage: Stage) -> None:
    await stage.deletes("Ana", next(one for one in stage.chat(stage.room) if one.by == "Ana"))


async def edits_it(stage: Stage) -> None:
    await stage.edits("Ana", next(one for one in stage.chat(stage.room) if one.by == "Ana"), "Compro queso fresco hoy.")


def by_bot(stage: Stage, name: str = "Ben") -> list[Seen]:
    return [one for one in stage.seen(name, private=True) if one.by == "Tertulia"]


@pytest.mark.parametrize("limits", [TELEGRAM, DISCORD])
@pytest.mark.parametrize("goes_on", [pytest.param("", marks=pytest.mark.slow), "Write it better"])
@pytest.mark.parametrize("ends", [erases, deletes_it, edits_it])
async def test_all_messages_of_a_long_text_go(
    tmp_path: Path, limits: Limits, goes_on: str, ends: Callable[[Stage], Awaitable[None]]
) -> None:
    async with a_task(tmp_path, limits, more=[Dealing(), Privacy()]) as stage:
        await wrote(stage, text=long(limits))
        await stage.types("Ben", "/correct", private=True)
        if goes_on and not limits.forms:
            await stage.presses("Ben", goes_on, private=True)
        assert len([one for one in by_bot(stage) if "mercado" in one.plain]) >= 2

        await ends(stage)
        await stage.wait(minutes=1)

        assert [one.plain for one in by_bot(stage) if "mercado" in one.plain] == []


@pytest.mark.parametrize("days", [1, 3])
async def test_what_is_too_old_to_be_taken_away_is_emptied(tmp_path: Path, days: int) -> None:
    async with a_task(tmp_path, TELEGRAM, more=[Dealing(), Privacy()]) as stage:
        await wrote(stage, text=long(TELEGRAM))
        await stage.types("Ben", "/correct", private=True)
        await stage.wait(days=days)

        await erases(stage)
        await stage.wait(minutes=1)

        left = [one.plain for one in by_bot(stage)]
        assert left == ["…", "The person who wrote this has deleted it."][days == 1 :]


async def test_what_takes_the_place_of_a_long_text_takes_all_of_it(tmp_path: Path) -> None:
    async with a_task(tmp_path, DISCORD, more=[Dealing()]) as stage:
        await wrote(stage, text=long(DISCORD))
        await stage.types("Ben", "/correct", private=True)
        await stage.presses("Ben", "It is fine as it is", private=True)
        assert [one.plain for one in by_bot(stage)] == ["Thank you! That helps, too: Ana can see it in /progress."]


class Halting(Paper):
    """Asks for a pause once the first message of a long text stands in Ben's chat."""

    async def deliver(self, act: Act, key: str) -> str:
        if isinstance(act, Say) and act.buttons and "u-ben" in act.where.id:
            raise TryLater(3600.0)
        return await super().deliver(act, key)


async def test_a_long_text_on_its_way_goes_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correcting, "Paper", Halting)
    async with a_task(tmp_path, TELEGRAM, more=[Dealing(), Privacy()]) as stage:
        await wrote(stage, text=long(TELEGRAM))
        await stage.types("Ben", "/correct", private=True)
        [first] = by_bot(stage)
        assert "mercado" in first.plain
        await erases(stage)
        await stage.wait(hours=2)
        assert by_bot(stage) == []


async def test_a_sentence_changed_meanwhile_is_shown_anew(tmp_path: Path) -> None:
    async with a_task(tmp_path, TELEGRAM, more=[Dealing()]) as stage:
        await wrote(stage)
        await stage.types("Ben", "/correct", private=True)
        await edits_it(stage)
        [shown] = by_bot(stage)
        assert (shown.plain, shown.labels) == ("Ana has changed this sentence since then.", ["Show it"])
        await stage.presses("Ben", "Show it", private=True)
        assert shown.plain.startswith("Ana wrote:\nCompro queso fresco hoy.\n\nWrite the better sentence.")
        await stage.says("Ben", "Compro el queso fresco hoy.", private=True)
        assert len(corrections(stage)) == 1


async def test_a_sentence_deleted_while_its_correction_is_written(tmp_path: Path) -> None:
    async with a_task(tmp_path, DISCORD, more=[Dealing()]) as stage:
        said = await wrote(stage)
        await stage.types("Ben", "/correct", private=True)
        await stage.deletes("Ana", said)
        assert [one.plain for one in by_bot(stage)] == [GONE]
        await stage.says("Ben", BETTER, private=True)
        assert corrections(stage) == []


@pytest.mark.parametrize(("language", "told"), [("en", "That sentence is gone."), ("es", "Esa frase ya no está.")])
@pytest.mark.parametrize("limits", [TELEGRAM, DISCORD])
async def test_a_sentence_deleted_while_its_correction_was_asked_for(
    tmp_path: Path, limits: Limits, language: str, told: str
) -> None:
    async with a_task(tmp_path, limits, language=language) as stage:
        stage.languages["Ben"] = language
        said = await wrote(stage)
        if limits.forms:
            form = await stage.uses("Ben", "correct", on=said)
        else:
            await stage.types("Ben", "/correct", reply_to=said.id)
            await stage.opens_private("Ben", stage.posts()[-1].buttons[0][0].url.removeprefix("paper:"))
        await stage.deletes("Ana", said)
        if limits.forms:
            stage.answer = form
            await stage.sends_form("Ben", better=BETTER, reason="")
        else:
            await stage.says("Ben", BETTER, private=True)
        assert stage.told("Ben").startswith(told)
        assert corrections(stage) == []


async def test_what_its_giver_was_shown_goes_with_a_deleted_sentence(tmp_path: Path) -> None:
    async with a_task(tmp_path, DISCORD) as stage:
        said = await wrote(stage)
        await stage.says("Ben", "*fui", to=said)
        await stage.presses("Ben", "Send", private=True)
        await stage.deletes("Ana", said)
        assert [one.plain for name in ("Ana", "Ben") for one in by_bot(stage, name)] == [GONE, GONE]


async def test_what_its_author_keeps_stays_with_its_giver(tmp_path: Path) -> None:
    async with a_task(tmp_path, DISCORD) as stage:
        said = await wrote(stage)
        await stage.says("Ben", "*fui", to=said)
        await stage.presses("Ben", "Send", private=True)
        await stage.presses("Ana", "Got it", private=True)
        await stage.presses("Ana", "Keep", private=True)
        await stage.deletes("Ana", said)
        assert any(one.plain.startswith("Ana says thank you") for one in by_bot(stage))
        assert SENTENCE.split()[0] in by_bot(stage, "Ana")[0].plain


@pytest.mark.parametrize("limits", [TELEGRAM, DISCORD])
async def test_what_is_written_for_a_sentence_that_was_changed_meanwhile_is_asked_for_anew(
    tmp_path: Path, limits: Limits
) -> None:
    """Ben had begun to write: what he corrects is not laid over Ana's new words."""
    async with a_task(tmp_path, limits, more=[Dealing()]) as stage:
        said = await wrote(stage)
        if limits.forms:
            form = await stage.uses("Ben", "correct", on=said)
        else:
            await stage.types("Ben", "/correct", private=True)
            await stage.presses("Ben", "Write it better", private=True)
        await stage.edits("Ana", said, "Hoy voy al cine con mi hermana.")
        if limits.forms:
            stage.answer = form
            await stage.sends_form("Ben", better=BETTER, reason="")
        else:
            await stage.says("Ben", BETTER, private=True)
        assert corrections(stage) == []
        assert stage.told("Ben").startswith(
            "Ana has changed this sentence since then.\nAna wrote:\nHoy voy al cine con mi hermana."
        )
