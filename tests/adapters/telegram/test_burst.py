"""What is let go all at once leaves one after the other, in the order it came."""

import asyncio

from adapters.telegram.burst import Burst


async def test_sends_leave_one_after_the_other() -> None:
    burst, left = Burst(200.0), []

    async def send(number: int) -> None:
        await burst.wait()
        left.append((number, asyncio.get_running_loop().time()))

    await asyncio.gather(*(send(number) for number in range(20)))

    assert [number for number, _ in left] == list(range(20))
    assert left[-1][1] - left[0][1] >= 19 * 0.005 - 0.002


async def test_the_first_after_a_rest_leaves_at_once() -> None:
    burst = Burst(0.01)
    async with asyncio.timeout(1.0):
        await burst.wait()
