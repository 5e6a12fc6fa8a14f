"""What became of counted messages while nobody listened: changed ones are told as edits, missing ones as deleted.

Discord tells neither after a restart.
"""

import asyncio
from collections.abc import Iterable

import discord

from adapters.discord.addresses import Spot, number, spot_of
from adapters.discord.errors import UNKNOWN_MESSAGE
from adapters.discord.intake import Intake
from adapters.discord.messages import Messages
from adapters.discord.presence import Presence
from adapters.discord.rooms import Rooms
from bot.command import Offered

MOST = 2000
"""Messages of one channel that are looked through; what was counted after them is not asked after."""
ROOMS_AT_ONCE = 4
"""So that many rooms after one outage stay far below Discord's 50 requests a second."""


class Meanwhile:
    def __init__(self, presence: Presence, intake: Intake, messages: Messages, rooms: Rooms, offered: Offered) -> None:
        self._presence = presence
        self._intake = intake
        self._messages = messages
        self._rooms = rooms
        self._offered = offered
        self._few = asyncio.Semaphore(ROOMS_AT_ONCE)

    async def look(self, channel: int) -> None:
        """Compare what counts in a channel's open tasks with what stands there; told twice, it is taken once.

        Raises:
            HTTPException, ClientError, RateLimited: Discord is in trouble, or does not let us look.
        """
        async with self._few, self._intake.order(channel):
            spot = self._presence.spot_at_once(channel)
            if spot is None or spot.place.private:
                return
            counted = _in_channel(await self._offered.counted(spot.place), spot)
            if counted:
                await self._compare(channel, spot, counted)

    async def _compare(self, channel: int, spot: Spot, counted: set[int]) -> None:
        there = self._presence.client.get_partial_messageable(channel)
        first, last = discord.Object(min(counted) - 1), discord.Object(max(counted) + 1)
        looked, reached, missing = 0, 0, set(counted)
        async for message in there.history(after=first, before=last, limit=MOST, oldest_first=True):
            looked, reached = looked + 1, message.id
            if message.id in missing:
                missing.discard(message.id)
                edited = self._messages.edited(message, spot)
                if edited is not None:
                    await self._intake.until_taken(edited)
        gone = {one for one in missing if looked < MOST or one < reached}
        for message_id in sorted(gone):
            if await _is_gone(there, message_id):
                for event in self._rooms.deleted(channel, {message_id}):
                    await self._intake.until_taken(event)


def _in_channel(counted: Iterable[str], spot: Spot) -> set[int]:
    """The numbers of those messages that stand in this very channel, not in a thread under it or above it."""
    placed = [(thread or number(spot.place.id), message) for thread, message in map(spot_of, counted)]
    return {message for channel, message in placed if message and channel == spot.channel}


async def _is_gone(there: discord.PartialMessageable, message: int) -> bool:
    """Discord is asked for the one message: who may not read a room's history is shown an empty one.

    Raises:
        HTTPException, ClientError, RateLimited: it does not say.
    """
    try:
        await there.fetch_message(message)
    except discord.NotFound as error:
        if error.code != UNKNOWN_MESSAGE:
            raise
        return True
    return False
