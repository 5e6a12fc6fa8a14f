"""Discord as the bot sees it: a platform behind the port."""

import asyncio

import aiohttp
import discord
import structlog

from adapters.discord import Section
from adapters.discord.addresses import NAME, number, spot_of
from adapters.discord.commands import Commands
from adapters.discord.connection import close, listen, log_in
from adapters.discord.delivery import LIMITS, Delivery
from adapters.discord.ears import Ears
from adapters.discord.findings import findings
from adapters.discord.memory import Memory
from adapters.discord.presence import Presence
from bot.chat import Act, File, Place
from bot.command import Offered
from bot.config import ConfigError
from bot.loopback import is_loopback
from bot.port import Finding, Receive, Refused, Surroundings, TryLater, Why

_CHUNK = 65_536

_log = structlog.get_logger("adapters.discord")


class Discord:
    name = NAME
    limits = LIMITS

    def __init__(self, section: Section, surroundings: Surroundings) -> None:
        self._section = section
        self._now = surroundings.now
        self._presence = Presence(section, Memory(surroundings.folder / "discord.json"), surroundings.now)
        self._delivery = Delivery(self._presence)

    async def run(self, offered: Offered, receive: Receive) -> None:
        """Serve until cancelled.

        Raises:
            ConfigError: Discord does not know the token, or an intent is not switched on in the portal.
        """
        presence = self._presence
        client = await log_in(self._section)
        ears = Ears(presence, offered, receive)
        commands: asyncio.Task[None] | None = None
        try:
            presence.enter(client)
            ears.open(client)
            commands = asyncio.create_task(Commands(presence, offered).install())
            _log.info("discord open", bot=str(client.user), message_content=self._section.message_content)
            await self._listen(client)
        finally:
            await ears.intake.close()
            if commands is not None:
                commands.cancel()
                await asyncio.gather(commands, return_exceptions=True)
            presence.leave()
            await close(client)

    async def _listen(self, client: discord.Client) -> None:
        problem = ""
        try:
            await listen(client)
        except discord.PrivilegedIntentsRequired:
            problem = (
                "Discord does not give the bot what [discord] asks for. In the developer portal, under Bot, switch on "
                "Message Content Intent (message_content) and Server Members Intent (members), or set them to false."
            )
        except discord.ConnectionClosed as error:
            problem = f"Discord closed the line for good (code {error.code}). Look at token and shards in [discord]."
        if problem:
            raise ConfigError(problem)

    async def deliver(self, act: Act, key: str) -> str:
        return await self._delivery.deliver(act, key)

    async def check(self) -> list[Finding]:
        """Look over a line of its own, so that a running bot's is not touched; asks, sets nothing."""
        return await findings(self._section, self._presence.memory)

    def private_link(self, payload: str) -> str:  # noqa: ARG002  Discord's links carry nothing
        return ""

    def message_link(self, where: Place, message: str) -> str:
        thread, post = spot_of(message)
        if where.private or where.platform != NAME or not post or not self._presence.entered.is_set():
            return ""
        channel = self._presence.client.get_channel(number(where.id))
        guild = getattr(channel, "guild", None)
        return f"https://discord.com/channels/{guild.id}/{thread or where.id}/{post}" if guild else ""

    async def fetch(self, file: File, limit: int) -> bytes:
        """The content of a file somebody sent.

        Raises:
            TryLater: it could not be had now.
            Refused: it is gone, or larger than `limit` bytes.
        """
        proxy = None if is_loopback(file.handle) else self._section.proxy or None
        if file.size > limit:
            raise Refused(Why.INVALID, "too large")
        try:
            async with aiohttp.ClientSession() as session, session.get(file.handle, proxy=proxy) as response:
                if response.status >= 500:
                    raise TryLater()
                if response.status != 200:
                    raise Refused(Why.GONE, str(response.status))
                return await _at_most(response, limit)
        except aiohttp.InvalidURL:
            failed: Exception = Refused(Why.GONE, "no such file")
        except (aiohttp.ClientError, OSError, TimeoutError):
            failed = TryLater()
        raise failed


async def _at_most(response: aiohttp.ClientResponse, limit: int) -> bytes:
    content = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        content += chunk
        if len(content) > limit:
            raise Refused(Why.INVALID, "too large")
    return bytes(content)
