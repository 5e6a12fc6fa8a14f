"""Telegram as the bot sees it: a platform behind the port."""

import asyncio
from urllib.parse import quote

import structlog

from adapters.telegram import Section
from adapters.telegram.addresses import NAME, address_of, link_to
from adapters.telegram.answers import Answers
from adapters.telegram.connection import connect
from adapters.telegram.delivery import LIMITS, Delivery
from adapters.telegram.files import content_of
from adapters.telegram.findings import findings
from adapters.telegram.intake import Intake
from adapters.telegram.memory import Memory
from adapters.telegram.menus import Menus
from adapters.telegram.pin_lines import PinLines
from adapters.telegram.polling import Polling
from adapters.telegram.presence import Presence
from adapters.telegram.updates import Updates
from adapters.telegram.webhook import Webhook
from bot.chat import Act, File, Place
from bot.command import Offered
from bot.port import Finding, Receive, Surroundings

_log = structlog.get_logger("adapters.telegram")


class Telegram:
    name = NAME
    limits = LIMITS

    def __init__(self, section: Section, surroundings: Surroundings) -> None:
        self._section = section
        self._now = surroundings.now
        line, memory = connect(section), Memory(surroundings.folder / "telegram.json")
        self._presence = Presence(line, memory, surroundings.now)
        self._menus = Menus(self._presence)
        self._delivery = Delivery(self._presence, self._menus)

    async def run(self, offered: Offered, receive: Receive) -> None:
        """Serve until cancelled.

        Raises:
            ConfigError: Telegram does not know the token, or does not take the webhook's address.
            OSError: the port of the webhook is taken.
        """
        presence = self._presence
        answers = Answers(presence, self._delivery)
        pin_lines = PinLines(presence)
        intake = Intake(Updates(presence, pin_lines), answers, self._menus, offered, receive)
        beside: list[asyncio.Task[None]] = []
        try:
            await presence.line.open()
            await presence.introduce()
            _log.info("telegram open", bot=f"@{presence.username}", mode=self._section.mode)
            beside += [
                asyncio.create_task(self._menus.offer_everywhere(offered)),
                asyncio.create_task(pin_lines.take_away()),
            ]
            await self._way_in(intake)
        finally:
            await intake.close()
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            await presence.line.close()

    async def _way_in(self, intake: Intake) -> None:
        if self._section.mode == "webhook":
            await Webhook(self._section, self._presence, intake).run()
        else:
            await Polling(self._presence, intake).run()

    async def deliver(self, act: Act, key: str) -> str:  # noqa: ARG002  Telegram knows no keys
        return await self._delivery.deliver(act)

    async def check(self) -> list[Finding]:
        """Look over a line of its own, so that a running bot's is not touched; asks, sets nothing."""
        line = connect(self._section)
        try:
            return await findings(self._section, line, self._now())
        finally:
            await line.close()

    def private_link(self, payload: str) -> str:
        name = self._presence.username
        return f"https://t.me/{name}?start={quote(payload, safe='')}" if name else ""

    def message_link(self, where: Place, message: str) -> str:
        address = address_of(where)
        if address is None or where.platform != NAME:
            return ""
        return link_to(address, message, self._presence.memory.public_name(address.chat))

    async def fetch(self, file: File, limit: int) -> bytes:
        return await content_of(self._presence, file, limit)
