"""A task's post through Telegram's troubles: never lost, never doubled, and asked about when nobody can know."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.adapters.telegram.test_scene import ADMIN, added, set_up_by_typed_words, the_rest, words_and_days
from tests.adapters.telegram.theatre import Theatre

pytestmark = pytest.mark.slow

BROKE = "The line broke just as I sent"


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Theatre]:
    """A class whose first task is due at 18:00, in eight hours."""
    async with Theatre(tmp_path) as scene:
        await added(scene, ADMIN)
        await set_up_by_typed_words(scene)
        await the_rest(scene, ADMIN)
        await words_and_days(scene)
        await scene.wait(hours=7, minutes=59)
        yield scene


def tasks(scene: Theatre) -> int:
    return sum(post.text.plain.startswith("✍") for post in scene.posts())


def told(scene: Theatre, words: str) -> bool:
    return any(words in post.text.plain for post in scene.shown_in(scene.place("Marta", private=True)))


async def test_the_server_is_gone_for_minutes(scene: Theatre) -> None:
    async with scene.api.away():
        await scene.wait(minutes=3)
    assert tasks(scene) == 0
    await scene.wait(minutes=2)

    assert tasks(scene) == 1
    assert not told(scene, BROKE)


@pytest.mark.parametrize("how", ["lose answer", "lose", 502])
async def test_a_post_that_nobody_can_be_sure_of_is_asked_about(scene: Theatre, how: str | int) -> None:
    scene.api.fail("sendMessage", how, chat=scene.group.id)
    await scene.wait(minutes=5)
    assert tasks(scene) == (1 if how == "lose answer" else 0)
    assert told(scene, BROKE)

    await scene.presses("Marta", "It is there" if how == "lose answer" else "Not there, send it", private=True)
    await scene.wait(minutes=5)
    assert tasks(scene) == 1


async def test_a_storm_of_429(scene: Theatre) -> None:
    scene.api.fail("sendMessage", 429, times=4, seconds=20, chat=scene.group.id)
    await scene.wait(minutes=1)
    assert tasks(scene) == 0
    await scene.wait(minutes=4)

    assert tasks(scene) == 1
    assert not told(scene, BROKE)


async def test_kicked_in_the_middle(scene: Theatre) -> None:
    scene.api.fail("sendMessage", 403, chat=scene.group.id)
    scene.world.set_bot(scene.marta, scene.group, "kicked")
    await scene.wait(minutes=5)

    assert tasks(scene) == 0
    assert told(scene, "I was taken out of Tuesday A2")


async def test_a_lost_edit_is_done_again(scene: Theatre) -> None:
    await scene.wait(minutes=1)
    await scene.presses("Ana", "Join")
    scene.api.fail("editMessageText", "lose answer")
    scene.api.fail("setMessageReaction", "lose")
    answer = await scene.types("Ana", "Compro dos aguacates y queso.", reply_to=scene.task())
    await scene.wait(minutes=2)

    assert [one.sign for one in scene.shown_in(scene.room) if one.message == answer.message] == ["✍"]
    assert "1 has written" in scene.task().text.plain


async def joined(scene: Theatre) -> None:
    await scene.wait(minutes=1)
    await scene.presses("Ana", "Join")


async def test_signs_that_telegram_has_enough_of_hold_up_no_post(scene: Theatre) -> None:
    await joined(scene)
    scene.api.fail("setMessageReaction", 429, times=3, seconds=40, chat=scene.group.id)
    answer = await scene.types("Ana", "Compro dos aguacates y queso.", reply_to=scene.task())
    before = len(scene.posts())
    await scene.types("Ben", "Yo como pan con queso.", reply_to=scene.task())
    assert len(scene.posts()) == before + 1, "whether Ben is to be counted is asked at once"
    await scene.wait(minutes=4)

    assert [one.sign for one in scene.shown_in(scene.room) if one.message == answer.message] == ["✍"]
    assert "1 has written" in scene.task().text.plain
    assert tasks(scene) == 1


async def test_a_storm_of_429_in_all_groups_loses_and_doubles_nothing(scene: Theatre) -> None:
    await joined(scene)
    for method in ("sendMessage", "editMessageText", "setMessageReaction", "pinChatMessage", "unpinChatMessage"):
        scene.api.fail(method, 429, times=6, seconds=15)
    await scene.types("Ana", "Compro dos aguacates y queso.", reply_to=scene.task())
    await scene.wait(days=3, minutes=10)

    assert tasks(scene) == 2
    assert [one.pinned for one in scene.posts() if one.text.plain.startswith("✍")] == [False, True]
    assert scene.transcript().count("is closed: 1 person wrote") == 1
    assert not told(scene, BROKE)


@pytest.mark.parametrize("hours", [1, -1])
async def test_a_server_whose_clock_is_off_by_an_hour(scene: Theatre, hours: int) -> None:
    scene.world.ahead = timedelta(hours=hours)
    await joined(scene)
    first = await scene.types("Ana", "Compro dos aguacates y queso.", reply_to=scene.task())
    second = await scene.types("Ana", "También compro pan.", reply_to=scene.task())
    assert (first.sign, second.sign) == ("✍", "✍")

    await scene.wait(days=2, hours=1, minutes=50)
    assert "is closed" not in scene.transcript()
    await scene.wait(minutes=20)
    late = await scene.types("Ana", "Y también mucho queso fresco.", reply_to=scene.task())
    assert "is closed: 1 person wrote" in scene.transcript()
    assert late.sign == "✍"
    await scene.types("Marta", "/overview", private=True)
    assert "1 late" in scene.last("Marta")
    assert tasks(scene) == 1


async def test_a_second_program_with_the_token_costs_no_post(scene: Theatre) -> None:
    scene.api.fail("getUpdates", 409, times=3)
    await scene.wait(minutes=5)
    assert tasks(scene) == 1
    assert not told(scene, BROKE)


async def test_what_is_told_twice_changes_nothing_in_the_middle_of_a_task(scene: Theatre) -> None:
    await joined(scene)
    await scene.types("Ana", "Compro dos aguacates y queso.", reply_to=scene.task())
    await scene.wait(minutes=2)
    before = scene.transcript()
    scene.world.updates.extend(scene.world.history)
    scene.world.told()
    await scene.settled()
    await scene.wait(minutes=2)
    assert scene.transcript() == before


async def test_the_server_is_gone_while_people_write_and_the_task_is_open(scene: Theatre) -> None:
    await joined(scene)
    task = scene.task()
    async with scene.api.away():
        await scene.say(scene.ana, "Compro dos aguacates y queso.", reply_to=task.message)
        scene.time.move(scene.time.now() + timedelta(minutes=1))
        await scene.house.clock.tick()
        await scene.house.carrier.drain()
    await scene.settled()
    await scene.wait(minutes=3)

    assert [one.sign for one in scene.shown_in(scene.room) if one.text.plain.startswith("Compro")] == ["✍"]
    assert "1 has written" in scene.task().text.plain
    assert (tasks(scene), scene.task().message) == (1, task.message)
