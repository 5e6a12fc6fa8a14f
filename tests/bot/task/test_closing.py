"""The close of a task: one line, at the right moment, in front of all and at nobody's cost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from activities.discussion import Discussion
from activities.vocabulary import Vocabulary
from bot.chat import Popup
from bot.scene import Scene
from bot.task import undoing
from tests.cast import a_class
from tests.stage import Stage
from tests.tasks import (
    MARKET,
    change,
    post_now,
    scheduled,
    set_room,
    task_activity,
    the_round,
    with_questions,
    with_words,
)

LONG = "Compro queso en el mercado."


def stage_in(folder: Path) -> Stage:
    return Stage(folder, activities=[Vocabulary(), Discussion()])


async def answered_by_ana(stage: Stage) -> None:
    """A task of five words that one learner has answered."""
    await with_words(stage, await a_class(stage))
    await post_now(stage, "vocabulary", 5)
    await stage.says("Ana", LONG, to=stage.task)


async def test_the_closing_line_counts_people_words_and_answers(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_)
        await post_now(stage, "vocabulary", 5)
        first = await stage.says("Ana", LONG, to=stage.task)
        await stage.says("Ben", "Yo peso el aguacate y la cuchara.", to=first)
        await stage.jump("close")

        line = stage.posts()[-1]
        assert line.plain == (
            "“At the market” is closed: 2 people wrote, all 5 words were used, 1 got an answer. "
            "Late answers still count."
        )
        assert line.silent
        assert not line.pinned
        assert not stage.task.pinned
        assert stage.now.hour == 19, "20:00 in London"
        assert not any(name in line.plain for name in ("Ana", "Ben", "Chloe"))


async def test_answers_are_left_out_where_the_bot_cannot_see_them(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_)
        await set_room(stage, reads_all=False)
        await post_now(stage, "vocabulary", 5)
        first = await stage.says("Ana", LONG, to=stage.task)
        await stage.says("Ben", "Yo compro una cuchara.", to=first)
        await stage.jump("close")
        assert stage.posts()[-1].plain == (
            "“At the market” is closed: 2 people wrote, 3 of 5 words were used. Late answers still count."
        )


async def test_where_nobody_wrote_nothing_is_said(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_)
        posted = await post_now(stage, "vocabulary", 5)
        await stage.jump("close")
        assert the_round(stage, posted).closed_at is not None
        assert len(stage.posts()) == 1


async def test_the_line_becomes_the_first_of_the_next_post_when_that_comes_within_the_hour(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_)
        await scheduled(stage, class_, "vocabulary", "daily", "20:30", 2)
        await stage.jump("post")
        await stage.says("Ana", LONG, to=stage.task)
        await stage.wait(days=2)
        assert sum("is closed" in one.plain for one in stage.posts()) == 1
        assert stage.posts()[2].plain.startswith(
            "“At the market” is closed: 1 person wrote, 1 of 2 words was used. Late answers still count.\n✍ Write"
        )


async def test_a_post_at_the_very_moment_of_the_close_carries_its_line(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_)
        await scheduled(stage, class_, "vocabulary", "daily", "20:00", 2)
        await stage.jump("post")
        await stage.says("Ana", LONG, to=stage.task)
        await stage.jump("post")
        first, second = stage.posts()
        assert second.plain.startswith(
            "“At the market” is closed: 1 person wrote, 1 of 2 words was used. Late answers still count.\n✍ Write"
        )
        assert not first.pinned
        await stage.says("Ben", "Yo peso el queso.", to=second)
        await stage.wait(minutes=1)
        assert second.plain.startswith("“At the market” is closed: 1 person wrote"), "it stays when the post is edited"
        assert len(stage.posts()) == 2


async def test_if_the_next_post_does_not_come_the_line_is_said_by_itself(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, "el queso\nla cuchara")
        await scheduled(stage, class_, "vocabulary", "daily", "20:30", 2)
        await stage.jump("post")
        await stage.says("Ana", LONG, to=stage.task)
        await stage.jump("close")
        assert len(stage.posts()) == 1
        await stage.wait(minutes=39)
        assert len(stage.posts()) == 1
        await stage.wait(minutes=2)
        assert stage.posts()[-1].plain.startswith("“el queso, la cuchara” is closed: 1 person wrote")


async def test_close_now_closes_for_good_and_says_so_once(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await answered_by_ana(stage)
        desk = stage.seen("Marta", private=True)[-1]
        buttons = desk.buttons
        await stage.presses("Marta", "Close now", private=True)
        assert "“At the market” is closed. Late answers still count." in stage.told("Marta")
        assert stage.posts()[-1].plain.startswith("“At the market” is closed: 1 person wrote")
        desk.buttons = buttons
        await stage.presses("Marta", "Close now", under=desk, private=True)
        assert isinstance(stage.answer, Popup)
        await stage.wait(days=8)
        assert len(stage.posts()) == 2


async def test_a_task_closed_at_night_says_its_line_in_the_morning(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await answered_by_ana(stage)
        await stage.wait(hours=13)
        await stage.presses("Marta", "Close now", private=True)
        await stage.wait(hours=8)
        assert len(stage.posts()) == 1
        await stage.wait(minutes=31)
        assert stage.posts()[-1].plain.startswith("“At the market” is closed")


async def test_a_program_that_was_down_closes_late_and_says_the_line(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await answered_by_ana(stage)
        stage.time.move(stage.now + timedelta(days=8))
        await stage.house.clock.tick()
        await stage.house.carrier.drain()
        assert stage.posts()[-1].plain.startswith("“At the market” is closed: 1 person wrote")
        assert stage.private_chat("Ben") == [], "no reminder of what is over"


async def test_lines_of_two_tasks_stand_above_the_next_the_oldest_first(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, f"{MARKET}\n" + "\n".join(f"w{letter}" for letter in "abcdefghijkl"))
        await with_questions(stage, class_, "# Food\n¿Qué comes hoy?")
        await post_now(stage, "vocabulary", 2)
        words = stage.task
        await stage.wait(minutes=1)
        await post_now(stage, "discussion")
        await stage.says("Ana", LONG, to=words)
        await stage.says("Ben", "Hoy como mucho queso.", to=stage.task)
        await scheduled(stage, class_, "vocabulary", "daily", "20:00", 2)
        await stage.wait(days=6, hours=11)
        carrying = [one for one in stage.posts() if one.plain.count("is closed:") == 2]
        [post] = carrying
        assert post.plain.splitlines()[0].startswith("“At the market” is closed")
        assert post.plain.splitlines()[1].startswith("“Food” is closed")


async def test_what_was_carried_is_said_again_when_its_post_is_taken_back(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_)
        await scheduled(stage, class_, "vocabulary", "daily", "20:00", 2)
        await stage.jump("post")
        await stage.says("Ana", LONG, to=stage.task)
        await stage.jump("post")
        class_now = await change(stage, lambda records: records.classes.all()[0])
        await stage.house.engine.run(
            lambda turn: undoing.take_back(turn, task_activity(stage, "vocabulary"), turn.records.rounds.open(1)[0]),
            lambda _: Scene(class_=class_now),
            now=stage.now,
        )
        await stage.house.carrier.drain()
        assert len(stage.posts()) == 1
        await stage.wait(minutes=11)
        assert stage.posts()[-1].plain.startswith("“At the market” is closed: 1 person wrote")
        await stage.wait(days=1)
        assert sum("is closed" in one.plain for one in stage.posts()) == 1
