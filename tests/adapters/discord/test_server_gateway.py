"""The local Discord's gateway: resumed with what was missed, begun anew when the session is lost, closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from tests.adapters.discord.permissions import NOTHING
from tests.adapters.discord.town import Town


@pytest.fixture
async def town(unused_tcp_port_factory: Any) -> AsyncIterator[Town]:
    town = Town(unused_tcp_port_factory())
    await town.start(NOTHING)
    yield town
    await town.stop()


async def back(town: Town) -> None:
    async with asyncio.timeout(30):
        await town.api.gateway.ready.wait()
        await town.api.gateway.heard()


async def test_a_cut_line_is_resumed_with_what_was_missed(town: Town) -> None:
    town.api.gateway.cut()
    town.api.people.say(town.ana, town.room, "missed?")
    await back(town)

    assert [one.content for one in town.messages] == ["missed?"]
    assert (town.api.gateway.identified, town.api.gateway.resumed) == (1, 1)


async def test_a_request_to_reconnect_is_followed(town: Town) -> None:
    await town.api.gateway.ask_to_reconnect()
    town.api.people.say(town.ana, town.room, "missed?")
    await back(town)

    assert [one.content for one in town.messages] == ["missed?"]


async def test_a_resumable_session_is_resumed(town: Town) -> None:
    await town.api.gateway.invalidate(resumable=True)
    await back(town)

    assert (town.api.gateway.identified, town.api.gateway.resumed) == (1, 1)


@pytest.mark.slow
async def test_a_lost_session_begins_anew_without_what_was_missed(town: Town) -> None:
    town.api.gateway.forget()
    town.api.gateway.cut()
    town.api.people.say(town.ana, town.room, "missed?")
    await back(town)

    assert town.messages == []
    assert (town.api.gateway.identified, town.api.gateway.resumed) == (2, 0)


async def test_intents_that_are_not_switched_on_are_refused(unused_tcp_port_factory: Any) -> None:
    town = Town(unused_tcp_port_factory())
    town.world.content = False
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await town.start(NOTHING)
    await town.client.close()
    await town.api.stop()


async def test_an_outage_of_a_server(town: Town) -> None:
    town.api.people.outage(town.guild)
    await town.api.gateway.heard()
    guild = town.client.get_guild(town.guild.id)
    assert guild
    assert guild.unavailable
    town.api.people.recover(town.guild)
    await town.api.gateway.heard()
    assert not guild.unavailable


async def test_a_server_that_is_left(town: Town) -> None:
    town.api.people.remove_bot(town.guild)
    await town.api.gateway.heard()
    assert town.client.get_guild(town.guild.id) is None
