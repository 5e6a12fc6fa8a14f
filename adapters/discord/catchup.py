"""Reads up what was written while nobody listened: Discord tells nothing again after a restart."""

import asyncio

import discord
import structlog

from adapters.discord.connection import LONGEST_PAUSE, TROUBLE
from adapters.discord.intake import Intake
from adapters.discord.messages import Messages
from adapters.discord.presence import Presence

MOST = 2000
"""Messages of one channel that are read up; more have nothing to do with a task any more."""

_log = structlog.get_logger("discord")


class CatchUp:
    def __init__(self, presence: Presence, intake: Intake, messages: Messages) -> None:
        self._presence = presence
        self._intake = intake
        self._messages = messages

    def begin(self) -> None:
        """A new session: hold back every channel that is followed until it has been read up to now."""
        for channel, last in self._presence.memory.read_to().items():
            self._intake.soon(self._read_up(channel, last))

    async def take(self, message: discord.Message) -> None:
        """Hand over one message, and note that the channel was read so far."""
        channel, memory = message.channel.id, self._presence.memory
        if message.id <= memory.last(channel):
            return
        spot = await self._presence.spot(message.channel, message.author)
        written = self._messages.written(message, spot)
        if written is not None:
            # from before the first message on, so that one that is not taken is found again
            memory.begin(channel, message.id - 1)
            await self._intake.until_taken(written)
        memory.taken(channel, message.id)
        if not (spot.place.private or spot.under or memory.knows(channel)):
            memory.unfollow(channel)

    async def _read_up(self, channel: int, last: int) -> None:
        async with self._intake.order(channel):
            attempt = 0
            while True:
                try:
                    await self._read(channel, last)
                except (discord.NotFound, discord.Forbidden):
                    return
                except TROUBLE as error:
                    _log.warning("a room could not be read up; trying on", error=type(error).__name__)
                    await asyncio.sleep(min(2.0**attempt, LONGEST_PAUSE))
                    attempt += 1
                else:
                    return

    async def _read(self, channel: int, last: int) -> None:
        client = self._presence.client
        newest = getattr(client.get_channel(channel), "last_message_id", None)
        if newest is not None and newest <= last:
            return
        there = client.get_partial_messageable(channel)
        async for message in there.history(after=discord.Object(last), limit=MOST, oldest_first=True):
            await self.take(message)
