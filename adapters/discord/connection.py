"""Opens the line to Discord: the library's client for a configuration, quiet enough that no token or text is logged."""

import asyncio
import logging
from typing import Any

import aiohttp
import discord
import structlog
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord import Section
from bot.config import ConfigError
from bot.loopback import is_loopback

LONGEST_RATE_PAUSE = 30.0
"""Seconds the library itself may wait for Discord's pace; a longer pause goes back to the bot's own queue."""
LONGEST_PAUSE = 30.0
"""Seconds between two attempts while Discord cannot be reached."""
TROUBLE = (discord.HTTPException, discord.GatewayNotFound, aiohttp.ClientError, OSError, TimeoutError)
"""What a request may end with when Discord or the line to it is in trouble."""
CLOSE_WITHIN = 2.0
GIVES_WAY_WITHIN = 0.5

_log = structlog.get_logger("adapters.discord")


class _Single(discord.Client):
    """The library's client, silent once it is closed: it may still be about to say that it is ready."""

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        if not self.is_closed():
            super().dispatch(event, *args, **kwargs)


class _Sharded(discord.AutoShardedClient):
    """The same for a large bot, which Discord asks to come over several lines."""

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        if not self.is_closed():
            super().dispatch(event, *args, **kwargs)


def intents_of(section: Section) -> discord.Intents:
    """No privileged intent unless the configuration asks for it."""
    intents = discord.Intents.none()
    intents.guilds = intents.guild_messages = intents.dm_messages = True
    intents.message_content, intents.members = section.message_content, section.members
    return intents


def new_client(section: Section, shards: int = 1) -> discord.Client:
    """A client that has said nothing yet."""
    _keep_quiet()
    # the library has these for the whole process, not for each client
    Route.BASE = section.api_url.rstrip("/")
    if section.gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(section.gateway_url)
    return (_Sharded if shards > 1 else _Single)(
        shard_count=shards if shards > 1 else None,
        intents=intents_of(section),
        max_messages=None,
        member_cache_flags=discord.MemberCacheFlags.none(),
        chunk_guilds_at_startup=False,
        allowed_mentions=discord.AllowedMentions.none(),
        max_ratelimit_timeout=LONGEST_RATE_PAUSE,
        proxy=None if is_loopback(section.api_url) else section.proxy or None,
    )


async def log_in(section: Section) -> discord.Client:
    """A client that Discord knows, tried for until Discord answers.

    Raises:
        ConfigError: Discord does not know the token.
    """
    attempt = 0
    shards = section.shards
    while True:
        client = new_client(section, shards or 1)
        try:
            await enter(section, client)
            if shards:
                return client
            shards, _, _ = await client.http.get_bot_gateway()
            if shards <= 1:
                return client
        except TROUBLE as error:
            if not attempt:
                _log.warning("discord cannot be reached; trying on", error=type(error).__name__)
        except BaseException:
            await close(client)
            raise
        await close(client)
        await asyncio.sleep(min(2.0**attempt, LONGEST_PAUSE) if shards <= 1 else 0)
        attempt += 1


async def enter(section: Section, client: discord.Client) -> None:
    """Log in once.

    Raises:
        ConfigError: Discord does not know the token.
        HTTPException, ClientError, OSError: Discord is in trouble, or cannot be reached.
    """
    refused = False
    try:
        await client.login(section.token.get_secret_value().strip())
    except (discord.LoginFailure, ValueError):
        refused = True
    if refused:
        # raised outside, so that nothing that may hold the token hangs on it
        raise ConfigError("Discord does not know this token. Get a new one in the developer portal: Bot, Reset Token.")


async def listen(client: discord.Client) -> None:
    """Listen to the gateway until cancelled, reconnecting whenever the line breaks.

    Raises:
        PrivilegedIntentsRequired, ConnectionClosed: Discord will not have us.
    """
    # a task of its own: while it reconnects, the library may swallow a cancellation
    listening = asyncio.create_task(client.connect())
    try:
        await asyncio.wait({listening})
        listening.result()
    finally:
        await _end(listening)
        if not listening.done():
            await close(client)
            await _end(listening)


async def _end(listening: asyncio.Task[None]) -> None:
    listening.cancel()
    await asyncio.wait({listening}, timeout=GIVES_WAY_WITHIN)
    if listening.done() and not listening.cancelled():
        listening.exception()  # whoever waits for it has been told


async def close(client: discord.Client) -> None:
    """Close the line; one that does not close in time is left."""
    try:
        async with asyncio.timeout(CLOSE_WITHIN):
            await client.close()
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        _log.info("the line to discord did not close", error=type(error).__name__)


def _keep_quiet() -> None:
    """The library tells whole messages at DEBUG, and addresses with an interaction's token at WARNING."""
    for name in ("discord.gateway", "discord.client", "discord.state"):
        logging.getLogger(name).setLevel(logging.ERROR)
    for name in ("discord.http", "discord.webhook.async_"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
