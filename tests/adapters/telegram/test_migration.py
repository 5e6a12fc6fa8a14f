"""A group that Telegram turns into a supergroup in the middle of a task: new id, old messages out of reach."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat import Place
from tests.adapters.telegram.test_scene import (
    ADMIN,
    LESSONS,
    added,
    joined_and_answered,
    posted_on_time,
    set_up_by_typed_words,
    the_rest,
    words_and_days,
)
from tests.adapters.telegram.theatre import Theatre

pytestmark = pytest.mark.slow
ABOUT_A_MESSAGE = (
    "editmessagetext", "pinchatmessage", "unpinchatmessage", "deletemessage", "setmessagereaction",
)  # fmt: skip


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Theatre]:
    """A task stands open in an ordinary group, and Ana has answered it."""
    async with Theatre(tmp_path, kind="group") as scene:
        await added(scene, ADMIN)
        await set_up_by_typed_words(scene)
        await the_rest(scene, ADMIN)
        await words_and_days(scene)
        await posted_on_time(scene, pinned=True)
        await joined_and_answered(scene)
        yield scene


async def upgraded(scene: Theatre) -> None:
    scene.group = scene.world.upgrade(scene.group)
    scene.room = Place("telegram", str(scene.group.id))
    await scene.settled()


async def test_the_class_goes_on_in_the_supergroup(scene: Theatre) -> None:
    old = scene.group
    await upgraded(scene)

    welcome, task = scene.posts()
    assert welcome.buttons[0][0].label == "Join"
    assert task.text.plain.startswith("✍")
    assert "1 has written" in task.text.plain
    assert task.pinned
    calls = len(scene.api.calls)

    answer = await scene.types("Ana", LESSONS["en"].tried, reply_to=task)
    await scene.presses("Ben", "Join")
    await scene.types("Ben", LESSONS["en"].ben, reply_to=task)
    await scene.wait(minutes=2)
    assert answer.message in {one.message for one in scene.shown_in(scene.room) if one.sign == "✍"}
    assert "2 have written" in scene.task().text.plain

    await scene.wait(days=3)
    assert "is closed: 2 people wrote" in scene.transcript()
    after = [given for method, given in scene.api.calls[calls:] if method in ABOUT_A_MESSAGE]
    assert {given["chat_id"] for given in after} & {str(old.id)} == set()
    assert len([one for one in scene.posts() if one.text.plain.startswith("✍")]) == 2, "this task and the next one"


async def test_what_was_on_its_way_goes_to_the_supergroup_once(scene: Theatre) -> None:
    await scene.wait(days=2, hours=22)
    async with scene.api.away():
        await scene.wait(hours=2)
        scene.group = scene.world.upgrade(scene.group)
    scene.room = Place("telegram", str(scene.group.id))
    await scene.wait(minutes=10)

    tasks = [one for one in scene.posts() if one.text.plain.startswith("✍")]
    assert [one.pinned for one in tasks] == [True], scene.transcript()
    assert LESSONS["en"].shown[1] in tasks[0].text.plain
