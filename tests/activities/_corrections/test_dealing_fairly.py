"""Scenes of dealt sentences over a week and over classes: nobody is passed over, and no class is mixed up."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities._corrections.deal_order import Waiting, next_for
from bot.chat import Form, Place
from tests.activities.correcting import BETTER, LIKE_DISCORD, card, marks, wrote
from tests.activities.test_dealing import deal, dealing
from tests.cast import a_class
from tests.stage import MONDAY

MINUTE = timedelta(minutes=1)
WORDS = ["".join(one) for one in product("lmnpst", "aeiou", "cdfgr", "aeo")][:131]


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


async def test_a_teacher_is_not_asked_to_tell_the_teacher(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        assert "Ana wrote:" in await deal(stage, "Marta")
        assert stage.seen("Marta", private=True)[-1].labels == ["Write it better", "It is fine as it is", "Another one"]


async def test_where_the_teacher_looks_first_it_is_said_before_a_word_is_written(tmp_path: Path) -> None:
    async with dealing(tmp_path, minors=True) as stage:
        await wrote(stage)
        assert (await deal(stage, "Ben")).endswith("Your teacher sees your answer first, then Ana. The class does not.")


async def test_a_text_too_long_for_a_form_is_shown_and_the_form_begins_empty(tmp_path: Path) -> None:
    """What does not fit into Discord's field was written elsewhere; the sentence that is better is enough."""
    async with dealing(tmp_path, limits=LIKE_DISCORD) as stage:
        long = " ".join(f"Hoy compro {word} en el mercado." for word in WORDS)
        assert 4000 < len(long) < 4100
        await wrote(stage, text=f"{long} Ayer voy al cine.")
        await stage.types("Ben", "/correct")
        form = await stage.presses("Ben", "Write it better")
        assert isinstance(form, Form)
        assert form.fields[0].value == ""
        await stage.sends_form("Ben", better="Ayer fui al cine.")
        assert "Ayer ~~voy~~ **fui** al cine." in marks(card(stage, "Ana").text)


@pytest.mark.parametrize("written", [BETTER, "*fui", "Yo ayer fui al mercado con un amigo"])
async def test_who_answers_without_a_button_is_understood_and_asked(tmp_path: Path, written: str) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        await deal(stage, "Ben")
        await stage.says("Ben", written, private=True)
        assert stage.told("Ben").startswith("Shall I send this to Ana?")
        assert stage.private_chat("Ana") == []
        await stage.presses("Ben", "Send", private=True)
        assert "fui" in card(stage, "Ana").plain


async def test_other_words_after_a_dealt_sentence_are_not_for_it(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        await deal(stage, "Ben")
        await stage.says("Ben", "Tengo una pregunta para mi profesora", private=True)
        assert stage.told("Ben").startswith("I have no question for you right now.")


async def test_the_command_in_the_middle_of_it_is_the_answer(tmp_path: Path) -> None:
    async with dealing(tmp_path) as stage:
        await wrote(stage)
        await deal(stage, "Ben")
        await stage.presses("Ben", "Write it better", private=True)
        await stage.says("Ben", "", private=True, kind="voice")
        assert stage.told("Ben") == "Please write it in words. One sentence is enough."
        await stage.types("Ben", f"/correct {BETTER}", private=True)
        assert "Ben suggests one small change." in card(stage, "Ana").plain


async def test_on_discord_the_command_with_a_text_is_the_answer_in_the_direct_messages(tmp_path: Path) -> None:
    async with dealing(tmp_path, limits=LIKE_DISCORD) as stage:
        await wrote(stage)
        await stage.uses("Ben", "correct", room=stage.private("Ben"))
        await stage.uses("Ben", "correct", room=stage.private("Ben"), text=BETTER)
        assert "Ben suggests one small change." in card(stage, "Ana").plain


@given(st.integers(3, 7), st.integers(1, 3), st.randoms(use_true_random=False))
def test_nobody_gets_two_more_than_another(people: int, each: int, chance: Random) -> None:
    """Everybody wrote as much, and asks as often, in any order: everybody's sentences are looked at as often."""
    found = [Waiting(n, n % people, MONDAY + n * MINUTE) for n in range(people * each)]
    dealt: list[tuple[int, int]] = []
    for asks in range(each):
        for me in chance.sample(range(people), people):
            order = next_for(found, me, MONDAY + asks * timedelta(days=1), dealt)
            if order:
                [one] = [one for one in found if one.contribution == order[0]]
                dealt.append((one.author, me))
                found.remove(one)
    looked_at = [Counter(author for author, _ in dealt)[one] for one in range(people)]
    assert max(looked_at) - min(looked_at) <= 2, "one's own is never dealt: the last one may be left with that"
    assert all(author != me for author, me in dealt)


@given(st.integers(4, 8), st.randoms(use_true_random=False))
def test_who_writes_most_does_not_take_all(people: int, chance: Random) -> None:
    """One has written ten sentences before the others wrote one: the others' come after one of these at most."""
    found = [Waiting(n, 0, MONDAY + n * MINUTE) for n in range(10)]
    found += [Waiting(10 + n, n, MONDAY + timedelta(hours=n)) for n in range(1, people)]
    dealt: list[tuple[int, int]] = []
    for me in chance.sample(range(people), people):
        one = next(one for one in found if one.contribution == next_for(found, me, MONDAY, dealt)[0])
        dealt.append((one.author, me))
        found.remove(one)
    assert Counter(author for author, _ in dealt)[0] <= 2
