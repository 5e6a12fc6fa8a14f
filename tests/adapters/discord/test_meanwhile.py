"""After an outage Discord is asked what became of the messages that count: changed and deleted ones are told."""

from __future__ import annotations

import asyncio

import pytest

from adapters.discord import meanwhile
from bot.chat import Deleted, Edited, PostGone, Said, Say
from bot.text import plain
from tests.adapters.discord.permissions import May
from tests.adapters.discord.rig import DiscordRig
from tests.adapters.discord.server import quiet

HISTORY = "GET /channels/{channel}/messages"
ONE = "GET /channels/{channel}/messages/{message}"


async def answers(rig: DiscordRig, *texts: str) -> list[str]:
    """A task and answers to it, which count."""
    post = await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    found = []
    for text in texts:
        found.append(await rig.say(rig.ana, text, reply_to=post))
        await rig.heard.message(text)
    rig.offering.counting[rig.room] = found
    return found


async def outage(rig: DiscordRig) -> None:
    await rig.stop()
    rig.api.gateway.forget()


async def test_an_edit_and_a_deletion_that_nobody_heard_are_told(rig: DiscordRig) -> None:
    first, second, third = await answers(rig, "Compro pan", "Compro sal", "Compro agua")
    await outage(rig)
    await rig.edit(rig.ana, first, "Compro pan y sal")
    await rig.delete(rig.ana, second)
    await rig.restart()

    edited = await rig.heard.one(Edited)
    assert (edited.message, edited.text, edited.by.user, edited.where) == (first, "Compro pan y sal", rig.ana, rig.room)
    gone = await rig.heard.one(Deleted)
    assert (gone.message, gone.where) == (second, rig.room)
    assert (await rig.heard.one(PostGone)).message == second
    assert third not in [one.message for one in rig.heard.all(Edited)]
    assert third not in [one.message for one in rig.heard.all(Deleted)]


async def test_told_again_it_has_the_same_key(rig: DiscordRig) -> None:
    first, second = await answers(rig, "Compro pan", "Compro sal")
    await rig.edit(rig.ana, first, "Compro pan y sal")
    await rig.delete(rig.ana, second)
    await rig.heard.one(Edited)
    await rig.heard.one(Deleted)
    await outage(rig)
    await rig.restart()

    assert len({one.key for one in await rig.heard.times(Edited, 2)}) == 1
    assert len({one.key for one in await rig.heard.times(Deleted, 2)}) == 1


async def test_what_is_said_in_a_tasks_thread_is_looked_at_there(rig: DiscordRig) -> None:
    post = await rig.platform.deliver(Say(rig.room, plain("task"), thread="Task"), "k")
    thread = rig.world.channels[int(post)]
    made = [rig.api.people.say(rig.anas, thread, text) for text in ("Compro pan", "Compro sal")]
    await rig.heard.message("Compro sal")
    rig.offering.counting[rig.room] = [f"{thread.id}-{one.id}" for one in made]
    await outage(rig)
    rig.api.people.edit(rig.anas, made[0], "Compro pan y sal")
    rig.world.delete(made[1])
    await rig.restart()

    assert (await rig.heard.one(Edited)).message == f"{thread.id}-{made[0].id}"
    gone = await rig.heard.one(Deleted)
    assert (gone.message, gone.where) == (f"{thread.id}-{made[1].id}", rig.room)


async def test_who_may_not_read_the_history_tells_nobody_that_all_is_deleted(rig: DiscordRig) -> None:
    first, *_ = await answers(rig, "Compro pan", "Compro sal")
    await outage(rig)
    rig.api.people.forbid_bot(rig.channel, May.READ_MESSAGE_HISTORY)
    await rig.edit(rig.ana, first, "Compro pan y sal")
    await rig.restart()
    async with asyncio.timeout(30):
        await quiet(lambda: not rig.api.called(ONE))
    await heard_later(rig)

    assert rig.heard.all(Deleted) == []


async def test_where_nothing_counts_discord_is_not_asked(rig: DiscordRig) -> None:
    await answers(rig, "Compro pan")
    rig.offering.counting.clear()
    await outage(rig)
    await rig.restart()
    await heard_later(rig)

    assert rig.api.called(HISTORY) == []
    assert rig.api.called(ONE) == []


async def test_a_long_room_is_looked_through_page_by_page_and_not_for_ever(
    rig: DiscordRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meanwhile, "MOST", 150)
    first, *_, last = await answers(rig, *(f"frase {number}" for number in range(160)))
    await outage(rig)
    await rig.delete(rig.ana, first)
    await rig.delete(rig.ana, last)
    before = len(rig.api.called(HISTORY))
    await rig.restart()

    assert (await rig.heard.one(Deleted)).message == first
    await heard_later(rig)
    assert [one.message for one in rig.heard.all(Deleted)] == [first]
    assert len(rig.api.called(HISTORY)) - before <= 3


@pytest.mark.parametrize("how", [500, 429, "lose"])
async def test_trouble_on_the_way_is_waited_out(rig: DiscordRig, how: int | str) -> None:
    first, second = await answers(rig, "Compro pan", "Compro sal")
    await outage(rig)
    await rig.edit(rig.ana, first, "Compro pan y sal")
    await rig.delete(rig.ana, second)
    rig.api.fail(ONE, how)
    await rig.restart()

    assert (await rig.heard.one(Deleted)).message == second
    assert (await rig.heard.one(Edited)).message == first


async def heard_later(rig: DiscordRig) -> None:
    """What was under way when the bot came back is over: what is said now comes behind it."""
    await rig.say(rig.ben, "y ahora yo")
    await rig.heard.one(Said, lambda said: said.text == "y ahora yo")
    await rig.stop()
