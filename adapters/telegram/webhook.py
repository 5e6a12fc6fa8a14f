"""The webhook: Telegram brings what happened; it is told "taken" only when the bot has it on disk."""

import asyncio
import hmac
from hashlib import sha256
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram import Update
from telegram.error import BadRequest, TelegramError

from adapters.telegram import Section
from adapters.telegram.intake import Intake
from adapters.telegram.presence import Presence, pause_after
from adapters.telegram.updates import UNREADABLE, WANTED
from bot.config import ConfigError, split_address

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
LARGEST = 2 * 1024 * 1024
AT_ONCE = 40
"""Updates Telegram may bring at once; those of one chat come one by one."""

_log = structlog.get_logger("adapters.telegram")


class Webhook:
    def __init__(self, section: Section, presence: Presence, intake: Intake) -> None:
        self._section = section.webhook
        self._secret = secret_of(section)
        self._presence = presence
        self._intake = intake

    async def run(self) -> None:
        """Serve until cancelled.

        Raises:
            OSError: the port is taken.
            ConfigError: Telegram does not take the address.
        """
        app = web.Application(client_max_size=LARGEST)
        app.router.add_post(urlsplit(self._section.url).path or "/", self._brought)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.6)
        await runner.setup()
        try:
            host, port = split_address(self._section.listen)
            await web.TCPSite(runner, host, port).start()
            await self._announce()
            _log.info("telegram brings messages", address=self._section.listen)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _announce(self) -> None:
        attempt, problem = 0, ""
        while not problem:
            try:
                await self._presence.bot.set_webhook(
                    self._section.url, secret_token=self._secret, allowed_updates=WANTED, max_connections=AT_ONCE
                )
            except TelegramError as error:
                if isinstance(error, BadRequest):
                    problem = f"Telegram does not take url in [telegram.webhook]: {error.message}"
                    continue
                _log.warning("the webhook is not set yet; trying on", error=type(error).__name__)
                await asyncio.sleep(pause_after(error, attempt))
                attempt += 1
            else:
                return
        raise ConfigError(problem)

    async def _brought(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return web.Response(status=403)
        try:
            update = Update.de_json(await request.json(), self._presence.bot)
        except UNREADABLE as error:
            # brought again it would be no more readable
            _log.error("an update could not be read and is left out", error=type(error).__name__)
            return web.Response()
        await self._intake.take(update)
        return web.Response()


def secret_of(section: Section) -> str:
    """The secret Telegram sends along; without one in the configuration it follows from the token."""
    given = section.webhook.secret.get_secret_value()
    return given or sha256(b"webhook " + section.token.get_secret_value().encode()).hexdigest()
