"""Opens the line to Telegram: the library's Bot for a configuration, quiet enough that no token or text is logged."""

import logging
import os
from dataclasses import dataclass
from typing import Any

from telegram import Bot
from telegram.error import InvalidToken
from telegram.request import HTTPXRequest

from adapters.telegram import Section
from bot.config import ConfigError
from bot.loopback import is_loopback

SENDS_AT_ONCE = 64
"""Connections; more acts than this at once wait for one."""


class OpenBot(Bot):
    """The library's Bot, and a way to an answer as Telegram gave it, before the library reads it."""

    async def raw(self, method: str, given: dict[str, Any]) -> Any:
        """Call a method; raises TelegramError."""
        return await self._post(method, given)


@dataclass(frozen=True, slots=True)
class Line:
    """The library's Bot, and the two lines it speaks over."""

    bot: OpenBot
    requests: tuple[HTTPXRequest, HTTPXRequest]

    async def open(self) -> None:
        """Speak again after a close; a new line is open already."""
        for request in self.requests:
            await request.initialize()

    async def close(self) -> None:
        # Bot.shutdown does nothing before Bot.initialize, which would put the token into an error
        for request in self.requests:
            await request.shutdown()


def connect(section: Section) -> Line:
    """A line over which nothing has been said yet.

    Raises:
        ConfigError: the token is empty, or the proxy cannot be used.
    """
    _keep_quiet()
    # the library's own switch for times as timedelta; without it every 429 brings a deprecation warning
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    address = section.api_url.rstrip("/")
    try:
        requests = (_request(section, SENDS_AT_ONCE), _request(section, 2))
        bot = OpenBot(
            section.token.get_secret_value().strip(),
            base_url=f"{address}/bot",
            base_file_url=f"{address}/file/bot",
            request=requests[0],
            get_updates_request=requests[1],
        )
        return Line(bot, requests)
    except InvalidToken:
        problem = "token in [telegram] is empty."
    except (RuntimeError, ValueError):
        problem = "proxy in [telegram] cannot be used. It looks like http://host:3128, or leave it empty."
    raise ConfigError(problem)


def _request(section: Section, connections: int) -> HTTPXRequest:
    near = is_loopback(section.api_url)
    return HTTPXRequest(
        connection_pool_size=connections,
        connect_timeout=10.0,
        read_timeout=20.0,
        write_timeout=20.0,
        pool_timeout=10.0,
        proxy=None if near or not section.proxy else section.proxy,
        httpx_kwargs={"trust_env": not near},
    )


def _keep_quiet() -> None:
    """httpx logs addresses with the token at INFO, the library whole updates at CRITICAL when it cannot read them."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # each of them, since the level of "telegram" itself is the log's to set
    for name in [one for one in logging.root.manager.loggerDict if one.partition(".")[0] == "telegram"]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
