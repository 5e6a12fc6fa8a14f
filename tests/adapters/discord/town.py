"""A small server on the local Discord with the bare library on the other end, to try the local Discord itself."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.adapters.discord.interactions import Interaction
from tests.adapters.discord.permissions import May
from tests.adapters.discord.server import TOKEN, Discord
from tests.adapters.discord.world import Channel, Guild, Message, World


class Town:
    """A server with an admin and two others, and the bare library on the other end."""

    def __init__(self, port: int, *, content: bool = True, members: bool = True) -> None:
        self.at = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
        self.world = World(lambda: self.at, content=content, members=members)
        self.api = Discord(self.world, port)
        self.marta, self.ana = self.world.person("Marta"), self.world.person("Ana")
        self.guild: Guild = self.world.guild("School", self.marta, self.ana)
        self.room: Channel = self.world.channel(self.guild, "spanish-a2")
        intents = discord.Intents(
            guilds=True, guild_messages=True, dm_messages=True, message_content=content, members=members
        )
        self.client = discord.Client(intents=intents, max_ratelimit_timeout=30)
        self.messages: list[discord.Message] = []
        self.pressed: asyncio.Queue[discord.Interaction[Any]] = asyncio.Queue()
        self.client.event(self.on_message)
        self.client.event(self.on_interaction)

    async def on_message(self, message: discord.Message) -> None:
        self.messages.append(message)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        await self.pressed.put(interaction)

    async def start(self, rights: May) -> None:
        self.api.people.add_bot(self.guild, rights)
        await self.api.start()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self.api.gateway_address)
        Route.BASE = self.api.api_address
        self.running = asyncio.create_task(self.client.start(TOKEN))
        ready = asyncio.create_task(self.api.gateway.ready.wait())
        await asyncio.wait([ready, self.running], timeout=5, return_when=asyncio.FIRST_COMPLETED)
        if self.running.done():
            await self.running
        async with asyncio.timeout(30):
            await ready
            await self.api.gateway.heard()

    async def stop(self) -> None:
        await self.client.close()
        await self.running
        await self.api.stop()

    def channel(self) -> discord.TextChannel:
        """The room as the library has it."""
        found = self.client.get_channel(self.room.id)
        assert isinstance(found, discord.TextChannel)
        return found

    async def taken(self, made: Interaction) -> discord.Interaction[Any]:
        """The library's side of an interaction."""
        async with asyncio.timeout(30):
            while (found := await self.pressed.get()).id != made.id:
                pass
            return found

    def shown(self, message: discord.Message | int) -> Message:
        ident = message if isinstance(message, int) else message.id
        return self.room.messages[ident]
