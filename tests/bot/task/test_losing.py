"""When a post is taken back, never arrives or is deleted: nothing is lost, nothing is counted that should not be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from activities.vocabulary import Vocabulary
from bot.chat import Act, Place, PostGone, RoomGone, Say, Who
from bot.port import Limits, Refused, TryLater, Uncertain, Why
from bot.text import plain
from storage.posts import Post
from storage.rounds import Round
from tests.cast import a_class
from tests.stage import Paper, Seen, Stage
from tests.tasks import (
    another_room,
    change,
    contributions,
    post_now,
    scheduled,
    the_round,
    with_words,
    writers,
)

LONG = "Compro queso en el mercado."


class Broken(Paper):
    """Fails what is said in some rooms, as long as it is told to."""

    def __init__(self, error: Exception, *rooms: str, limits: Limits | None = None) -> None:
        super().__init__(limits=limits)
        self.error, self.rooms = error, rooms

    async def deliver(self, act: Act, key: str) -> str:
        if isinstance(act, Say) and not act.where.private and act.where.id in self.rooms:
            raise self.error
        return await super().deliver(act, key)


def stage_in(folder: Path, paper: Paper | None = None) -> Stage:
    return Stage(folder, activities=[Vocabulary()], paper=paper)


async def left(stage: Stage) -> int:
    return await change(stage, lambda records: records.cards.left(1))


async def open_task(stage: Stage) -> Round:
    class_ = await a_class(stage)
    await with_words(stage, class_)
    return await post_now(stage, "vocabulary", 2)


# -- taken back ---------------------------------------------------------------------------------------------------


async def test_take_back_deletes_the_post_and_uncounts_its_answers(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        post = stage.task
        said = await stage.says("Ana", LONG, to=post)
        assert said.reactions
        await stage.wait(minutes=9)
        await stage.presses("Marta", "Take back", private=True)
        assert not said.reactions, "a sign that stays would say it counted"

        assert "“At the market” is taken back. It is the next one on your list again." in stage.told("Marta")
        assert stage.posts() == []
        assert contributions(stage, posted) == []
        assert await left(stage) == 5
        await stage.says("Ana", LONG + " Otra vez.", to=post)
        assert contributions(stage, posted) == []
        await stage.wait(days=8)
        assert stage.private_chat("Ana") == []
        assert stage.posts() == []


async def test_after_ten_minutes_a_post_stays(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        await stage.wait(minutes=11)
        await stage.presses("Marta", "Take back", private=True)
        assert stage.told("Marta") == "A task can be taken back for ten minutes. After that you can close it: /post"
        assert the_round(stage, posted).open
        assert stage.task.pinned


async def test_buttons_of_a_task_that_is_gone_say_so(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage)
        task = stage.task
        await stage.presses("Marta", "Take back", private=True)
        stage.paper.chat(stage.room).append(task)
        await stage.presses("Ana", "🔒 For me", under=task)
        assert stage.told("Ana") == "This task is gone. What is open now: /today"


async def test_a_learner_cannot_close_or_take_back(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)

        def learner(records: Any) -> None:
            for member in records.people.teachers(1):
                member.role = 1

        await change(stage, learner)
        for label in ("Close now", "Take back"):
            await stage.presses("Marta", label, private=True)
            assert stage.told("Marta") == "Only your teacher can do that. What is open for you: /today"
        assert the_round(stage, posted).open


# -- never arrived ------------------------------------------------------------------------------------------------


async def test_a_post_that_no_room_takes_gives_its_words_back(tmp_path: Path) -> None:
    async with stage_in(tmp_path, Broken(Refused(Why.NO_RIGHT), "room1")) as stage:
        posted = await open_task(stage)
        assert the_round(stage, posted).taken_back_at is not None
        assert await left(stage) == 5
        await stage.wait(days=8)
        assert stage.private_chat("Ana") == [], "nobody is reminded of a task that was never seen"


async def test_a_post_that_one_of_two_rooms_takes_goes_on(tmp_path: Path) -> None:
    async with stage_in(tmp_path, Broken(Refused(Why.NO_RIGHT), "room2")) as stage:
        class_ = await a_class(stage)
        await another_room(stage, class_)
        await with_words(stage, class_)
        posted = await post_now(stage, "vocabulary", 2)
        assert the_round(stage, posted).open
        await stage.says("Ana", LONG, to=stage.task)
        await stage.wait(minutes=1)
        assert "1 has written" in stage.task.plain
        assert await left(stage) == 3


async def test_a_post_the_platform_could_not_take_for_six_hours_gives_its_words_back(tmp_path: Path) -> None:
    broken = Broken(TryLater(600), "room1")
    async with stage_in(tmp_path, broken) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_)
        await scheduled(stage, class_, "vocabulary", "mon", "11:00", 2)
        await stage.wait(hours=6)
        assert await left(stage) == 3
        await stage.wait(hours=3)
        assert await left(stage) == 5
        broken.rooms = ()
        await stage.wait(hours=20)
        assert stage.posts() == []


async def test_an_uncertain_post_keeps_its_round(tmp_path: Path) -> None:
    paper = Broken(Uncertain(), "room1", limits=Limits(ephemeral=True, room_sends_per_second=1e6, sends_per_second=1e6))
    async with stage_in(tmp_path, paper) as stage:
        posted = await open_task(stage)
        assert the_round(stage, posted).open
        assert await left(stage) == 3


async def test_a_reply_to_a_post_whose_id_is_not_known_counts_and_tells_the_id(tmp_path: Path) -> None:
    paper = Broken(Uncertain(), "room1", limits=Limits(ephemeral=True, room_sends_per_second=1e6, sends_per_second=1e6))
    async with stage_in(tmp_path, paper) as stage:
        posted = await open_task(stage)
        stands = Seen(paper.new_id(), plain("it arrived"))
        paper.chat(stage.room).append(stands)

        await stage.says("Ana", LONG, to=stands)
        await stage.says("Ben", "Esta no contesta a nadie, es otra cosa.")
        await stage.wait(minutes=1)

        assert writers(stage, posted) == 1
        assert "1 has written" in stands.plain


async def test_a_reply_to_a_post_of_ours_that_is_no_task_does_not_count(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        post = Post(platform="paper", place="room1", message="w1", kind="welcome", created_at=stage.now)
        await stage.house.database.write(lambda records: records.posts.add(post))
        welcome = Seen("w1", plain("Welcome"))
        stage.paper.chat(stage.room).append(welcome)

        await stage.says("Ana", LONG, to=welcome)

        assert writers(stage, posted) == 0


# -- deleted by hand ----------------------------------------------------------------------------------------------


async def gone(stage: Stage, post: str, room: Place | None = None) -> None:
    where = room or stage.room
    stage.paper.chat(where)[:] = [one for one in stage.paper.chat(where) if one.id != post]
    await stage.happens(PostGone(f"gone {post}", stage.now, where, Who(where.platform, "", ""), message=post))


async def test_a_post_deleted_by_hand_closes_its_task_quietly(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        await stage.says("Ana", LONG, to=stage.task)
        await gone(stage, stage.task.id)
        assert the_round(stage, posted).closed_at == stage.now
        assert writers(stage, posted) == 1
        await stage.wait(days=8)
        assert stage.posts() == []
        assert stage.private_chat("Ben") == []


async def test_the_teacher_is_asked_and_it_is_posted_again_with_what_was_written(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        await stage.says("Ana", LONG, to=stage.task)
        first = stage.task.id
        await gone(stage, first)
        asked = stage.paper.chat(stage.private("Marta"))[-1]
        assert asked.plain.endswith(
            "“At the market” was deleted in your group, so I have closed it. What was written counts."
        )
        assert asked.labels == ["Post it again", "It was me, leave it"]
        await stage.wait(days=1)
        await stage.presses("Marta", "Post it again", private=True)
        assert "“At the market” is there again. It is open until Sun 10 May, 20:00." in stage.told("Marta")
        assert stage.task.id != first
        assert stage.task.pinned
        assert "1 has written" in stage.task.plain
        await stage.says("Ben", "La cuchara pesa poco.", to=stage.task)
        await stage.jump("close")
        assert the_round(stage, posted).closed_at
        assert writers(stage, posted) == 2
        assert "2 people wrote" in stage.posts()[-1].plain


async def test_or_it_is_left(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        await gone(stage, stage.task.id)
        await stage.presses("Marta", "It was me, leave it", private=True)
        assert "All right. “At the market” stays closed." in stage.told("Marta")
        assert the_round(stage, posted).closed_at


async def test_deleted_at_night_it_is_asked_in_the_morning_and_too_late_nothing_is_posted(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await open_task(stage)
        await stage.wait(hours=13)  # eleven at night
        before = len(stage.private_chat("Marta"))
        await gone(stage, stage.task.id)
        assert len(stage.private_chat("Marta")) == before
        await stage.wait(hours=9)
        assert "was deleted in your group" in stage.private_chat("Marta")[-1]
        await stage.wait(days=8)
        await stage.presses("Marta", "Post it again", private=True)
        assert stage.told("Marta") == "Its time is over now. To post the next task: /post"
        assert stage.posts() == []


async def test_with_a_post_in_another_room_the_task_goes_on(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        hall = await another_room(stage, class_)
        await with_words(stage, class_)
        posted = await post_now(stage, "vocabulary", 2)
        await gone(stage, stage.task.id)
        assert the_round(stage, posted).open
        place = Place(stage.paper.name, hall.place)
        [there] = stage.posts(place)
        await stage.says("Ana", LONG, to=there, room=place)
        await stage.wait(minutes=1)
        assert "1 has written" in there.plain
        await gone(stage, there.id, place)
        assert not the_round(stage, posted).open


async def test_a_post_found_gone_by_an_edit_closes_its_task(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        posted = await open_task(stage)
        task = stage.task
        stage.paper.chat(stage.room).remove(task)
        await stage.says("Ana", LONG, to=task)
        assert the_round(stage, posted).closed_at is not None
        assert writers(stage, posted) == 1


@pytest.mark.parametrize("rooms", [1, 2])
async def test_where_the_bot_was_removed_its_task_ends_there(tmp_path: Path, rooms: int) -> None:
    async with stage_in(tmp_path) as stage:
        class_ = await a_class(stage)
        if rooms == 2:
            await another_room(stage, class_)
        await with_words(stage, class_)
        posted = await post_now(stage, "vocabulary", 2)
        await stage.happens(RoomGone("gone", stage.now, stage.room, stage.who("Marta")))
        assert the_round(stage, posted).open is (rooms == 2)
