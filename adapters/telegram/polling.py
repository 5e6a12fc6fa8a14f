"""Long polling: asks for what happened, and confirms an update only when the bot has it on disk."""

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, TelegramError

from adapters.telegram.intake import Intake
from adapters.telegram.presence import Presence, pause_after
from adapters.telegram.updates import UNREADABLE, WANTED

LONGEST_POLL = 30
"""Seconds Telegram waits for something to happen."""
SECOND_PROGRAM_PAUSE = 3.0
TOKEN_PAUSE = 60.0
TELL_EVERY = timedelta(minutes=1)
END_WITHIN = 0.6
"""Seconds that what is being taken in, and then the last confirmation, may take when the bot stops."""

_log = structlog.get_logger("adapters.telegram")


class Polling:
    def __init__(self, presence: Presence, intake: Intake) -> None:
        self._presence = presence
        self._intake = intake
        self._offset = 0
        self._confirmed = 0
        self._failures = 0
        self._second_told: datetime | None = None
        self._under_way: list[tuple[int, asyncio.Task[None]]] = []

    async def run(self) -> None:
        """Poll until cancelled."""
        try:
            await self._no_webhook()
            while True:
                await self._round()
        finally:
            await self._end()

    async def _round(self) -> None:
        updates = await self._next()
        self._under_way = [(one.update_id, asyncio.create_task(self._intake.take(one))) for one in updates]
        if self._under_way:
            # not gather: it would cancel them with us, and what is nearly on disk should get there
            await asyncio.wait([task for _, task in self._under_way])
            self._settle()
        elif not self._failures:
            # all is confirmed; after an idle week Telegram counts anew, and an old offset would throw those away
            self._offset = self._confirmed = 0

    async def _next(self) -> Sequence[Update]:
        try:
            updates = await self._fetched()
        except TelegramError as error:
            await self._failed(error)
            return ()
        if self._failures:
            _log.info("telegram is there again")
        self._failures, self._confirmed = 0, self._offset
        return updates

    async def _fetched(self) -> Sequence[Update]:
        bot = self._presence.bot
        try:
            return await bot.get_updates(self._offset or None, timeout=LONGEST_POLL, allowed_updates=WANTED)
        except TelegramError:
            raise
        except Exception as error:  # noqa: BLE001  the library could not read one of them; the others must go on
            _log.error("an update could not be read and is left out", error=type(error).__name__)
        raw = await bot.raw("getUpdates", {"offset": self._offset, "timeout": 0, "allowed_updates": WANTED})
        readable = [found for one in raw if (found := _read(one, bot))]
        if raw and not readable:
            self._offset = raw[-1]["update_id"] + 1
        return readable

    async def _failed(self, error: TelegramError) -> None:
        pause = pause_after(error, self._failures)
        match error:
            case Conflict():
                pause = SECOND_PROGRAM_PAUSE
                self._tell_of_second_program()
            case InvalidToken():
                pause = TOKEN_PAUSE
                _log.error("telegram does not know the token any more: copy it again from @BotFather and start anew")
            case _ if not self._failures:
                _log.warning("telegram cannot be reached; trying on", error=type(error).__name__)
        self._failures += 1
        await asyncio.sleep(pause)

    def _tell_of_second_program(self) -> None:
        now = self._presence.now()
        if self._second_told and now - self._second_told < TELL_EVERY:
            return
        self._second_told = now
        _log.error(
            "another program fetches messages with this bot's token, so each misses some: stop the other one, "
            "or give it a bot of its own from @BotFather"
        )

    def _settle(self) -> None:
        """Move the offset behind all that has been taken, up to the first that has not."""
        for number, task in self._under_way:
            if not task.done() or task.cancelled() or task.exception():
                break
            self._offset = number + 1
        self._under_way = [(number, task) for number, task in self._under_way if not task.done()]

    async def _no_webhook(self) -> None:
        """A webhook set before would keep all updates to itself."""
        with contextlib.suppress(TelegramError):
            if (await self._presence.bot.get_webhook_info()).url:
                _log.warning("a webhook was set; it is taken back, because this bot polls")
                await self._presence.bot.delete_webhook()

    async def _end(self) -> None:
        """Let what is being taken come to its end, and tell Telegram what need not be sent again."""
        if self._under_way:
            await asyncio.wait([task for _, task in self._under_way], timeout=END_WITHIN)
        self._settle()
        for _, task in self._under_way:
            task.cancel()
        await asyncio.gather(*(task for _, task in self._under_way), return_exceptions=True)
        if self._offset == self._confirmed:
            return
        with contextlib.suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(END_WITHIN):
                await self._presence.bot.get_updates(self._offset, limit=1, timeout=0, allowed_updates=WANTED)


def _read(raw: dict[str, Any], bot: Bot) -> Update | None:
    try:
        return Update.de_json(raw, bot)
    except UNREADABLE:
        return None
