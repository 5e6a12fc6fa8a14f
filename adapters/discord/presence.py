"""The bot on Discord, shared by all parts of the adapter: its line, who it is there, its clock, its small memory."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import discord

from adapters.discord import Section
from adapters.discord.addresses import NAME, Spot, private_place, room
from adapters.discord.chains import Chains
from adapters.discord.doors import Doors
from adapters.discord.errors import PAUSE
from adapters.discord.memory import Memory
from bot.chat import Place
from bot.port import Refused, TryLater, Why
from bot.skew import Skew

KNOWN_WITHIN = 5.0
"""Seconds a send waits for the bot to log in."""


@dataclass
class Presence:
    section: Section
    memory: Memory
    now: Callable[[], datetime]
    skew: Skew = field(default_factory=Skew)
    chains: Chains = field(default_factory=Chains)
    doors: Doors = field(default_factory=Doors)
    line: discord.Client | None = None
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    left: bool = False

    @property
    def client(self) -> discord.Client:
        assert self.line is not None
        return self.line

    @property
    def id(self) -> int:
        assert self.client.user is not None
        return self.client.user.id

    def enter(self, client: discord.Client) -> None:
        """The client is logged in: from now on something can be sent."""
        self.line, self.left = client, False
        self.memory.introduce(str(self.id))
        self.entered.set()

    def leave(self) -> None:
        self.entered.clear()
        self.left = True
        self.memory.write()

    async def there(self) -> None:
        """Wait for the line.

        Raises:
            TryLater: it is not open yet.
        """
        if self.left:
            raise TryLater(PAUSE)
        try:
            async with asyncio.timeout(KNOWN_WITHIN):
                await self.entered.wait()
        except TimeoutError:
            raise TryLater(PAUSE, everywhere=True) from None

    def key(self, kind: str, *parts: object) -> str:
        """The key of something that happened."""
        return ":".join([NAME, str(self.id), kind, *map(str, parts)])

    async def chat_with(self, user: int) -> int:
        """The channel of somebody's private chat; asking for it writes nothing to them."""
        channel = self.memory.chat(user)
        if not channel:
            channel = int((await self.client.http.start_private_message(user))["id"])
            self.memory.know_chat(user, channel)
        return channel

    async def channel_of(self, place: Place) -> int:
        """The channel of a place.

        Raises:
            Refused: it cannot be on Discord.
        """
        number = int(place.id) if place.id.isdigit() and place.platform == NAME else 0
        if not number:
            raise Refused(Why.INVALID, "another platform's place")
        return await self.chat_with(number) if place.private else number

    def followed(self, channel: int) -> bool:
        """Whether a channel is read up after a restart: a room in use, a thread under a post, or a private chat."""
        memory = self.memory
        return memory.knows(channel) or memory.private(channel) or bool(memory.post_of(channel))

    # -- where a message stands --------------------------------------------------------------------------------------

    def spot_at_once(self, channel: int) -> Spot | None:
        """Where messages of a channel stand, from memory alone; None when a thread is not known yet."""
        if user := self.memory.user_of(channel):
            return Spot(channel, private_place(user))
        parent = self.memory.post_of(channel)
        if parent:
            return Spot(channel, room(int(parent)), under=channel)
        if parent is None and isinstance(self.client.get_channel(channel), discord.Thread):
            return None
        return Spot(channel, room(channel))

    async def spot(
        self,
        channel: discord.abc.Snowflake,
        person: discord.abc.User,
    ) -> Spot:
        """Where a person's messages in a channel stand: a thread under a post of ours belongs to the post's room."""
        private = isinstance(channel, discord.DMChannel) or self.memory.private(channel.id)
        if private and person.id != self.id:
            self.memory.know_chat(person.id, channel.id)
        if isinstance(channel, discord.Thread) and self.memory.post_of(channel.id) is None:
            under = await self._stands_under_ours(channel)
            self.memory.know_thread(channel.id, channel.parent_id if under else 0)
        return self.spot_at_once(channel.id) or Spot(channel.id, room(channel.id))

    async def _stands_under_ours(self, thread: discord.Thread) -> bool:
        """A thread has the number of the message it was opened under."""
        if isinstance(thread.parent, discord.ForumChannel):
            return False
        if thread.owner_id == self.id:
            return True
        parent = self.client.get_partial_messageable(thread.parent_id)
        try:
            return (await parent.fetch_message(thread.id)).author.id == self.id
        except (discord.NotFound, discord.Forbidden):
            return False
