"""What is let go all at once leaves in the order it came, never more than so many within a while."""

import asyncio

from adapters.telegram.burst import Burst


async def test_never_more_than_so_many_leave_within_a_while() -> None:
    burst, left = Burst(4, 0.05), []

    async def send(number: int) -> None:
        await burst.wait()
        left.append((number, asyncio.get_running_loop().time()))

    await asyncio.gather(*(send(number) for number in range(20)))

    assert [number for number, _ in left] == list(range(20))
    times = [at for _, at in left]
    assert all(later - at > 0.045 for at, later in zip(times, times[4:], strict=False))


async def test_the_first_after_a_rest_leave_at_once() -> None:
    burst = Burst(2, 100.0)
    async with asyncio.timeout(30):
        await burst.wait()
        await burst.wait()
