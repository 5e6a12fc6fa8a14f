"""Carries out the bot's acts on Discord and puts what goes wrong into the port's words."""

from hashlib import blake2b
from io import BytesIO
from typing import Any, Literal

import discord
import structlog

from adapters.discord.addresses import Spot, number, spot_of
from adapters.discord.buttons import MOST, buttons_fit, view_of
from adapters.discord.connection import TROUBLE
from adapters.discord.doors import Door
from adapters.discord.errors import (
    DOOR_CLOSED,
    NO_DOOR,
    NO_RIGHT,
    THREAD_ARCHIVED,
    THREAD_THERE_ALREADY,
    UNKNOWN_EMOJI,
    at_the_port,
)
from adapters.discord.presence import Presence
from adapters.discord.rendering import LONGEST, render
from bot.chat import Act, Buttons, Delete, Edit, Menu, Pin, Place, React, Say, SendFile, Unpin
from bot.port import Limits, Refused, Why
from bot.text import Text

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
LONGEST_KEY = 25
LONGEST_THREAD_NAME = 100
THREAD_OPEN_FOR: Literal[10080] = 10080
"""Minutes of silence after which Discord folds a thread away."""

_REPEATABLE = (Edit, React, Pin, Unpin, Delete, Menu)
_WENT_WRONG = (*TROUBLE, discord.RateLimited, RuntimeError)

_log = structlog.get_logger("discord")


class Delivery:
    def __init__(self, presence: Presence) -> None:
        self._presence = presence

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
                return await self._say(act, key)
            case SendFile():
                return await self._send_file(act, key)
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

    # -- new messages ------------------------------------------------------------------------------------------------

    async def _say(self, act: Say, key: str) -> str:
        shown = message_of(act.text, act.buttons)
        if act.only_for and not act.where.private:
            whispered = await self._whisper(act.where, act.only_for, shown)
            if whispered:
                return whispered
        thread, answered = spot_of(act.reply_to)
        if not thread and answered and self._presence.memory.post_of(answered):
            # a post that has a thread, which has the post's own number, is answered there
            thread, answered = answered, 0
        spot = await self._spot(act, thread)
        if answered and not act.only_for:
            shown["reference"] = discord.MessageReference(
                message_id=answered, channel_id=spot.channel, fail_if_not_exists=False
            )
            # the person answered is the one who is meant
            shown["mention_author"] = not act.silent
        sent = await self._sent(spot, shown, nonce=short(key), silent=act.silent)
        self._noted(spot, sent)
        if act.thread and not act.where.private and not spot.under:
            await self._open_thread(sent, act.thread)
        return spot.name(sent.id)

    async def _send_file(self, act: SendFile, key: str) -> str:
        shown = message_of(act.caption) if act.caption else {}
        if act.only_for and not act.where.private:
            whispered = await self._whisper(act.where, act.only_for, {**shown, "file": _file(act)})
            if whispered:
                return whispered
        spot = await self._spot(act, 0)
        sent = await self._sent(spot, {**shown, "file": _file(act)}, nonce=short(key))
        self._noted(spot, sent)
        return spot.name(sent.id)

    async def _spot(self, act: Say | SendFile, thread: int) -> Spot:
        """Where it goes; what is for one person alone and has no door goes into their private chat."""
        if act.only_for and not act.where.private:
            return Spot(await self._presence.chat_with(number(act.only_for)), act.where)
        channel = await self._presence.channel_of(act.where)
        return Spot(thread, act.where, under=thread) if thread else Spot(channel, act.where)

    async def _sent(self, spot: Spot, shown: dict[str, Any], **more: Any) -> discord.Message:
        there = self._presence.client.get_partial_messageable(spot.channel)
        bare = shown.pop("bare", "")
        try:
            return await there.send(**shown, **more)
        except discord.Forbidden as error:
            if not bare or error.code != NO_RIGHT:
                raise
        # embeds are not allowed there
        shown = {**shown, "content": bare}
        shown.pop("embed")
        return await there.send(**shown, **more)

    def _noted(self, spot: Spot, sent: discord.Message) -> None:
        presence = self._presence
        presence.skew.learn(sent.created_at, presence.now())
        presence.memory.begin(spot.channel, sent.id)
        server = _server(presence.client, spot.place)
        if server:
            presence.memory.use(int(spot.place.id), server)

    async def _whisper(self, where: Place, user: str, shown: dict[str, Any]) -> str:
        """Say it to one person in a room; empty when their last press or command there is too long ago."""
        door = self._presence.doors.to(where, user)
        if door is None or not await door.ready():
            return ""
        seen = {name: value for name, value in shown.items() if name != "bare"}
        try:
            sent = await door.interaction.followup.send(**seen, ephemeral=True, wait=True)
        except discord.HTTPException as error:
            if error.code not in (NO_DOOR, DOOR_CLOSED):
                raise
            return ""
        self._presence.doors.sent(sent.id, door)
        return str(sent.id)

    async def _open_thread(self, sent: discord.Message, title: str) -> None:
        """Open a thread under a post; without it the post stands all the same."""
        name = title.strip()[:LONGEST_THREAD_NAME] or "…"
        try:
            await self._presence.client.http.start_thread_with_message(
                sent.channel.id, sent.id, name=name, auto_archive_duration=THREAD_OPEN_FOR
            )
        except discord.HTTPException as error:
            if error.code != THREAD_THERE_ALREADY:
                _log.warning("a thread could not be opened", code=error.code)
                return
        self._presence.memory.know_thread(sent.id, sent.channel.id)
        self._presence.memory.begin(sent.id, sent.id)

    # -- messages that are there -------------------------------------------------------------------------------------

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


def message_of(text: Text, buttons: Buttons = ()) -> dict[str, Any]:
    """A new message as the library takes it.

    Raises:
        Refused: its text or its buttons do not fit.
    """
    shown = render(text)
    if shown is None:
        raise Refused(Why.INVALID, f"a text has 1 to {LONGEST} characters")
    if not buttons_fit(buttons):
        raise Refused(Why.INVALID, f"a button needs a label, and a code or an address; {MOST} at most")
    found: dict[str, Any] = {"content": shown.content or None}
    if shown.embed:
        found["embed"] = discord.Embed(description=shown.embed)
        found["bare"] = shown.bare
    else:
        found["suppress_embeds"] = True
    if view := view_of(buttons):
        found["view"] = view
    return found


def edited(shown: dict[str, Any]) -> dict[str, Any]:
    """The same as a change of a message: what it does not have is taken away."""
    embed = shown.get("embed")
    return {"content": shown["content"], "embeds": [embed] if embed else [], "view": shown.get("view")}


def _file(act: SendFile) -> discord.File:
    return discord.File(BytesIO(act.content), filename=act.name)


def short(key: str) -> str:
    """A key as short as Discord wants it."""
    return key if len(key) <= LONGEST_KEY else blake2b(key.encode(), digest_size=12).hexdigest()


def _server(client: discord.Client, place: Place) -> int:
    channel = None if place.private else client.get_channel(int(place.id))
    guild = getattr(channel, "guild", None)
    return guild.id if guild else 0
