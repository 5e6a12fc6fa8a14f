"""A task's post through Telegram's troubles: never lost, never doubled, and asked about when nobody can know."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.telegram.test_scene import ADMIN, added, set_up_by_typed_words, words_and_days
from tests.adapters.telegram.theatre import Theatre

pytestmark = pytest.mark.slow

BROKE = "The line broke just as I sent"


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Theatre]:
    """A class whose first task is due at 18:00, in eight hours."""
    async with Theatre(tmp_path) as scene:
        await added(scene, ADMIN)
        await set_up_by_typed_words(scene)
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
