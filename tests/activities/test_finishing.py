"""The end of a class: asked twice, said goodbye once, texts erased, rooms free, nobody told anything more."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from activities.correction import Correction
from activities.daily import Daily
from activities.finishing import Finishing
from activities.joining import Joining
from activities.settings import Settings
from activities.setup import Setup
from activities.vocabulary import Vocabulary
from bot.activity import Activity
from storage.classes import Class
from storage.deliveries import Going
from storage.people import Role
from storage.records import Records
from tests.activities.correcting import LIKE_TELEGRAM
from tests.cast import a_class, joined
from tests.stage import Paper, Stage
from tests.tasks import change, contributions, post_now, scheduled, set_account, set_member, texts, with_words

SENTENCE = "Compro dos quesos en el mercado."


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    activities: list[Activity] = [Setup(), Finishing(), Vocabulary(), Settings(), Daily()]
    async with Stage(tmp_path, activities=activities) as found:
        yield found


async def a_term(stage: Stage, **settings: Any) -> Class:
    """A class with an open task, an answer to it, and a schedule."""
    class_ = await a_class(stage, learners=("Ana", "Ben"), **settings)
    await with_words(stage, class_)
    await scheduled(stage, class_, "vocabulary", "mon,thu", "18:00", 2)
    await stage.jump("post")
    await stage.says("Ana", SENTENCE, to=stage.task)
    return class_


async def finish(stage: Stage) -> None:
    await stage.types("Marta", "/setup", private=True)
    for label in ("Finish class", "Yes, finish it", "Finish now"):
        await stage.presses("Marta", label, private=True)


async def test_the_class_ends_with_a_goodbye_and_the_figures(stage: Stage) -> None:
    await a_term(stage)
    [round] = await change(stage, lambda records: records.rounds.open(1))
    task = stage.task
    await finish(stage)
    assert stage.posts()[-1].plain == (
        "Tuesday A2: 1 task, 1 message, 1 word of the list used.\n"
        "This class ends here, and so do my tasks. Thank you all, and goodbye!"
    )
    assert not task.pinned
    [file] = [one for one in stage.paper.chat(stage.private("Marta")) if one.file]
    assert b"Ana" in (file.file or b"")
    assert texts(stage, round) == [""]
    assert contributions(stage, round)[0].words == 6
    with stage.house.database.read() as records:
        assert records.classes.all() == []
        room = records.rooms.at("paper", "room1")
        assert room
        assert room.class_id is None


async def test_nothing_more_is_said_to_anybody(stage: Stage) -> None:
    await a_term(stage)
    await finish(stage)
    before = [len(chat) for chat in stage.paper.chats.values()]
    await stage.says("Ben", SENTENCE, to=stage.task)
    await stage.wait(days=20)
    assert [len(chat) for chat in stage.paper.chats.values()] == [before[0] + 1, *before[1:]]


async def test_what_was_on_its_way_stays_unsaid(stage: Stage) -> None:
    await a_term(stage)
    await set_account(stage, "Ben", reachable=False)
    await stage.jump("reminder")
    await set_member(stage, "Ben", reminders=True)
    await stage.types("Ben", "/settings", addressed=True)
    await finish(stage)
    with stage.house.database.read() as records:
        assert [one for state in (Going.KEPT, Going.WAITING) for one in records.deliveries.in_state(state)] == []


async def test_what_stood_in_the_group_for_a_short_time_goes(tmp_path: Path) -> None:
    """Nothing rings for the class any more that could take it away later."""
    activities: list[Activity] = [Setup(), Finishing(), Vocabulary(), Joining(), Correction()]
    async with Stage(tmp_path, activities=activities, paper=Paper(limits=LIKE_TELEGRAM)) as stage:
        await a_term(stage)
        await set_member(stage, "Ana", corrections="private")
        await stage.says("Zoe", "Compro queso en el mercado.", to=stage.task)
        await stage.types("Ben", "/correct", reply_to=stage.message(SENTENCE, stage.room).id)
        assert "Zoe, shall I count this?" in stage.transcript()
        assert "Correct in private" in stage.transcript()
        await finish(stage)
        assert "Zoe, shall" not in stage.transcript()
        assert "Correct in private" not in stage.transcript()


async def test_it_is_asked_twice_and_can_be_kept_both_times(stage: Stage) -> None:
    await a_term(stage)
    posts = len(stage.posts())
    for labels in (("Finish class", "Keep the class"), ("Finish class", "Yes, finish it", "Keep the class")):
        await stage.types("Marta", "/setup", private=True)
        for label in labels:
            await stage.presses("Marta", label, private=True)
        assert "All right. The class goes on." in stage.told("Marta")
    assert len(stage.posts()) == posts


async def test_the_other_teacher_hears_of_it_and_of_minors_no_name_is_in_the_goodbye_or_the_file(stage: Stage) -> None:
    class_ = await a_term(stage, minors=True)
    await joined(stage, class_, "Luis", Role.TEACHER)
    await finish(stage)
    assert stage.private_chat("Luis")[-1] == "Tuesday A2\nMarta has finished this class."
    assert not any("Ana" in one.plain for one in stage.posts())
    [file] = [one for one in stage.paper.chat(stage.private("Marta")) if one.file]
    assert b"Ana" not in (file.file or b"")


async def test_a_class_that_never_wrote_gets_a_goodbye_without_figures(stage: Stage) -> None:
    await a_class(stage)
    await finish(stage)
    assert stage.posts()[-1].plain == "This class ends here, and so do my tasks. Thank you all, and goodbye!"


async def test_the_group_is_free_for_a_new_class(stage: Stage) -> None:
    class_ = await a_term(stage)
    await finish(stage)
    await stage.types("Marta", "/setup")
    with stage.house.database.read() as records:
        [fresh] = records.classes.all()
        assert fresh.id != class_.id
    await stage.presses("Ana", "🔒 For me", under=stage.task)
    assert "older message" in stage.told("Ana") or "is finished" in stage.told("Ana")


async def test_learners_cannot(stage: Stage) -> None:
    await a_term(stage)
    await stage.types("Marta", "/setup", private=True)

    def demote(records: Records) -> None:
        for one in records.people.teachers(1):
            one.role = Role.LEARNER.value

    await change(stage, demote)
    await stage.presses("Marta", "Finish class", private=True)
    assert stage.told("Marta") == "Only your teacher can do that. What is open for you: /today"
    assert await change(stage, lambda records: len(records.classes.all())) == 1


async def test_a_substitute_cannot(stage: Stage) -> None:
    class_ = await a_term(stage)
    await joined(stage, class_, "Olga", Role.TEACHER, teacher_until=stage.now.date())
    await stage.types("Olga", "/setup", private=True)
    await stage.presses("Olga", "Finish class", private=True)
    assert stage.told("Olga").endswith("That is for Marta to decide.")


async def test_a_task_posted_by_hand_is_closed_too(stage: Stage) -> None:
    class_ = await a_class(stage)
    await with_words(stage, class_)
    round = await post_now(stage, "vocabulary", 2)
    await finish(stage)
    with stage.house.database.read() as records:
        found = records.rounds.get(round.id or 0)
        assert found
        assert not found.open


async def test_its_old_buttons_say_that_it_is_finished(stage: Stage) -> None:
    await a_term(stage)
    task = stage.task
    await stage.types("Ana", "/settings", private=True)
    await finish(stage)

    for label in ("Help me start", "🔒 For me"):
        await stage.presses("Ana", label, under=task)
        assert stage.told("Ana") == "This class is finished."
    await stage.presses("Ana", "My name", private=True)
    assert stage.told("Ana") == "This class is finished."
