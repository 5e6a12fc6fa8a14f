"""The local Discord is as strict as the real one: what is read, sent, pinned and refused."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest

from tests.adapters.discord.permissions import May
from tests.adapters.discord.town import Town

RIGHTS = May.PIN_MESSAGES | May.MANAGE_MESSAGES


@pytest.fixture
async def town(unused_tcp_port_factory: Any) -> AsyncIterator[Town]:
    town = Town(unused_tcp_port_factory())
    await town.start(RIGHTS)
    yield town
    await town.stop()
    assert town.api.problems == []


@pytest.fixture
async def plain_town(unused_tcp_port_factory: Any) -> AsyncIterator[Town]:
    """Without privileged intents."""
    town = Town(unused_tcp_port_factory(), content=False, members=False)
    await town.start(RIGHTS)
    yield town
    await town.stop()


async def refused(call: Any) -> int:
    """The code of Discord's refusal."""
    with pytest.raises(discord.HTTPException) as raised:
        await call
    return raised.value.code


async def test_a_message_goes_and_comes(town: Town) -> None:
    sent = await town.channel().send("Hola")
    town.api.people.say(town.ana, town.room, "Buenos días", answers=sent.id)
    await town.api.gateway.heard()

    assert [one.content for one in town.messages] == ["Hola", "Buenos días"]
    assert town.messages[1].reference
    assert town.messages[1].reference.message_id == sent.id
    assert town.messages[1].created_at == town.at


async def test_without_the_intent_only_what_is_meant_for_the_bot_is_read(plain_town: Town) -> None:
    town, people = plain_town, plain_town.api.people
    sent = await town.channel().send("Hola")
    people.say(town.ana, town.room, "a")
    people.say(town.ana, town.room, "b", answers=sent.id)
    people.say(town.ana, town.room, "c", answers=sent.id, ping=False)
    people.say(town.ana, town.room, f"<@{town.world.bot.id}> d")
    people.write_directly(town.ana, "e")
    await town.api.gateway.heard()

    assert [one.content[-1:] for one in town.messages] == ["a", "", "b", "", "d", "e"]
    read = [one.content[-1:] async for one in town.channel().history(oldest_first=True)]
    assert read == ["a", "", "b", "", "d"]


async def test_without_the_members_intent_nobody_is_heard_coming(town: Town, plain_town: Town) -> None:
    for one, heard in ((town, 1), (plain_town, 0)):
        came: list[discord.Member] = []

        async def on_member_join(member: discord.Member, came: list[discord.Member] = came) -> None:
            came.append(member)

        one.client.event(on_member_join)
        one.api.people.arrive(one.world.person("Eve"), one.guild)
        await one.api.gateway.heard()
        await asyncio.sleep(0)
        assert len(came) == heard


async def test_a_nonce_that_is_to_be_unique_sends_once(town: Town) -> None:
    once = [await town.channel().send("once", nonce="k1") for _ in range(2)]
    assert len({one.id for one in once}) == 1, "the library asks for it with every nonce"
    town.at += timedelta(minutes=10)
    assert (await town.channel().send("once", nonce="k1")).id != once[0].id


async def test_lengths(town: Town) -> None:
    assert await refused(town.channel().send("x" * 2001)) == 50035
    assert await refused(town.channel().send("")) == 50006
    await town.channel().send("x" * 2000)


async def test_rights(town: Town) -> None:
    sent = await town.channel().send("Hola")
    theirs = town.api.people.say(town.ana, town.room, "hola")
    for rights, call in (
        (May.PIN_MESSAGES, sent.pin),
        (May.ADD_REACTIONS, lambda: sent.add_reaction("✅")),
        (May.MANAGE_MESSAGES, lambda: town.channel().get_partial_message(theirs.id).delete()),
        (May.EMBED_LINKS, lambda: town.channel().send(embed=discord.Embed(title="x"))),
        (May.ATTACH_FILES, lambda: town.channel().send(file=discord.File(__file__))),
        (May.CREATE_PUBLIC_THREADS, lambda: sent.create_thread(name="x")),
        (May.SEND_MESSAGES, lambda: town.channel().send("x")),
    ):
        town.api.people.forbid_bot(town.room, rights)
        assert await refused(call()) == 50013
    town.api.people.hide(town.room)
    assert await refused(town.channel().send("x")) == 50001
    assert await refused(town.channel().get_partial_message(theirs.id).edit(content="x")) == 50001


async def test_somebody_elses_message_is_not_edited(town: Town) -> None:
    theirs = town.api.people.say(town.ana, town.room, "hola")
    assert await refused(town.channel().get_partial_message(theirs.id).edit(content="x")) == 50005


