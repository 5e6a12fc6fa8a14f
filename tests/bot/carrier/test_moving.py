"""A group that goes on under another id: the class and its tasks go on, and nothing is done to its old messages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from activities.addroom import AddRoom
from activities.joining import Joining
from activities.vocabulary import Vocabulary
from bot.chat import Act, Delete, Edit, Pin, Place, React, RoomMoved, Unpin
from bot.port import Moved
from bot.text import plain
from storage.posts import Post
from tests.cast import a_class
from tests.stage import Paper, Seen, Stage
from tests.tasks import post_now, with_words, writers

NEW = Place("paper", "room9")
ABOUT_A_MESSAGE = (Edit, React, Pin, Unpin, Delete)


class Keeping(Paper):
    """Keeps what it was told to do."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[Act] = []

    async def deliver(self, act: Act, key: str) -> str:
        done = await super().deliver(act, key)
        self.done.append(act)
        return done


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    paper = Keeping()
    async with Stage(tmp_path, activities=[Vocabulary(), Joining(), AddRoom()], paper=paper) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_)
        yield stage


async def _moves(stage: Stage, times: int = 1) -> None:
    for time in range(times):
        await stage.happens(RoomMoved(f"moved{time}", stage.now, stage.room, stage.who("Marta"), to=NEW.id))


def _tasks(stage: Stage, room: Place) -> list[Seen]:
    return [one for one in stage.paper.chat(room) if one.plain.startswith("✍")]


async def test_the_open_task_stands_there_once_more_and_counts_on(stage: Stage) -> None:
    round = await post_now(stage, "vocabulary")
    old = stage.task
    await stage.says("Ana", "Compro queso en el mercado.", to=old)
    await _moves(stage, times=2)

    [task] = _tasks(stage, NEW)
    assert (task.pinned, task.silent) == (True, True)
    assert "1 has written" in task.plain
    await stage.says("Ben", "El queso pesa mucho.", to=task, room=NEW)
    await stage.wait(minutes=1)
    assert writers(stage, round) == 2
    assert "2 have written" in task.plain


async def test_an_answer_to_the_post_of_before_belongs_to_the_task(stage: Stage) -> None:
    round = await post_now(stage, "vocabulary")
    old = stage.task
    await _moves(stage)
    stage.paper.chat(NEW).append(old)  # the app shows the history of before

    await stage.says("Ana", "Compro queso en el mercado.", to=old, room=NEW)

    assert writers(stage, round) == 1


async def test_nothing_is_done_to_what_stood_there(stage: Stage) -> None:
    await post_now(stage, "vocabulary")
    stage.house.carrier.start_lanes = lambda: None  # type: ignore[method-assign]
    await stage.says("Ana", "Compro queso en el mercado.", to=stage.task)
    await stage.wait(minutes=2)
    del stage.house.carrier.start_lanes
    assert isinstance(stage.paper, Keeping)
    stage.paper.done.clear()

    await _moves(stage)
    await stage.jump("close")

    touched = [act for act in stage.paper.done if isinstance(act, ABOUT_A_MESSAGE)]
    assert {act.where for act in touched} == {NEW}
    assert [type(act) for act in touched] == [Pin, Unpin]


async def test_told_by_the_platforms_answer_it_is_the_same(stage: Stage) -> None:
    await post_now(stage, "vocabulary")
    stage.paper.failing = [Moved(NEW.id)]
    await post_now(stage, "vocabulary", count=1)
    await _moves(stage)

    assert len(_tasks(stage, NEW)) == 2, "the one on its way, and the one that stood there"
    assert len(_tasks(stage, stage.room)) == 1


async def test_a_closed_task_is_not_posted_again_and_the_welcome_is_if_it_stood(stage: Stage) -> None:
    await post_now(stage, "vocabulary")
    await stage.presses("Marta", "Close now", private=True)
    room = stage.house.database
    with room.read() as records:
        here = records.rooms.at("paper", "room1")
        assert here
    welcome = Post(
        class_id=1, room_id=here.id, platform="paper", place="room1", message="w", kind="welcome", created_at=stage.now
    )
    await room.write(lambda records: records.posts.add(welcome))
    stage.paper.chat(stage.room).append(Seen("w", plain("Welcome")))
    await _moves(stage)

    assert [one.labels for one in stage.paper.chat(NEW)] == [["Join", "What is stored?"]]


async def test_without_a_welcome_before_there_is_none_after(stage: Stage) -> None:
    await _moves(stage)
    assert stage.paper.chat(NEW) == []
