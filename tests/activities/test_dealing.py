"""Scenes of dealt sentences: whose comes, to whom, what one tap says, and what the teacher sees of the queue."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities._corrections.deal_order import STILL_MINE, Glance, Waiting, next_for
from activities._corrections.queue import waited
from activities.daily import Daily
from activities.dealing import Dealing
from activities.overview import Overview
from activities.people import People
from activities.progress import Progress
from bot.phrase import T
from storage.people import CorrectionWish, Role
from tests.activities.correcting import BETTER, LIKE_DISCORD, SENTENCE, a_task, card, corrections, wrote
from tests.cast import joined
from tests.stage import MONDAY, Seen, Stage
from tests.tasks import post_now, set_member

NOBODY = "No sentence waits for you right now. Thank you for looking!"
HOUR = timedelta(hours=1)


@asynccontextmanager
async def dealing(folder: Path, **settings: Any) -> AsyncIterator[Stage]:
    async with a_task(folder, more=[Dealing(), Overview(), People(), Daily(), Progress()], **settings) as stage:
        yield stage


async def deal(stage: Stage, name: str) -> str:
    """What comes when somebody asks for a sentence."""
    await stage.types(name, "/correct", private=True)
    return stage.told(name)


async def dealt_twice(stage: Stage) -> list[Seen]:
    """Ana's sentence twice in Ben's chat, with its buttons under both."""
    await wrote(stage)
    await deal(stage, "Ben")
    await deal(stage, "Ben")
    return [one for one in stage.seen("Ben", private=True) if "Another one" in one.labels]


async def test_the_sentence_that_waited_longest_comes_and_can_be_made_better(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        await stage.wait(minutes=5)
        await wrote(stage, "Chloe", "Yo tiene dos gatos en casa.")
        before = stage.transcript()
        assert (
            await deal(stage, "Ben")
            == f"Ana wrote:\n{SENTENCE}\nHow would you say it? Ana sees your answer, the class does not."
        )
        await stage.presses("Ben", "Write it better", private=True)
        await stage.says("Ben", BETTER, private=True)
        assert "Ben suggests one small change." in card(stage, "Ana").plain
        assert "Chloe wrote:" in await deal(stage, "Ben")
        assert stage.transcript() == before


async def test_fine_is_one_tap_and_counts_as_feedback(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        await deal(stage, "Ben")
        await stage.presses("Ben", "It is fine as it is", private=True)
        assert stage.told("Ben") == "Thank you! That helps, too: Ana can see it in /progress."
        await stage.presses("Ben", "Next one", private=True)
        assert stage.told("Ben") == NOBODY
        assert await deal(stage, "Chloe") == NOBODY
        await stage.types("Marta", "/overview", private=True)
        assert "Learners found 1 sentence fine as it was." in stage.told("Marta")
        await stage.types("Ana", "/progress", private=True)
        assert "Somebody read 1 sentence of yours: it is fine." in stage.told("Ana")
        await stage.types("Ben", "/progress", private=True)
        assert "You found 1 sentence fine." in stage.told("Ben")


async def test_another_one_comes_next_and_the_first_stays_for_others(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        await wrote(stage, "Chloe", "Yo tiene dos gatos en casa.")
        assert "Ana wrote:" in await deal(stage, "Ben")
        await stage.presses("Ben", "Another one", private=True)
        assert "Chloe wrote:" in stage.told("Ben")
        await stage.presses("Ben", "Another one", private=True)
        assert stage.told("Ben") == NOBODY
        assert "Ana wrote:" in await deal(stage, "Chloe")


async def test_what_was_dealt_comes_again_until_something_is_said(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        await wrote(stage, "Chloe", "Yo tiene dos gatos en casa.")
        first = await deal(stage, "Ben")
        assert await deal(stage, "Ben") == first


async def test_never_one_s_own(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        assert await deal(stage, "Ana") == NOBODY


@pytest.mark.parametrize("columns", [{"corrections": "not_now"}, {"left": True}, {"confirmed": 8}, {"confirmed": None}])
async def test_never_of_who_does_not_want_it_or_is_not_here(tmp_path: Path, columns: dict[str, Any]) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        match columns:
            case {"corrections": how}:
                await set_member(stage, "Ana", corrections=CorrectionWish(how).value)
            case {"left": _}:
                await set_member(stage, "Ana", left_at=stage.now)
            case {"confirmed": days}:
                at = None if days is None else stage.now - timedelta(days=days)
                await set_member(stage, "Ana", confirmed_at=at)
        assert await deal(stage, "Ben") == NOBODY


async def test_who_left_between_deal_and_press_is_not_corrected(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        await deal(stage, "Ben")
        await set_member(stage, "Ana", corrections=CorrectionWish.NOT_NOW.value)
        await stage.presses("Ben", "Write it better", private=True)
        assert "does not want corrections right now" in stage.told("Ben")


async def test_only_who_was_dealt_a_sentence_says_something_of_it(tmp_path: Path) -> None:
    """What only Ben sees in the room stands there until he closes it."""
    async with dealing(tmp_path, limits=LIKE_DISCORD) as stage:
        said = await wrote(stage)
        await stage.types("Ben", "/correct")
        await stage.deletes("Ana", said)
        await stage.presses("Ben", "It is fine as it is")
        assert stage.told("Ben") == "That sentence is gone. For another one: /correct"


async def test_on_discord_the_form_opens_under_the_dealt_sentence(tmp_path: Path) -> None:
    async with dealing(tmp_path, limits=LIKE_DISCORD) as stage:
        await wrote(stage)
        await stage.types("Ben", "/correct")
        assert SENTENCE in stage.told("Ben")
        await stage.presses("Ben", "Write it better")
        await stage.sends_form("Ben", better=BETTER, reason="past")
        assert "Ben says: past" in card(stage, "Ana").plain


async def test_no_more_than_five_a_day_for_the_same_classmate(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        said = [await wrote(stage, "Ana", f"Ayer voy al mercado con {n} amigos.") for n in "abcdef"]
        for n, one in zip("abcde", said, strict=False):
            await stage.types("Ben", f"/correct Ayer fui al mercado con {n} amigos.", reply_to=one.id)
        await stage.types("Ben", "/correct Ayer fui al mercado con f amigos.", reply_to=said[5].id)
        assert (
            stage.told("Ben") == "You have helped the same classmate 5 times today. Thank you! Tomorrow you can go on."
        )
        assert await deal(stage, "Ben") == NOBODY
        assert "Ana wrote:" in await deal(stage, "Chloe")
        await stage.wait(days=1)
        assert "Ana wrote:" in await deal(stage, "Ben")
        assert len(corrections(stage)) == 5


async def test_the_teacher_sees_how_many_wait_and_how_long(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        await stage.wait(hours=3)
        await wrote(stage, "Chloe", "Yo tiene dos gatos en casa.")
        await stage.types("Marta", "/overview", private=True)
        assert "2 sentences wait for a classmate to look at them, the oldest for 3 hours." in stage.told("Marta")


async def test_after_a_day_a_sentence_is_the_teacher_s(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        await wrote(stage, "Ben", "Yo tiene dos gatos en casa.")
        await stage.wait(hours=32)
        told = next(one for one in stage.seen("Marta", private=True) if "Show the sentences" in one.labels)
        assert "2 sentences have waited for more than a day: nobody has helped yet." in told.plain
        await stage.presses("Marta", "Show the sentences", private=True)
        assert f"1. Ana, 32 hours ago: {SENTENCE}" in stage.told("Marta")
        await stage.presses("Marta", "2: Fine as it is", private=True)
        assert "Noted: fine as it is." in stage.told("Marta")
        await stage.presses("Marta", "1: Write it better", private=True)
        await stage.says("Marta", BETTER, private=True)
        assert "Marta suggests one small change." in card(stage, "Ana").plain


@pytest.mark.slow
async def test_what_waits_on_is_told_once_a_week_and_many_are_not_counted(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        await stage.wait(days=4)
        for number in range(13):
            if number in (0, 6):
                for who in ("Ana", "Ben", "Chloe"):
                    await wrote(stage, who, f"Yo tiene {number + 2} gatos muy grandes en mi casa.")
                await wrote(stage, "Ana", f"Mi madre tiene {number} perros muy pequeños.")
            await stage.wait(days=1)
        said = [one for one in stage.private_chat("Marta") if "waited" in one]
        line = "· Some sentences have waited for more than a day. Looking at a few of them is enough."
        twice = [f"Tuesday A2\n{line}"] * 2
        assert said == twice, "on the Saturday after the first Friday, not on the Monday, and a week later"
        await stage.presses("Marta", "Show the sentences", private=True)
        assert "4 sentences have waited for more than a day:" in stage.told("Marta")


async def test_rude_words_are_shown_to_the_teacher_by_a_press(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage, "Ana", "Ben es un tonto feo de mierda.")
        await deal(stage, "Chloe")
        await stage.presses("Chloe", "Tell the teacher", private=True)
        assert "Nobody else hears of it." in stage.told("Chloe")
        assert await deal(stage, "Ben") == NOBODY
        await stage.wait(hours=1)
        await stage.wait(hours=12)
        await stage.presses("Marta", "Show what was reported", private=True)
        assert "Ben es un tonto feo de mierda." in stage.told("Marta")
        assert "Chloe" not in stage.told("Marta")
        await stage.presses("Marta", "1: Seen", private=True)
        assert "Nothing waits for you here." in stage.told("Marta")


@pytest.mark.parametrize("then", ["Another one", "It is fine as it is", "Write it better"])
async def test_a_report_stays_whatever_is_said_of_the_sentence_after(tmp_path: Path, then: str) -> None:
    async with dealing(tmp_path) as stage:
        older, newer = await dealt_twice(stage)
        await stage.presses("Ben", "Tell the teacher", private=True, under=newer)
        await stage.presses("Ben", then, private=True, under=older)
        if then == "Write it better":
            await stage.says("Ben", BETTER, private=True)
        await stage.wait(hours=1)
        await stage.wait(hours=12)
        assert "A learner asks you to look at 1 sentence." in stage.told("Marta")


async def test_what_was_found_fine_stays_so_when_an_older_button_passes_it_by(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        older, newer = await dealt_twice(stage)
        await stage.presses("Ben", "It is fine as it is", private=True, under=newer)
        await stage.presses("Ben", "Another one", private=True, under=older)
        await stage.types("Ana", "/progress", private=True)
        assert "Somebody read 1 sentence of yours: it is fine." in stage.told("Ana")


async def test_a_teacher_pauses_somebody_s_corrections_and_lets_them_go_on(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        said = await wrote(stage)
        await stage.types("Marta", "/people", private=True)
        await stage.presses("Marta", "Ben", private=True)
        await stage.presses("Marta", "Pause corrections of Ben", private=True)
        kind = "Your teacher asks you to pause correcting for now."
        assert stage.private_chat("Ben")[-1].startswith(kind)
        assert (await deal(stage, "Ben")).startswith(kind)
        await stage.types("Ben", f"/correct {BETTER}", reply_to=said.id)
        assert stage.told("Ben").startswith(kind)
        count = len(stage.private_chat("Ben"))
        await stage.says("Ben", "*fui", to=said)
        assert len(stage.private_chat("Ben")) == count, "an asterisk is not answered"
        assert corrections(stage) == []
        await stage.types("Marta", "/people", private=True)
        await stage.presses("Marta", "Ben", private=True)
        assert "Corrects nobody for now" in stage.told("Marta")
        await stage.presses("Marta", "Let Ben correct again", private=True)
        assert "You can correct your classmates again." in stage.private_chat("Ben")[-1]
        assert "Ana wrote:" in await deal(stage, "Ben")


async def test_a_helper_is_dealt_sentences_too(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        with stage.house.database.read() as records:
            class_ = records.classes.all()[0]
        await joined(stage, class_, "Hugo", Role.HELPER)
        await wrote(stage)
        assert "Ana wrote:" in await deal(stage, "Hugo")


async def test_another_class_s_sentences_stay_there(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        await stage.wait(days=1)
        await post_now(stage, "vocabulary")
        assert "Ana wrote:" in await deal(stage, "Chloe")


# -- the order --------------------------------------------------------------------------------------------------


def waiting(contribution: int, author: int, minutes: int, *glances: Glance) -> Waiting:
    return Waiting(contribution, author, MONDAY + timedelta(minutes=minutes), glances)


def said(member: int) -> Glance:
    return Glance(member, MONDAY, open=False)


def test_the_oldest_of_those_looked_at_least() -> None:
    found = [waiting(1, 10, 0, said(7)), waiting(2, 11, 5), waiting(3, 12, 1)]
    assert next_for(found, 99, MONDAY + HOUR, []) == [3, 2, 1]


def test_authors_take_turns() -> None:
    found = [waiting(1, 10, 0), waiting(2, 10, 1), waiting(3, 11, 2)]
    assert next_for(found, 99, MONDAY + HOUR, [(10, 5)]) == [3, 1, 2]


def test_the_same_two_do_not_always_meet() -> None:
    found = [waiting(1, 10, 0), waiting(2, 11, 1)]
    assert next_for(found, 99, MONDAY + HOUR, [(10, 99), (11, 5)]) == [2, 1]
    assert next_for(found, 5, MONDAY + HOUR, [(10, 99), (11, 5)]) == [1, 2]


def test_what_was_dealt_comes_again_for_a_day() -> None:
    mine = Glance(99, MONDAY, open=True)
    found = [waiting(1, 10, 0, mine), waiting(2, 11, -5)]
    assert next_for(found, 99, MONDAY + HOUR, []) == [1, 2]
    assert next_for(found, 99, MONDAY + STILL_MINE + HOUR, []) == [2, 1]


PEOPLE = st.integers(1, 4)
GLANCES = st.lists(
    st.builds(Glance, PEOPLE, st.integers(0, 72).map(lambda hours: MONDAY - hours * HOUR), st.booleans()),
    max_size=4,
    unique_by=lambda glance: glance.member,
).map(tuple)
QUEUES = st.lists(st.tuples(PEOPLE, st.integers(-600, 0), GLANCES), max_size=8).map(
    lambda rows: [waiting(number, author, at, *glances) for number, (author, at, glances) in enumerate(rows)]
)


@given(QUEUES, PEOPLE, st.lists(st.tuples(PEOPLE, PEOPLE), max_size=10))
def test_whatever_waits(found: list[Waiting], me: int, dealt: list[tuple[int, int]]) -> None:
    """Never one's own, never what one has answered, all else once; what was looked at least comes first."""
    order = next_for(found, me, MONDAY, dealt)
    by_id = {one.contribution: one for one in found}
    mine = {one.contribution: next((glance for glance in one.glances if glance.member == me), None) for one in found}
    allowed = {one.contribution for one in found if one.author != me}
    assert set(order) == {one for one in allowed if mine[one] is None or mine[one].open}  # type: ignore[union-attr]
    assert len(set(order)) == len(order)
    fresh = [one for one in order if mine[one] is None]
    looks = [len(by_id[one].glances) for one in fresh]
    assert looks == sorted(looks)


async def test_everybody_s_sentence_is_looked_at_once_before_any_is_twice(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        for name in ("Ana", "Ben", "Chloe"):
            for text in ("Yo tiene dos gatos en casa.", "Ayer voy al mercado con mi amigo."):
                await wrote(stage, name, f"{text} {name}")
        seen: list[str] = []
        for name in ("Ana", "Ben", "Chloe"):
            seen.append(await deal(stage, name))
            await stage.presses(name, "Another one", private=True)
            seen.append(stage.told(name))
        authors = [one.split(" ")[0] for one in seen]
        assert sorted(authors) == ["Ana", "Ana", "Ben", "Ben", "Chloe", "Chloe"]
        assert len(set(seen)) == 6


def test_how_long_a_sentence_has_waited() -> None:
    shapes = [
        waited(MONDAY + later, MONDAY) for later in (timedelta(minutes=59), timedelta(hours=47), timedelta(hours=48))
    ]
    assert [(one.sentence, one.count) for one in shapes if isinstance(one, T)] == [
        ("less than an hour", 0), ("{n} hour", 47), ("{n} day", 2)
    ]  # fmt: skip
