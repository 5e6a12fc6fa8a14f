"""How the queue before a platform lets sends go."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.pace import Pace
from bot.port import Limits

LIMITS = Limits(sends_per_second=5, room_sends_per_second=1, room_sends_per_minute=20)


class Hand:
    """A clock turned by hand, and the one thing it was asked to call later."""

    def __init__(self) -> None:
        self.now = 0.0
        self.set: tuple[float, Callable[[], None]] | None = None

    def later(self, seconds: float, call: Callable[[], None]) -> Hand:
        self.set = (self.now + seconds, call)
        return self

    def cancel(self) -> None:
        self.set = None

    async def turn_on(self) -> bool:
        """Go to the moment asked for; false when nobody waits for one."""
        await asyncio.sleep(0)
        if self.set is None:
            return False
        (self.now, call), self.set = self.set, None
        call()
        await asyncio.sleep(0)
        return True


async def _sent(limits: Limits, wanted: list[tuple[str, str]]) -> list[tuple[float, str, str]]:
    """When each of these (urgency, place) was let go, all asked for at once."""
    hand, gone = Hand(), []
    pace = Pace(limits, lambda: hand.now, hand.later)

    async def send(urgency: str, place: str) -> None:
        assert await pace.wait(urgency, place)
        gone.append((hand.now, urgency, place))

    tasks = [asyncio.create_task(send(*one)) for one in wanted]
    while await hand.turn_on():
        pass
    await asyncio.gather(*tasks)
    return gone


@given(st.lists(st.tuples(st.sampled_from(["0", "1", "2", "3"]), st.sampled_from(["", "a", "b", "c"])), max_size=60))
def test_no_limit_is_ever_passed_and_everybody_goes(wanted: list[tuple[str, str]]) -> None:
    gone = asyncio.run(_sent(LIMITS, wanted))

    assert sorted(one[1:] for one in gone) == sorted(wanted)
    times = [at for at, _, _ in gone]
    assert all(later - at > 1 - 1e-6 for at, later in zip(times, times[5:], strict=False))
    for place in "abc":
        here = [at for at, _, to in gone if to == place]
        assert all(later - at > 1 - 1e-6 for at, later in pairwise(here))
        assert all(later - at > 60 - 1e-6 for at, later in zip(here, here[20:], strict=False))


async def test_an_answer_goes_before_a_hundred_posts_that_came_first() -> None:
    gone = await _sent(LIMITS, [("1 post", f"room{n}") for n in range(100)] + [("0 answer", "ana")])
    assert gone[:6].index((1.0, "0 answer", "ana")) == 5


async def test_a_busy_place_holds_up_no_other() -> None:
    gone = await _sent(LIMITS, [("1 post", "busy")] * 25 + [("2 care", "calm")])
    assert (0.0, "2 care", "calm") in gone
    assert gone[-1][0] == 64.0  # twenty in the first minute, one a second


async def test_who_gives_up_holds_up_nobody() -> None:
    hand = Hand()
    pace = Pace(Limits(sends_per_second=1), lambda: hand.now, hand.later)
    assert await pace.wait("1")
    leaving = asyncio.create_task(pace.wait("0"))
    staying = asyncio.create_task(pace.wait("1"))
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.sleep(0)
    assert await hand.turn_on()
    assert await staying
    assert hand.now == 1.0


async def test_closing_sends_everybody_home_at_once() -> None:
    hand = Hand()
    pace = Pace(Limits(sends_per_second=1), lambda: hand.now, hand.later)
    assert await pace.wait("1")
    waiting = [asyncio.create_task(pace.wait("1")) for _ in range(3)]
    await asyncio.sleep(0)
    pace.close()
    assert await asyncio.gather(*waiting) == [False, False, False]
    assert not await pace.wait("0")
