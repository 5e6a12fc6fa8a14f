"""Takes away the lines that pins of ours leave in a room: one after the other, so that nothing else waits for them."""

import asyncio
import contextlib

from telegram import Message
from telegram.error import TelegramError

from adapters.telegram.addresses import GROUPS
from adapters.telegram.presence import Presence

BETWEEN = 0.1
"""Seconds from one to the next: when hundreds of groups are due at once, their tasks go first."""


class PinLines:
    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._seen: asyncio.Queue[Message] = asyncio.Queue()

    def see(self, line: Message) -> None:
        """Keep it in mind, if the pin was ours."""
        if line.from_user is not None and line.from_user.id == self._presence.id and line.chat.type in GROUPS:
            self._seen.put_nowait(line)

    async def take_away(self) -> None:
        """Take them away until cancelled; where the bot may not, they stay."""
        while True:
            line = await self._seen.get()
            with contextlib.suppress(TelegramError):
                await self._presence.bot.delete_message(line.chat.id, line.message_id)
            await asyncio.sleep(BETWEEN)
