"""The bot on Telegram, shared by all parts of the adapter: its line, who it is there, its clock, its small memory."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from telegram import User
from telegram.error import InvalidToken, RetryAfter, TelegramError

from adapters.telegram.connection import Line, OpenBot
from adapters.telegram.memory import Memory
from bot.config import ConfigError
from bot.skew import Skew

LONGEST_PAUSE = 30.0
"""Seconds between two attempts while Telegram cannot be reached."""

_log = structlog.get_logger("adapters.telegram")


@dataclass
class Presence:
    line: Line
    memory: Memory
    now: Callable[[], datetime]
    skew: Skew = field(default_factory=Skew)
    me: User | None = None

    @property
    def bot(self) -> OpenBot:
        return self.line.bot

    @property
    def username(self) -> str:
        return self.memory.username

    @property
    def id(self) -> int:
        assert self.me is not None
        return self.me.id

    @property
    def reads_all(self) -> bool:
        """Whether privacy mode is off, so that the bot sees every message though it is no admin."""
        return bool(self.me and self.me.can_read_all_group_messages)

    async def look_again(self) -> None:
        """Ask anew who we are, since privacy mode may have been switched; what is known stands where none answers."""
        with contextlib.suppress(TelegramError):
            self.me = await self.bot.get_me()

    async def introduce(self) -> None:
        """Ask Telegram who we are, until it answers.

        Raises:
            ConfigError: Telegram does not know the token.
        """
        attempt = 0
        while self.me is None:
            try:
                self.me = await self.bot.get_me()
            except InvalidToken:
                break
            except TelegramError as error:
                if not attempt:
                    _log.warning("telegram cannot be reached; trying on", error=type(error).__name__)
                await asyncio.sleep(pause_after(error, attempt))
                attempt += 1
        if self.me is None:
            raise ConfigError(
                "Telegram does not know this token. Copy it again from @BotFather into token in [telegram]."
            )
        self.memory.name(self.me.username or "")


def pause_after(error: TelegramError, attempt: int) -> float:
    """Seconds to wait after a failed attempt (0 is the first): what Telegram asks for, else longer each time."""
    if isinstance(error, RetryAfter):
        return seconds_of(error)
    return min(2.0**attempt, LONGEST_PAUSE)


def seconds_of(error: RetryAfter) -> float:
    asked = error.retry_after
    return float(asked if isinstance(asked, int) else asked.total_seconds())
