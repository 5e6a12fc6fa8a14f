"""Carries out the bot's acts on Discord and puts what goes wrong into the port's words."""

import discord

from adapters.discord.addresses import spot_of
from adapters.discord.buttons import MOST
from adapters.discord.composing import edited, message_of
from adapters.discord.connection import TROUBLE
from adapters.discord.doors import Door
from adapters.discord.errors import THREAD_ARCHIVED, UNKNOWN_EMOJI, at_the_port
from adapters.discord.posting import Posting
from adapters.discord.presence import Presence
from adapters.discord.rendering import LONGEST
from bot.chat import Act, Delete, Edit, Menu, Pin, React, Say, SendFile, Unpin
from bot.port import Limits, Refused, Why

SIGNS = ("✅",)
LIMITS = Limits(
    text=LONGEST,
    caption=LONGEST,
    popup=LONGEST,
    buttons_in_row=5,
    buttons=MOST,
    label=60,
    edit_old_every=600.0,
    signs=SIGNS,
    ephemeral=True,
    reminds_unasked=False,
    permissions=True,
    reads_as_admin=False,
    writes_first=True,
    sees_deletions=True,
    send_key=True,
    forms=True,
    threads=True,
    utf16=True,
    sends_per_second=40.0,
    room_sends_per_second=1.0,
    room_sends_per_minute=60,
)

_REPEATABLE = (Edit, React, Pin, Unpin, Delete, Menu)
_WENT_WRONG = (*TROUBLE, discord.RateLimited, RuntimeError)


class Delivery:
    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._posting = Posting(presence)

    async def deliver(self, act: Act, key: str) -> str:
        """Do one act; gives the message's id.

        Raises:
            TryLater, Refused, Uncertain: and nothing else.
        """
        await self._presence.there()
        try:
            return await self._carry_out(act, key)
        except _WENT_WRONG as error:
            private = act.where.private or bool(getattr(act, "only_for", ""))
            failed = at_the_port(error, private=private, repeatable=isinstance(act, _REPEATABLE))
        # raised outside, so that nothing of the library's, which may name the token, hangs on it
        raise failed

    async def _carry_out(self, act: Act, key: str) -> str:
        match act:
            case Say():
                return await self._posting.say(act, key)
            case SendFile():
                return await self._posting.send_file(act, key)
            case Menu():
                return ""  # Discord's menus hang on permissions, and are set for all at once
        thread, message = spot_of(act.message)
        if not message:
            raise Refused(Why.GONE, "no such message")
        door = self._presence.doors.of(message)
        if door is not None:
            await self._through_door(door, act, message)
            return act.message
        channel = thread or await self._presence.channel_of(act.where)
        try:
            await self._change(act, channel, message)
        except discord.HTTPException as error:
            if error.code != THREAD_ARCHIVED:
                raise
            await self._unfold(channel)
            await self._change(act, channel, message)
        return act.message

    async def _change(self, act: Edit | React | Pin | Unpin | Delete, channel: int, message: int) -> None:
        there = self._presence.client.get_partial_messageable(channel).get_partial_message(message)
        match act:
            case Edit():
                await there.edit(**edited(message_of(act.text, act.buttons)))
            case React():
                await self._react(act, there)
            case Pin():
                await there.pin()
            case Unpin():
                await there.unpin()
            case Delete():
                await there.delete()

    async def _react(self, act: React, there: discord.PartialMessage) -> None:
        if not act.signs:
            await self._no_sign(there)
            return
        sign = next((sign for sign in act.signs if sign in SIGNS), None)
        if sign is None:
            raise Refused(Why.INVALID, "none of these signs is ours")
        await there.add_reaction(sign)

    async def _no_sign(self, there: discord.PartialMessage) -> None:
        for sign in SIGNS:
            try:
                await there.remove_reaction(sign, discord.Object(self._presence.id))
            except discord.NotFound as error:
                if error.code != UNKNOWN_EMOJI:
                    raise

    async def _through_door(self, door: Door, act: Edit | React | Pin | Unpin | Delete, message: int) -> None:
        if not door.open:
            raise Refused(Why.TOO_LATE, "only its person sees it, and its door is closed")
        match act:
            case Edit():
                await door.interaction.followup.edit_message(message, **edited(message_of(act.text, act.buttons)))
            case Delete():
                await door.interaction.followup.delete_message(message)

    async def _unfold(self, thread: int) -> None:
        """A thread that Discord folded away is opened again."""
        await self._presence.client.http.edit_channel(thread, archived=False)
