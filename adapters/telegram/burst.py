"""Keeps sends from arriving all at once: the bot's pace counts them as they are let go, Telegram as they arrive."""

import asyncio

LATE = 0.02
"""Seconds by which a send may follow too closely on one that was late."""


class Burst:
    """One send after the other, so many a second; who is too early waits, in the order they came."""

    def __init__(self, a_second: float) -> None:
        self._gap = 1 / a_second
        self._next = float("-inf")
        self._order = asyncio.Lock()

    async def wait(self) -> None:
        """Wait until one more send is allowed, and count it."""
        clock = asyncio.get_running_loop().time
        async with self._order:
            if (early := self._next - clock()) > 0:
                await asyncio.sleep(early)
            # a sleep that was a little too long costs nothing, but after a stall nothing is made up for
            self._next = (self._next if clock() - self._next < LATE else clock()) + self._gap
