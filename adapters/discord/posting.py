"""Posts new messages: in a room, in a thread under a post, in a private chat, or for one person alone in a room."""

from typing import Any, Literal

import discord
import structlog

from adapters.discord.addresses import Spot, number, spot_of
from adapters.discord.composing import file_of, message_of, short
from adapters.discord.connection import TROUBLE
from adapters.discord.errors import DOOR_CLOSED, NO_DOOR, NO_RIGHT, THREAD_THERE_ALREADY
from adapters.discord.presence import Presence
from bot.chat import Place, Say, SendFile

LONGEST_THREAD_NAME = 100
THREAD_OPEN_FOR: Literal[10080] = 10080
"""Minutes of silence after which Discord folds a thread away."""

_log = structlog.get_logger("adapters.discord")


class Posting:
    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    async def say(self, act: Say, key: str) -> str:
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

    async def send_file(self, act: SendFile, key: str) -> str:
        shown = message_of(act.caption) if act.caption else {}
        if act.only_for and not act.where.private:
            whispered = await self._whisper(act.where, act.only_for, {**shown, "file": file_of(act.name, act.content)})
            if whispered:
                return whispered
        spot = await self._spot(act, 0)
        sent = await self._sent(spot, {**shown, "file": file_of(act.name, act.content)}, nonce=short(key))
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
        except (*TROUBLE, discord.RateLimited) as error:
            code = getattr(error, "code", 0)
            if code != THREAD_THERE_ALREADY:
                _log.warning("a thread could not be opened", error=type(error).__name__, code=code)
                return
        self._presence.memory.know_thread(sent.id, sent.channel.id)
        self._presence.memory.begin(sent.id, sent.id)


def _server(client: discord.Client, place: Place) -> int:
    channel = None if place.private else client.get_channel(int(place.id))
    guild = getattr(channel, "guild", None)
    return guild.id if guild else 0
