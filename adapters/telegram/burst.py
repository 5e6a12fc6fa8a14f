"""Keeps sends from arriving all at once: the bot's pace counts them as they are let go, Telegram as they arrive."""

import asyncio
from collections import deque


class Burst:
    """At most so many sends within so many seconds; who is too early waits, in the order they came."""

    def __init__(self, most: int, within: float) -> None:
        self._within = within
        self._left: deque[float] = deque(maxlen=most)
        self._order = asyncio.Lock()

    async def wait(self) -> None:
        """Wait until one more send is allowed, and count it."""
        clock = asyncio.get_running_loop().time
        async with self._order:
            if len(self._left) == self._left.maxlen and (early := self._left[0] + self._within - clock()) > 0:
                await asyncio.sleep(early)
            self._left.append(clock())
