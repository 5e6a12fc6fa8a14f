"""How the queue before a platform lets sends go."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.carrier.pace import LATE, Leaving, Pace
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


async def _sent(limits: Limits, wanted: list[Leaving]) -> list[tuple[float, Leaving]]:
    """When each of these was let go, all asked for at once."""
    hand, gone = Hand(), []
    pace = Pace(limits, lambda: hand.now, hand.later)

    async def send(leaving: Leaving) -> None:
        assert await pace.wait(leaving)
        gone.append((hand.now, leaving))

    tasks = [asyncio.create_task(send(one)) for one in wanted]
    while await hand.turn_on():
        pass
    await asyncio.gather(*tasks)
    return gone


def _post(place: str) -> Leaving:
    return Leaving("1 post", "say", place)


def _prompt(leaving: Leaving) -> bool:
    return not leaving.message and (leaving.private or leaving.act == "react")


LEAVING = st.builds(
    Leaving,
    st.sampled_from(["0", "1", "2", "3"]),
    st.sampled_from(["say", "file", "edit", "react", "pin"]),
    st.sampled_from("abc"),
    st.booleans(),
)


@given(st.lists(LEAVING, max_size=60), st.booleans())
def test_no_limit_is_ever_passed_and_everybody_goes(wanted: list[Leaving], only_messages: bool) -> None:
    gone = asyncio.run(_sent(replace(LIMITS, only_messages_count=only_messages), wanted))

    assert Counter(one for _, one in gone) == Counter(wanted)
    for queue in (True, False):
        counted = [at for at, one in gone if one.message is queue and not (only_messages and _prompt(one))]
        assert all(later - at > 1 - LATE - 1e-6 for at, later in zip(counted, counted[5:], strict=False))
    for place in {(one.place, one.private) for one in wanted}:
        here = [(at, one) for at, one in gone if (one.place, one.private) == place]
        messages = [at for at, one in here if one.message]
        assert all(later - at > 1 - 1e-6 for at, later in pairwise(messages))
        in_room = [at for at, one in here if not one.private and (one.message or one.act == "edit")]
        assert all(later - at > 60 - 1e-6 for at, later in zip(in_room, in_room[20:], strict=False))


async def test_an_answer_goes_before_a_hundred_posts_that_came_first() -> None:
    gone = await _sent(LIMITS, [_post(f"room{n}") for n in range(100)] + [Leaving("0 answer", "say", "ana", True)])
    assert gone[1] == (0.2, Leaving("0 answer", "say", "ana", True))


async def test_signs_and_answers_take_nothing_from_posts_and_what_can_wait_waits_for_them() -> None:
    quick = [Leaving("2 care", "react", "room0"), Leaving("2 care", "edit", "ana", True)]
    slow = [Leaving("2 care", act, "room0") for act in ("pin", "edit")]
    posts = [_post(f"room{n}") for n in range(50)]
    gone = await _sent(replace(LIMITS, only_messages_count=True), posts + slow + quick)

    assert {one for at, one in gone if at == 0.0} == {posts[0], *quick}
    assert [one for _, one in gone[-2:]] == slow
    assert max(at for at, one in gone if one.message) == pytest.approx(49 * 0.2)
    assert {one for at, one in await _sent(LIMITS, posts + quick) if at == 0.0} == {posts[0]}


async def test_a_post_that_waits_for_its_room_holds_up_no_pin() -> None:
    limits = replace(LIMITS, only_messages_count=True)
    gone = await _sent(limits, [_post("busy")] * 3 + [Leaving("2 care", "pin", "calm")])
    assert min(at for at, one in gone if one.act == "pin") < 0.5


async def test_a_late_timer_costs_no_time_and_a_rest_is_not_made_up_for() -> None:
    hand, gone = Hand(), []
    pace = Pace(Limits(sends_per_second=10), lambda: hand.now, hand.later)
    waiting = [asyncio.create_task(pace.wait(_post(f"room{n}"))) for n in range(40)]
    await asyncio.sleep(0)
    for late in (0.05, 0.05, 3.0, 0.0, 0.0):
        assert hand.set
        hand.set = (hand.set[0] + late, hand.set[1])
        assert await hand.turn_on()
        gone.append((round(hand.now, 3), sum(one.done() for one in waiting)))
    pace.close()
    await asyncio.gather(*waiting)
    assert gone == [(0.15, 2), (0.25, 3), (3.3, 4), (3.4, 5), (3.5, 6)]


async def test_a_busy_place_holds_up_no_other() -> None:
    gone = await _sent(LIMITS, [_post("busy")] * 25 + [Leaving("2 care", "say", "calm")])
    assert (0.2, Leaving("2 care", "say", "calm")) in gone
    assert gone[-1][0] == pytest.approx(64.0)  # twenty in the first minute, one a second


async def test_edits_leave_room_for_a_post() -> None:
    quick = replace(LIMITS, only_messages_count=True)
    gone = await _sent(quick, [Leaving("2 care", "edit", "a")] * 30 + [Leaving("3 reminder", "say", "a")])
    assert (0.0, Leaving("3 reminder", "say", "a")) in gone
    assert sum(at < 60 for at, one in gone if one.act == "edit") == 14  # and the post


async def test_a_minute_in_a_private_chat_has_no_limit() -> None:
    gone = await _sent(LIMITS, [Leaving("0 answer", "say", "ana", True)] * 40)
    assert gone[-1][0] == pytest.approx(39.0)


async def test_who_gives_up_holds_up_nobody() -> None:
    hand = Hand()
    pace = Pace(Limits(sends_per_second=1), lambda: hand.now, hand.later)
    assert await pace.wait(_post("a"))
    leaving = asyncio.create_task(pace.wait(Leaving("0 answer", "say", "b")))
    staying = asyncio.create_task(pace.wait(_post("c")))
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.sleep(0)
    assert await hand.turn_on()
    assert await staying
    assert hand.now == 1.0


async def test_closing_sends_everybody_home_at_once() -> None:
    hand = Hand()
    pace = Pace(Limits(sends_per_second=1), lambda: hand.now, hand.later)
    assert await pace.wait(_post("a"))
    waiting = [asyncio.create_task(pace.wait(_post(place))) for place in "bcd"]
    await asyncio.sleep(0)
    pace.close()
    assert await asyncio.gather(*waiting) == [False, False, False]
    assert not await pace.wait(_post("e"))
