"""The form of a task and its quiet last line: what the class sees from the post to the close."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from activities.discussion import Discussion
from activities.vocabulary import Vocabulary
from bot.chat import Edit
from storage.rounds import Round
from tests.cast import a_class
from tests.stage import Paper, Stage
from tests.tasks import another_room, change, post_now, scheduled, set_member, set_room, with_questions, with_words

LONG = "Compro queso en el mercado."


def stage_in(folder: Path, paper: Paper | None = None) -> Stage:
    return Stage(folder, activities=[Vocabulary(), Discussion()], paper=paper)


async def open_task(stage: Stage, learners: int = 3, **settings: Any) -> Round:
    class_ = await a_class(stage, learners=tuple("Ana Ben Chloe Dev Eva Fay Gus".split()[:learners]), **settings)
    await with_words(stage, class_)
    return await post_now(stage, "vocabulary", 5)


# -- the last line ------------------------------------------------------------------------------------------------


def last_line(stage: Stage) -> str:
    return stage.task.plain.splitlines()[-1]


async def test_of_how_many_is_said_only_while_three_or_more_are_missing(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage, learners=5)
        assert last_line(stage) == "No answers yet. Be the first!"
        seen = []
        for name in ("Ana", "Ben", "Chloe", "Dev", "Eva"):
            await stage.says(name, f"{LONG} {name}", to=stage.task)
            await stage.wait(minutes=1)
            seen.append(last_line(stage).split(" · ")[0])
        assert seen == [
            "1 of 5 has written",
            "2 of 5 have written",
            "3 have written",
            "4 have written",
            "5 have written",
        ]


async def test_who_is_away_is_not_missing(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage, learners=5)
        away = stage.now.date() + timedelta(days=3)
        await set_member(stage, "Eva", away_until=away)
        await stage.says("Ana", LONG, to=stage.task)
        await stage.wait(minutes=1)
        assert last_line(stage).startswith("1 of 4 has written")
        await set_member(stage, "Ana", away_until=away)
        await set_member(stage, "Ben", away_until=away)
        await stage.says("Chloe", LONG, to=stage.task)
        await stage.wait(minutes=1)
        assert last_line(stage).startswith("2 have written"), "only Dev is missing"


async def test_the_last_line_is_edited_at_most_every_thirty_seconds_and_ends_up_true(tmp_path: Path) -> None:
    edits: list[Any] = []

    class Watched(Paper):
        async def deliver(self, act: Any, key: str) -> str:
            if isinstance(act, Edit):
                edits.append(act)
            return await super().deliver(act, key)

    async with stage_in(tmp_path, Watched()) as stage:
        await open_task(stage, learners=7)
        for name in ("Ana", "Ben", "Chloe", "Dev"):
            await stage.says(name, f"{LONG} {name}", to=stage.task)
            await stage.wait(seconds=5)
        assert len(edits) == 1
        await stage.wait(seconds=9)
        assert len(edits) == 1
        await stage.wait(seconds=2)
        assert len(edits) == 2
        assert last_line(stage).startswith("4 of 7 have written")
        await stage.wait(hours=1)
        assert len(edits) == 2, "nothing new, no edit"


async def test_the_last_answers_before_the_close_are_in_the_last_line(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage)
        await stage.says("Ana", LONG, to=stage.task)
        await stage.says("Ben", LONG, to=stage.task)
        await stage.presses("Marta", "Close now", private=True)
        assert last_line(stage).startswith("2 have written")


# -- language and length ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "native", "target", "language"),
    [
        ("A1", "en", "es", "en"),
        ("A2", "en", "es", "en"),
        ("B1", "en", "es", "es"),
        ("C1", "en", "es", "es"),
        ("A2", "es", "en", "es"),
        ("B1", "es", "en", "en"),
        ("A2", "de", "es", "en"),
        ("B2", "en", "de", "en"),
    ],
)
async def test_a_task_is_in_the_learners_language_and_from_b1_in_the_one_they_learn(
    tmp_path: Path, level: str, native: str, target: str, language: str
) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage, level=level, natives=native, target=target)
        second = stage.task.plain.splitlines()[1]
        assert ("10 may" if language == "es" else "10 May") in second


async def test_weekday_date_and_time_in_the_class_s_zone_and_never_tomorrow(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage, zone="America/Bogota")
        await with_words(stage, class_)
        await scheduled(stage, class_, "vocabulary", "daily", "09:00", 2)
        await stage.jump("post")
        assert "At the market · until Tue 5 May, 20:00" in stage.task.plain


async def test_a_question_of_full_length_with_closing_lines_stays_below_900(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_questions(stage, class_, f"# {'a' * 80}\n¿{'pregunta ' * 55}?")
        await post_now(stage, "discussion")
        assert len(stage.task.plain) <= 900


async def test_a_class_with_two_rooms_has_one_round_posted_in_both(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_)
        hall = await another_room(stage, class_)
        place = stage.room.__class__(stage.paper.name, hall.place)
        posted = await post_now(stage, "vocabulary", 2)
        [here], [there] = stage.posts(), stage.posts(place)
        assert here.plain == there.plain

        await stage.says("Ana", LONG, to=here)
        await stage.says("Ben", "Yo peso mi queso.", to=there, room=place)
        await stage.wait(minutes=1)
        assert "2 have written" in here.plain
        assert here.plain == there.plain
        assert await change(stage, lambda records: len(records.rounds.open(1))) == 1
        await stage.jump("close")
        assert "2 people wrote" in stage.posts()[-1].plain
        assert stage.posts(place)[-1].plain == stage.posts()[-1].plain
        assert not here.pinned
        assert not there.pinned
        assert posted.title == "At the market"


async def test_pinned_only_where_the_bot_may_pin(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_)
        await set_room(stage, may_pin=False)
        await post_now(stage, "vocabulary", 2)
        assert not stage.task.pinned


async def test_a_task_posted_at_night_makes_no_sound(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_)
        await scheduled(stage, class_, "vocabulary", "daily", "21:30", 2)
        await stage.jump("post")
        assert stage.task.silent


async def test_a_task_asks_for_replies_as_soon_as_only_those_are_seen(tmp_path: Path) -> None:
    async with Stage(tmp_path, activities=[Vocabulary()]) as stage:
        class_ = await a_class(stage, counts="everything")
        await with_words(stage, class_)
        await post_now(stage, "vocabulary", 4)
        assert "Write here." in stage.task.plain
        await stage.add_bot(reads_all=False)
        assert "Reply here." in stage.task.plain
        await stage.add_bot()
        assert "Write here." in stage.task.plain
