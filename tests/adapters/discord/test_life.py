"""The life of a server as the bot hears it: joined, left, out of order, rights and roles changed, messages gone."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.chat import (
    Arrived,
    Button,
    Deleted,
    Edit,
    Edited,
    PersonLeft,
    Pin,
    Place,
    PostGone,
    React,
    RoomGone,
    RoomSeen,
    Said,
    Say,
)
from bot.text import plain
from tests.adapters.discord.permissions import May
from tests.adapters.discord.rig import DiscordRig
from tests.adapters.discord.server import quiet

SIGN = ("✅",)


async def settled(rig: DiscordRig) -> None:
    await rig.api.gateway.heard()
    await quiet(lambda: rig.api.open)


def rooms(rig: DiscordRig, where: Place | None = None) -> list[RoomSeen]:
    return [one for one in rig.heard.all(RoomSeen) if one.where == (where or rig.room)]


async def test_a_server_that_is_there_at_the_first_start_is_told(rig: DiscordRig) -> None:
    seen = await rig.heard.one(RoomSeen)
    assert (seen.where, seen.title) == (rig.room, "Tuesday A2")
    assert (seen.may_post, seen.may_pin, seen.may_delete, seen.may_react) == (True, True, True, True)


async def test_a_second_start_says_no_second_hello(rig: DiscordRig) -> None:
    await rig.heard.one(RoomSeen)
    await rig.restart()
    await settled(rig)
    assert [one.added for one in rooms(rig)].count(True) == 1


async def test_a_server_joined_while_the_bot_was_down_is_told(rig: DiscordRig) -> None:
    await rig.stop()
    place = await rig.make_room("Thursday B1")
    rig.api.gateway.forget()
    await rig.restart()
    assert (await rig.heard.one(RoomSeen, lambda room: room.where == place)).added


async def test_a_server_that_takes_the_bot_out_is_gone(rig: DiscordRig) -> None:
    await rig.heard.one(RoomSeen)
    rig.api.people.remove_bot(rig.guild)
    assert (await rig.heard.one(RoomGone)).where == rig.room


@pytest.mark.slow
async def test_a_server_left_while_the_bot_was_down_is_gone(rig: DiscordRig) -> None:
    await rig.heard.one(RoomSeen)
    await rig.stop()
    rig.api.people.remove_bot(rig.guild)
    rig.api.gateway.forget()
    await rig.restart()
    assert (await rig.heard.one(RoomGone)).where == rig.room


async def test_an_outage_is_not_the_end(rig: DiscordRig) -> None:
    await rig.heard.one(RoomSeen)
    rig.api.people.outage(rig.guild)
    await settled(rig)
    rig.api.people.recover(rig.guild)
    await rig.say(rig.ana, "sigo aquí")
    await rig.heard.message("sigo aquí")
    assert rig.heard.all(RoomGone) == []
    assert [one.added for one in rooms(rig)].count(True) == 1


async def test_a_channel_that_is_deleted_is_gone(rig: DiscordRig) -> None:
    await rig.heard.one(RoomSeen)
    rig.api.people.delete_channel(rig.channel)
    assert (await rig.heard.one(RoomGone)).where == rig.room


async def test_a_channel_that_shuts_the_bot_out_is_gone_until_it_opens_again(rig: DiscordRig) -> None:
    await rig.heard.one(RoomSeen)
    rig.api.people.hide(rig.channel)
    assert (await rig.heard.one(RoomGone)).where == rig.room
    rig.api.people.show(rig.channel)
    await rig.heard.times(RoomSeen, 2)
    assert rooms(rig)[-1].may_post


@pytest.mark.parametrize(
    ("rights", "lost"),
    [
        (May.PIN_MESSAGES, "may_pin"),
        (May.MANAGE_MESSAGES, "may_delete"),
        (May.ADD_REACTIONS, "may_react"),
        (May.SEND_MESSAGES, "may_post"),
    ],
)
async def test_a_right_that_is_taken_is_told(rig: DiscordRig, rights: May, lost: str) -> None:
    await rig.heard.one(RoomSeen)
    rig.api.people.forbid_bot(rig.channel, rights)
    await rig.heard.one(RoomSeen, lambda room: not getattr(room, lost))


async def test_a_role_that_is_taken_from_the_bot_is_told(rig: DiscordRig) -> None:
    await rig.heard.one(RoomSeen)
    rig.api.people.change(rig.world.bot, rig.guild, [])
    assert not (await rig.heard.one(RoomSeen, lambda room: not room.may_pin)).may_delete


async def test_a_room_that_gets_a_new_name_is_told(rig: DiscordRig) -> None:
    await rig.heard.one(RoomSeen)
    rig.api.people.make_channel(rig.guild, "other")
    rig.api.people.rename(rig.channel, "spanish-a2")
    await rig.heard.one(RoomSeen, lambda room: "spanish-a2" in room.title)


async def test_people_are_heard_coming_and_going_only_with_the_intent(tmp_path: Path) -> None:
    rig = DiscordRig(tmp_path, privileged=False)
    await rig.start()
    await rig.heard.one(RoomSeen)
    await rig.arrive("Eve")
    await rig.leave(rig.ben)
    await settled(rig)
    assert rig.heard.all(Arrived) == []
    assert rig.heard.all(PersonLeft) == []
    await rig.close()


async def test_bots_that_come_and_speak_are_not_heard(rig: DiscordRig) -> None:
    await rig.heard.one(RoomSeen)
    other = rig.world.person("Robo", bot=True)
    rig.api.people.arrive(other, rig.guild)
    rig.api.people.say(other, rig.channel, "bip bip bip")
    await rig.say(rig.ana, "hola")
    await rig.heard.message("hola")
    assert [said.text for said in rig.heard.all(Said)] == ["hola"]
    assert rig.heard.all(Arrived) == []


# -- messages ---------------------------------------------------------------------------------------------------------


async def test_many_messages_deleted_at_once_are_told_each(rig: DiscordRig) -> None:
    written = [await rig.say(rig.ana, f"mensaje {number}") for number in range(3)]
    await rig.heard.times(Said, 3)
    rig.world.delete_many([rig.message(one) for one in written])
    await rig.heard.times(Deleted, 3)
    assert {one.message for one in rig.heard.all(Deleted)} == set(written)


async def test_a_post_of_ours_that_is_deleted_is_told(rig: DiscordRig) -> None:
    post = await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    rig.world.delete(rig.message(post))
    assert (await rig.heard.one(PostGone)).message == post


async def test_a_preview_that_appears_is_no_edit(rig: DiscordRig) -> None:
    written = await rig.say(rig.ana, "mira https://example.org/")
    await rig.heard.message("mira https://example.org/")
    rig.api.people.show_preview(rig.message(written))
    await settled(rig)
    assert rig.heard.all(Edited) == []


async def test_our_own_pin_and_edit_are_nobodys_doing(rig: DiscordRig) -> None:
    post = await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    await rig.platform.deliver(Pin(rig.room, post), "p")
    await rig.platform.deliver(Edit(rig.room, post, plain("new")), "e")
    await rig.platform.deliver(React(rig.room, post, SIGN), "r")
    await settled(rig)
    assert [*rig.heard.all(Said), *rig.heard.all(Edited)] == []


@pytest.mark.parametrize("tidies", [True, False])
async def test_discords_own_line_about_a_pin_goes_where_the_bot_may(rig: DiscordRig, tidies: bool) -> None:
    if not tidies:
        rig.api.people.forbid_bot(rig.channel, May.MANAGE_MESSAGES)
    await settled(rig)
    post = await rig.platform.deliver(Say(rig.room, plain("task")), "k")
    await rig.platform.deliver(Pin(rig.room, post), "p")
    await settled(rig)
    assert len([one for one in rig.channel.messages.values() if one.kind == 6]) == (not tidies)
    assert not any(call.failed for call in rig.api.calls)


# -- threads ----------------------------------------------------------------------------------------------------------


async def test_a_thread_under_a_post_belongs_to_the_room_of_the_post(rig: DiscordRig) -> None:
    post = await rig.platform.deliver(Say(rig.room, plain("task"), thread="At the market"), "k")
    thread = rig.message(post).thread
    assert thread
    assert thread.name == "At the market"
    made = rig.api.people.say(rig.anas, thread, "Compro pan y agua")

    said = await rig.heard.message("Compro pan y agua")
    assert (said.where, said.reply_chain[-1]) == (rig.room, post)
    await rig.platform.deliver(React(rig.room, said.message, SIGN), "r")
    assert made.reactions == {"✅": [rig.world.bot.id]}


async def test_an_answer_of_ours_to_a_post_with_a_thread_stands_in_the_thread(rig: DiscordRig) -> None:
    post = await rig.platform.deliver(Say(rig.room, plain("task"), thread="At the market"), "k")
    thread = rig.message(post).thread
    assert thread
    said = await rig.platform.deliver(Say(rig.room, plain("Ana: Compro pan."), reply_to=post), "a")
    assert said == f"{thread.id}-{rig.message(said).id}"
    assert rig.message(said).content == "Ana: Compro pan."


async def test_a_thread_that_was_folded_away_is_unfolded_for_a_sign(rig: DiscordRig) -> None:
    post = await rig.platform.deliver(Say(rig.room, plain("task"), thread="At the market"), "k")
    thread = rig.message(post).thread
    assert thread
    made = rig.api.people.say(rig.anas, thread, "Compro pan y agua")
    said = await rig.heard.message("Compro pan y agua")
    rig.api.people.archive(thread)
    await rig.platform.deliver(React(rig.room, said.message, SIGN), "r")
    assert made.reactions


async def test_a_thread_of_somebodys_own_is_a_room(rig: DiscordRig) -> None:
    thread = rig.api.people.open_thread(rig.marta, rig.channel, "Spanish A2")
    place = Place("discord", str(thread.id))
    post = await rig.platform.deliver(Say(place, plain("task"), ((Button("A", "1:1"),),)), "k")
    await rig.say(rig.ana, "Compro pan y agua", place, reply_to=post)

    said = await rig.heard.message("Compro pan y agua")
    assert (said.where, said.reply_chain) == (place, (post,))


async def test_a_thread_that_is_locked_refuses(rig: DiscordRig) -> None:
    thread = rig.api.people.open_thread(rig.marta, rig.channel, "Spanish A2")
    rig.api.people.archive(thread, locked=True)
    with pytest.raises(Exception, match=r"no_right|gone|invalid"):
        await rig.platform.deliver(Say(Place("discord", str(thread.id)), plain("task")), "k")


async def test_a_thread_that_is_deleted_is_gone(rig: DiscordRig) -> None:
    thread = rig.api.people.open_thread(rig.marta, rig.channel, "Spanish A2")
    made = rig.api.interactions.use(rig.marta, thread, "today")
    async with asyncio.timeout(30):
        await made.shown.wait()
    place = Place("discord", str(thread.id))
    assert (await rig.heard.one(RoomSeen, lambda room: room.where == place)).kind == "topic"
    rig.api.people.delete_channel(thread)
    assert (await rig.heard.one(RoomGone, lambda room: room.where == place)).where == place
