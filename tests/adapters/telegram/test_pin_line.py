"""The line that a pin of ours leaves in the room goes, where the bot may delete; everybody else's stays."""

import asyncio

import pytest

from bot.chat import Pin, Place, Say
from bot.text import plain
from tests.adapters.telegram.rig import TelegramRig
from tests.adapters.telegram.world import Chat
from tests.platform_rig import PATIENCE


def lines_in(chat: Chat) -> list[int]:
    return [number for number, message in chat.messages.items() if "pinned_message" in message]


async def pinned(rig: TelegramRig, where: Place) -> None:
    post = await rig.platform.deliver(Say(where, plain("task")), "k1")
    await rig.platform.deliver(Pin(where, post), "k2")


async def taken(rig: TelegramRig, group: Chat) -> None:
    """All that happened in a group until now is taken in."""
    rig.world.say(rig.marta, group, "y ahora yo")
    await rig.heard.message("y ahora yo")


async def left(chat: Chat, *lines: int) -> None:
    """Wait until only these lines stand there."""
    async with asyncio.timeout(PATIENCE):
        while lines_in(chat) != list(lines):
            await asyncio.sleep(0.005)


@pytest.mark.parametrize("kind", ["group", "supergroup", "topic"])
async def test_the_line_of_our_own_pin_goes(rig: TelegramRig, kind: str) -> None:
    group = rig.world.group("Thursday", rig.marta, kind="group" if kind == "group" else "supergroup",
                            forum=kind == "topic")  # fmt: skip
    rig.world.set_bot(rig.marta, group, "administrator")
    thread = f":{rig.world.topic(group, rig.marta, 'Spanish A2')}" if kind == "topic" else ""
    await pinned(rig, Place("telegram", f"{group.id}{thread}"))
    await taken(rig, group)

    assert len(group.pinned) == 1
    await left(group)


async def test_where_the_bot_may_not_delete_the_line_stays_and_nothing_is_held_up(rig: TelegramRig) -> None:
    rig.world.set_bot(rig.marta, rig.group, "administrator", can_delete_messages=False)
    await pinned(rig, rig.room)
    await taken(rig, rig.group)
    async with asyncio.timeout(PATIENCE):
        while not rig.api.called("deleteMessage"):
            await asyncio.sleep(0.005)

    assert len(lines_in(rig.group)) == 1
    assert len(rig.heard.events) == 2


@pytest.mark.parametrize("how", [429, 502, "lose"])
async def test_what_goes_wrong_with_one_holds_up_no_other(rig: TelegramRig, how: int | str) -> None:
    rig.api.fail("deleteMessage", how)
    await pinned(rig, rig.room)
    (first,) = lines_in(rig.group)
    await pinned(rig, rig.room)
    await taken(rig, rig.group)

    await left(rig.group, first)


async def test_nothing_that_is_written_waits_for_it(rig: TelegramRig) -> None:
    rig.api.fail("deleteMessage", "hold")
    await pinned(rig, rig.room)
    await taken(rig, rig.group)

    assert len(lines_in(rig.group)) == 1
    rig.api.release.set()
    await left(rig.group)


async def test_the_line_of_somebody_elses_pin_stays(rig: TelegramRig) -> None:
    theirs = await rig.say(rig.ana, "¡Fiesta el viernes!")
    rig.world.pin(rig.marta, rig.group, int(theirs))
    (line,) = lines_in(rig.group)
    await pinned(rig, rig.room)
    await taken(rig, rig.group)

    await left(rig.group, line)
    assert len(rig.api.called("deleteMessage")) == 1