async def test_a_pin_leaves_a_line(town: Town) -> None:
    sent = await town.channel().send("task")
    await sent.pin()
    await town.api.gateway.heard()

    assert town.room.pins == [sent.id]
    assert town.messages[-1].type is discord.MessageType.pins_add
    await sent.unpin()
    assert town.room.pins == []


async def test_a_sign_is_one_that_there_is(town: Town) -> None:
    sent = await town.channel().send("task")
    assert await refused(sent.add_reaction("🦄no such")) == 10014
    await sent.add_reaction("✅")
    assert town.shown(sent).reactions == {"✅": [town.world.bot.id]}
    await sent.remove_reaction("✅", discord.Object(town.world.bot.id))
    assert town.shown(sent).reactions == {}


async def test_a_reply_to_what_is_gone(town: Town) -> None:
    theirs = town.api.people.say(town.ana, town.room, "hola")
    town.world.delete(theirs)
    reference = discord.MessageReference(message_id=theirs.id, channel_id=town.room.id, fail_if_not_exists=True)
    assert await refused(town.channel().send("x", reference=reference)) == 50035
    reference.fail_if_not_exists = False
    await town.channel().send("x", reference=reference)


async def test_only_who_may_be_is_rung(town: Town) -> None:
    text = f"<@{town.ana.id}> @everyone"
    loud = await town.channel().send(text)
    soft = await town.channel().send(text, allowed_mentions=discord.AllowedMentions.none())
    assert town.shown(loud).mentions == [town.ana.id]
    assert not town.shown(loud).everyone, "it has no right to"
    assert town.shown(soft).mentions == []


async def test_a_thread_that_is_archived(town: Town) -> None:
    sent = await town.channel().send("task")
    thread = await sent.create_thread(name="At the market")
    inside = await thread.send("here")
    channel = town.world.channels[thread.id]
    town.api.people.archive(channel)
    assert await refused(inside.edit(content="x")) == 50083
    await thread.send("it wakes")
    assert not channel.archived
    town.api.people.archive(channel, locked=True)
    assert await refused(thread.send("x")) == 50083
    assert await refused(sent.create_thread(name="twice")) == 160004


async def test_a_file_is_kept_and_fetched(town: Town) -> None:
    content = bytes(range(256))
    path = town.api.people.upload("words año.csv", content)
    town.api.people.say(town.ana, town.room, "", attachments=[path])
    await town.api.gateway.heard()
    (attachment,) = town.messages[-1].attachments
    assert await attachment.read() == content


async def test_direct_messages(town: Town) -> None:
    user = await town.client.fetch_user(town.ana.id)
    await user.send("hola")
    town.ana.closed = True
    assert await refused(user.send("hola")) == 50007
    stranger = await town.client.fetch_user(town.world.person("Eve").id)
    assert await refused(stranger.send("hola")) == 50278


async def test_commands_are_looked_over(town: Town) -> None:
    tree = discord.app_commands.CommandTree(town.client)

    async def today(interaction: discord.Interaction[Any]) -> None: ...

    tree.command(name="today", description="🤫 What is open")(today)
    await tree.sync()
    assert [one["name"] for one in town.api.interactions.offered(town.ana, town.room)] == ["today"]
    route = discord.http.Route("PUT", "/applications/{application}/commands", application=town.world.bot.id)
    for wrong in ({"name": "To day", "description": "x"}, {"name": "today", "description": ""}):
        assert await refused(town.client.http.request(route, json=[wrong])) == 50035
    assert town.world.installs == 1
    town.api.problems.clear()


async def test_an_old_message_is_not_edited_often(town: Town) -> None:
    sent = await town.channel().send("task")
    for _ in range(10):
        await sent.edit(content="young")
    town.at += timedelta(hours=2)
    for number in range(3):
        await sent.edit(content=f"old {number}")
    with pytest.raises(discord.RateLimited):
        await sent.edit(content="old")


async def test_a_short_limit_is_waited_for(town: Town) -> None:
    town.api.fail("POST /channels/{channel}/messages", 429, times=2)
    town.api.fail("POST /channels/{channel}/messages", "global", times=1)
    await town.channel().send("later")
    assert [call.failed for call in town.api.called("POST /channels/{channel}/messages")] == [429, 429, 429, 0]


@pytest.mark.parametrize(("how", "there"), [("lose", 0), ("lose answer", 1)])
async def test_a_broken_line(town: Town, how: str, there: int) -> None:
    town.api.fail("POST /channels/{channel}/messages", how)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await town.channel().send("x")
    assert len(town.room.messages) == there
