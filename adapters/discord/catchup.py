"""Takes messages in, in order for each channel, and reads up what was written while nobody listened.

Discord tells nothing again after a restart, so how far each channel was read is kept.
"""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count

import discord
import structlog

from adapters.discord.connection import LONGEST_PAUSE, TROUBLE
from adapters.discord.intake import Intake
from adapters.discord.meanwhile import Meanwhile
from adapters.discord.messages import Messages
from adapters.discord.presence import Presence
from bot.chat import Event

MOST = 2000
"""Messages of one channel that are read up; more have nothing to do with a task any more."""
AT_ONCE = 50
"""Messages of one channel under way to the disk; they are handed over in their order, and share its commits."""

_log = structlog.get_logger("adapters.discord")


class CatchUp:
    def __init__(self, presence: Presence, intake: Intake, messages: Messages, meanwhile: Meanwhile) -> None:
        self._presence = presence
        self._intake = intake
        self._messages = messages
        self._meanwhile = meanwhile
        self._under_way: dict[int, dict[int, asyncio.Task[None] | None]] = {}

    def begin(self) -> None:
        """A new session: hold back every channel that is followed until it has been read up to now."""
        for channel, last in self._presence.memory.read_to().items():
            self._intake.soon(self._follow_up(channel, last))

    async def take(self, message: discord.Message) -> None:
        """Hand over one message; whoever calls this holds the channel's order."""
        channel = message.channel.id
        under_way = self._under_way.setdefault(channel, {})
        if message.id <= self._presence.memory.last(channel) or message.id in under_way:
            return
        spot = await self._presence.spot(message.channel, message.author)
        written = self._messages.written(message, spot)
        if written is None:
            under_way[message.id] = None
        else:
            # from before the first message on, so that one that is not taken is found again
            self._presence.memory.begin(channel, message.id - 1)
            under_way[message.id] = self._intake.start(self._hand_over(channel, message.id, written))
        self._settle(channel)
        tasks = [task for task in under_way.values() if task]
        if len(tasks) >= AT_ONCE:
            await asyncio.wait(tasks[:1])

    async def _hand_over(self, channel: int, message: int, written: Event) -> None:
        await self._intake.until_taken(written)
        self._under_way[channel][message] = None
        self._settle(channel)

    def _settle(self, channel: int) -> None:
        """The channel is read up to the last message before one that is still under way."""
        memory, under_way = self._presence.memory, self._under_way[channel]
        followed = self._presence.followed(channel)
        while under_way and (first := next(iter(under_way))) and under_way[first] is None:
            del under_way[first]
            if followed:
                memory.taken(channel, first)
        if not under_way and not followed:
            memory.unfollow(channel)

    async def _follow_up(self, channel: int, last: int) -> None:
        """First what is new, which keeps back what is said now; then what became of what is counted already."""
        async with self._intake.order(channel):
            await _patiently(lambda: self._read(channel, last))
        await _patiently(lambda: self._meanwhile.look(channel))

    async def _read(self, channel: int, last: int) -> None:
        client = self._presence.client
        newest = getattr(client.get_channel(channel), "last_message_id", None)
        if newest is not None and newest <= last:
            return
        there = client.get_partial_messageable(channel)
        async for message in there.history(after=discord.Object(last), limit=MOST, oldest_first=True):
            await self.take(message)


async def _patiently(read: Callable[[], Awaitable[None]]) -> None:
    """Until it is done, or Discord will not let us."""
    for attempt in count():
        try:
            await read()
        except (discord.NotFound, discord.Forbidden):
            return
        except (*TROUBLE, discord.RateLimited) as error:
            _log.warning("a room could not be read up; trying on", error=type(error).__name__)
            await asyncio.sleep(min(2.0**attempt, LONGEST_PAUSE))
        else:
            return
