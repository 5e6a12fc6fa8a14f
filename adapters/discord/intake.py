"""Hands over what happened: in order for each channel, presses at once, each until the bot has it on disk."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count
from weakref import WeakValueDictionary

import structlog

from adapters.discord.connection import LONGEST_PAUSE
from bot.chat import Event
from bot.host.trouble import trouble
from bot.port import Receive

MOST_ATTEMPTS = 5
"""What fails so often, with nothing wrong on this machine, is set aside for what comes behind it."""
END_WITHIN = 0.6
"""Seconds that what is under way may take when the bot stops."""

_log = structlog.get_logger("adapters.discord")


class Intake:
    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self._orders: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._under_way: set[asyncio.Task[None]] = set()
        self._closed = False

    def order(self, channel: int) -> asyncio.Lock:
        """Whoever holds it has the channel's order; they come one by one, as they asked."""
        return self._orders.setdefault(channel, asyncio.Lock())

    def soon(self, work: Awaitable[None]) -> None:
        """Do something without holding up what comes next."""
        _ = self.start(work)

    def start(self, work: Awaitable[None]) -> asyncio.Task[None]:
        """The same for who wants to know when it is done."""
        task = asyncio.ensure_future(self._quietly(work))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def until_taken(self, event: Event) -> None:
        """Hand over one event; when this returns it is on disk, or was set aside."""
        for attempt in count(1):
            try:
                await self.receive(event)
            except Exception as error:  # noqa: BLE001  the outer door: what fails is tried again, then set aside
                foreseen = trouble(error) is not None
                _log.error("discord_not_taken", what=type(event).__name__, attempt=attempt, error=type(error).__name__)
                if attempt >= MOST_ATTEMPTS and not foreseen:
                    return
                await asyncio.sleep(min(2.0 ** (attempt - 1), LONGEST_PAUSE))
            else:
                return

    async def in_order(self, channel: int, find: Callable[[], Awaitable[list[Event]]]) -> None:
        """Find out what happened in a channel, and hand it over, after all that came before."""
        async with self.order(channel):
            for event in await find():
                await self.until_taken(event)

    async def close(self) -> None:
        """Let what is under way come to its end."""
        if not self._under_way:
            return
        _, late = await asyncio.wait(self._under_way, timeout=END_WITHIN)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _quietly(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001  one thing that fails must not end the bot, and its words stay ours
            _log.error("discord_failed", error=type(error).__name__)
