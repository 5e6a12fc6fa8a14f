"""A task's post and its answers through Discord's troubles: never lost, never doubled, and counted once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.discord.lesson import joins, lesson, now, set_up_by_a_command, words_and_days
from tests.adapters.discord.server import TOKEN
from tests.adapters.discord.theatre import Theatre

pytestmark = pytest.mark.slow

SEND = "POST /channels/{channel}/messages"
BROKE = "The line broke just as I sent"


@pytest.fixture
async def scene(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Theatre]:
    """A class whose first task is due at 18:00, in a minute."""
    caplog.set_level(logging.DEBUG)
    async with Theatre(tmp_path) as scene:
        await set_up_by_a_command(scene)
        await words_and_days(scene)
        await scene.wait(hours=7, minutes=59)
        yield scene
    assert TOKEN not in caplog.text


def tasks(scene: Theatre) -> int:
    return sum(post.text.plain.startswith("✍") for post in scene.posts())


def told(scene: Theatre, words: str) -> bool:
    return any(words in post.text.plain for post in scene.direct("Marta"))


async def test_discord_is_gone_for_minutes(scene: Theatre) -> None:
    async with scene.api.away():
        await scene.pass_by(minutes=3)
    await scene.back()
    assert tasks(scene) == 0
    await scene.wait(minutes=5)

    assert tasks(scene) == 1
    assert not told(scene, BROKE)


@pytest.mark.parametrize("how", ["lose answer", "lose", 503])
async def test_a_post_whose_line_broke_is_there_once_and_nobody_is_asked(scene: Theatre, how: str | int) -> None:
    scene.api.fail(SEND, how, channel=scene.channel.id)
    await scene.wait(minutes=10)

    assert tasks(scene) == 1
    assert not told(scene, BROKE)
    assert scene.task().pinned


async def test_a_storm_of_429(scene: Theatre) -> None:
    scene.api.fail(SEND, 429, times=2, seconds=40.0, channel=scene.channel.id)
    scene.api.fail(SEND, "global", times=2, seconds=0.05)
    await scene.wait(minutes=1)
    await scene.wait(minutes=10)

    assert tasks(scene) == 1
    assert not told(scene, BROKE)


async def test_the_machine_dies_with_the_post_under_way(scene: Theatre) -> None:
    """The answer to the send never comes; the next start sends it again with its key, and Discord drops it."""
    scene.api.fail(SEND, "lose answer", channel=scene.channel.id)
    await scene.wait(minutes=1)
    assert tasks(scene) == 1
    await scene.restart()
    await scene.wait(minutes=5)

    assert tasks(scene) == 1


async def test_the_channel_is_deleted_with_a_post_waiting(scene: Theatre) -> None:
    scene.api.fail(SEND, 429, times=1, seconds=40.0, channel=scene.channel.id)
    await scene.wait(minutes=1)
    scene.api.people.delete_channel(scene.channel)
    await scene.settled()
    await scene.wait(minutes=10)

    assert scene.direct("Marta"), "the teacher is told"
    assert not told(scene, BROKE)


async def test_the_bot_is_taken_out_with_a_post_waiting(scene: Theatre) -> None:
    scene.api.people.remove_bot(scene.guild)
    await scene.settled()
    await scene.wait(minutes=10)
    sent = [call for call in scene.api.called(SEND) if call.parts["channel"] == str(scene.channel.id)]
    assert not any(call.failed for call in sent), "nothing is sent where it is not"


async def test_answers_while_the_gateway_is_cut_are_counted_once(scene: Theatre) -> None:
    await scene.wait(minutes=1)
    await joins(scene, "Ana")
    task = scene.task()
    scene.api.gateway.cut()
    answer = await scene.writes("Ana", lesson(scene).ana, to=task)
    await scene.back()
    await scene.wait(minutes=2)

    assert now(scene, answer).sign == "✅"
    assert "1 has written" in scene.task().text.plain
    assert scene.api.gateway.resumed == 1


@pytest.mark.parametrize("restarted", [True, False])
async def test_answers_missed_by_a_lost_session_are_read_up(scene: Theatre, restarted: bool) -> None:
    await scene.wait(minutes=1)
    await joins(scene, "Ana")
    task = scene.task()
    if restarted:
        await scene.stop()
    scene.api.gateway.forget()
    scene.api.gateway.cut()
    made = scene.api.people.say(scene.anas, scene.channel, lesson(scene).ana, answers=int(task.message))
    if restarted:
        await scene.restart()
    await scene.back()
    await scene.settled()
    await scene.wait(minutes=2)

    assert made.reactions == {"✅": [scene.world.bot.id]}
    assert "1 has written" in scene.task().text.plain


@pytest.mark.parametrize("restarted", [True, False])
async def test_answers_changed_or_deleted_while_nobody_listened_are_counted_anew(
    scene: Theatre, restarted: bool
) -> None:
    await scene.wait(minutes=1)
    for name in ("Ana", "Ben"):
        await joins(scene, name)
    anas = await scene.writes("Ana", lesson(scene).ana, to=scene.task())
    bens = await scene.writes("Ben", lesson(scene).ben, to=scene.task())
    await scene.wait(minutes=1)
    assert "2 have written · 3 of 4 words used" in scene.task().text.plain
    if restarted:
        await scene.stop()
    scene.api.gateway.forget()
    scene.api.gateway.cut()
    scene.api.people.edit(scene.anas, scene.message(anas.message), "Compro una cuchara y aguacates.")
    scene.world.delete(scene.message(bens.message))
    if restarted:
        moment = scene.time.now()
        await scene.restart()
        scene.time.move(moment)
    await scene.back()
    async with asyncio.timeout(20):
        while "1 has written · 2 of 4 words used" not in scene.task().text.plain:
            await scene.wait(seconds=30)


async def test_a_lost_edit_and_a_lost_sign_are_done_again(scene: Theatre) -> None:
    await scene.wait(minutes=1)
    await joins(scene, "Ana")
    scene.api.fail("PATCH /channels/{channel}/messages/{message}", "lose answer")
    scene.api.fail("PUT /channels/{channel}/messages/{message}/reactions/{emoji}/@me", "lose", times=2)
    answer = await scene.writes("Ana", lesson(scene).ana, to=scene.task())
    await scene.wait(minutes=2)

    assert now(scene, answer).sign == "✅"
    assert "1 has written" in scene.task().text.plain


async def test_an_answer_that_is_deleted_or_changed_is_counted_anew(scene: Theatre) -> None:
    await scene.wait(minutes=1)
    await joins(scene, "Ana")
    answer = await scene.writes("Ana", lesson(scene).ana, to=scene.task())
    await scene.wait(minutes=1)
    assert "2 of 4 words" in scene.task().text.plain
    scene.api.people.edit(scene.anas, scene.message(answer.message), "Compro aguacates, queso y pan.")
    await scene.settled()
    await scene.wait(minutes=1)
    assert "3 of 4 words" in scene.task().text.plain
    scene.world.delete(scene.message(answer.message))
    await scene.settled()
    await scene.wait(minutes=1)
    assert scene.t("No answers yet. Be the first!") in scene.task().text.plain


async def test_a_task_deleted_by_hand_closes_its_round_and_the_teacher_is_asked(scene: Theatre) -> None:
    await scene.wait(minutes=1)
    scene.world.delete(scene.message(scene.task().message))
    await scene.settled()
    await scene.wait(minutes=1)
    assert tasks(scene) == 0
    assert scene.direct("Marta")
