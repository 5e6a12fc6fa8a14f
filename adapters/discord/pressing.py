"""Takes what people press, choose and fill in: handed over at once, answered in time."""

import asyncio

import discord
import structlog

from adapters.discord.answers import Answers
from adapters.discord.connection import TROUBLE
from adapters.discord.interactions import Interactions, by
from adapters.discord.messages import Messages
from adapters.discord.presence import Presence
from adapters.discord.rights import admin_by
from adapters.discord.rooms import Rooms
from bot.chat import NOTHING, Answer, FormSent
from bot.command import Offered
from bot.port import Receive

MOST_FITS = 25
LONGEST_FIT = 100

_log = structlog.get_logger("adapters.discord")


class Pressing:
    def __init__(
        self, presence: Presence, messages: Messages, rooms: Rooms, offered: Offered, receive: Receive
    ) -> None:
        self._presence = presence
        self._rooms = rooms
        self._receive = receive
        self._interactions = Interactions(presence, messages, offered)
        self._answers = Answers(presence.doors)

    async def take(self, given: discord.Interaction) -> None:
        match given.type:
            case discord.InteractionType.autocomplete:
                await self._complete(given)
            case discord.InteractionType.ping:
                pass
            case _:
                await self._interact(given)

    async def _interact(self, given: discord.Interaction) -> None:
        spot = self._presence.spot_at_once(given.channel_id or 0)
        where = spot.place.id if spot else str(given.channel_id)
        door = self._presence.doors.open(where, str(given.user.id), given)
        turn = asyncio.create_task(self._turn(given))
        try:
            await self._answers.give(door, turn)
        finally:
            if not turn.done():
                turn.cancel()

    async def _turn(self, given: discord.Interaction) -> Answer:
        if given.channel is None:
            return NOTHING
        spot = await self._presence.spot(given.channel, given.user)
        event = await self._interactions.event(given, spot)
        if event is None:
            return NOTHING
        if isinstance(given.channel, discord.abc.GuildChannel | discord.Thread) and not isinstance(event, FormSent):
            by_admin = admin_by(given.permissions)
            for seen in self._rooms.first_sight(self._room_of(given.channel, spot.under), by(given), by_admin=by_admin):
                await self._receive(seen)
        return await self._receive(event)

    def _room_of(
        self, channel: discord.abc.GuildChannel | discord.Thread, under: int
    ) -> discord.abc.GuildChannel | discord.Thread:
        """The room a thread under a post belongs to is the one the post stands in."""
        parent = channel.parent if under and isinstance(channel, discord.Thread) else None
        return parent or channel

    async def _complete(self, given: discord.Interaction) -> None:
        if given.channel is None:
            return
        fits = await self._interactions.completions(given, await self._presence.spot(given.channel, given.user))
        choices = [
            discord.app_commands.Choice(name=one[:LONGEST_FIT], value=one[:LONGEST_FIT])
            for one in fits[:MOST_FITS]
            if one
        ]
        try:
            await given.response.autocomplete(choices)
        except (*TROUBLE, discord.RateLimited) as error:
            _log.debug("what fits came too late", error=type(error).__name__)
