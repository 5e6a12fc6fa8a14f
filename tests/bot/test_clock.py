"""The door of time: in order, once, through restarts, jumps and two programs at once."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, ClassVar

from bot.activity import Activity, on_alarm
from bot.build import Tertulia, assemble
from bot.clock import Time
from bot.tongues import Tongues
from bot.turn import Turn
from tests.cast import a_class
from tests.stage import KEY, MONDAY, Paper, Stage
from tests.toy import Toy, scheduled, with_words


class Bell(Activity):
    """Says when it was rung."""

    name: ClassVar[str] = "bell"

    def __init__(self) -> None:
        self.rung: list[tuple[str, datetime]] = []

    @on_alarm
    def ring(self, turn: Turn, round_id: int, subject: int) -> None:
        self.rung.append((f"ring {subject}", turn.now))

    @on_alarm
    def fail(self, turn: Turn, round_id: int, subject: int) -> None:
        self.rung.append(("fail", turn.now))
        raise RuntimeError("on purpose")

    def occurred(self, turn: Turn, occurrence: Any) -> None:
        self.rung.append(("post", turn.now))


async def _wake(stage: Stage, class_id: int, name: str, at: datetime, subject: int = 0) -> None:
    from storage.alarms import Alarm

    alarm = Alarm(class_id=class_id, activity="bell", name=name, subject=subject, at=at)
    await stage.house.database.write(lambda records: records.alarms.wake(alarm))


async def test_what_is_due_happens_in_order_an_alarm_before_a_post_of_the_same_moment(tmp_path: Path) -> None:
    bell = Bell()
    async with Stage(tmp_path, activities=[Toy(), bell]) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, *"abcdef")
        await scheduled(stage, class_, "mon", "12:00")
        noon = datetime(2026, 5, 4, 11, tzinfo=UTC)
        await _wake(stage, class_.id or 0, "ring", noon + timedelta(minutes=1), 3)
        await _wake(stage, class_.id or 0, "ring", noon - timedelta(minutes=1), 1)
        await _wake(stage, class_.id or 0, "ring", noon, 2)
        stage.time.move(noon + timedelta(minutes=2))
        await stage.house.clock.tick()
    assert [what for what, _ in bell.rung] == ["ring 1", "ring 2", "post", "ring 3"]


async def test_an_alarm_that_fails_rings_once_and_holds_up_nobody(tmp_path: Path) -> None:
    bell = Bell()
    async with Stage(tmp_path, activities=[bell]) as stage:
        class_ = await a_class(stage)
        await _wake(stage, class_.id or 0, "fail", MONDAY)
        await _wake(stage, class_.id or 0, "ring", MONDAY, 1)
        for _ in range(3):
            await stage.house.clock.tick()
    assert [what for what, _ in bell.rung] == ["fail", "ring 1"]


async def test_more_alarms_than_one_look_finds_all_ring(tmp_path: Path) -> None:
    bell = Bell()
    async with Stage(tmp_path, activities=[bell]) as stage:
        class_ = await a_class(stage)
        for number in range(230):
            await _wake(stage, class_.id or 0, "ring", MONDAY - timedelta(minutes=number), number)
        await stage.house.clock.tick()
    assert len(bell.rung) == 230


async def test_a_jump_lives_through_all_that_lies_between(tmp_path: Path) -> None:
    bell = Bell()
    async with Stage(tmp_path, activities=[Toy(), bell]) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, *"abcdef")
        await scheduled(stage, class_)
        moments = [MONDAY + timedelta(hours=hours) for hours in (1, 2, 3)]
        for number, at in enumerate(moments):
            await _wake(stage, class_.id or 0, "ring", at, number)
        assert await stage.jump("post")
        assert [at for _, at in bell.rung] == [*moments, datetime(2026, 5, 4, 17, tzinfo=UTC)]
        assert len(stage.posts()) == 1
        assert await stage.jump("close")
        assert stage.now == datetime(2026, 5, 6, 19, tzinfo=UTC)
        assert await stage.jump("post")
        assert stage.now == datetime(2026, 5, 7, 17, tzinfo=UTC)
        assert len(stage.posts()) == 2


async def test_a_jump_with_nothing_planned_says_so(tmp_path: Path) -> None:
    async with Stage(tmp_path, activities=[Toy()]) as stage:
        await a_class(stage)
        assert not await stage.jump("post")
        assert not await stage.jump("close")
        assert stage.now == MONDAY


async def test_a_rehearsal_goes_on_where_it_was_after_a_restart(tmp_path: Path) -> None:
    async with Stage(tmp_path, activities=[Toy()]) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, *"abcdef")
        await scheduled(stage, class_)
        await stage.jump("post")
        reached = stage.now
    async with Stage(tmp_path, activities=[Toy()]) as again:
        assert again.now == reached
        await again.jump("post")
        assert len(again.posts()) == 1


async def test_the_clock_wakes_itself_for_what_is_due_soon(tmp_path: Path) -> None:
    rung: asyncio.Queue[str] = asyncio.Queue()
    shift = MONDAY - datetime.now(UTC)
    program = _program(tmp_path, Paper(), Time(lambda: datetime.now(UTC) + shift), [bell := Bell()], rung.put_nowait)
    program.database.start()
    try:
        alarm_at = program.time.now() + timedelta(milliseconds=120)
        await program.database.write(lambda records: _class_with_alarm(records, alarm_at))
        await program.clock.start()
        async with asyncio.timeout(10):  # the tick of every fifteen seconds would be too late
            assert await rung.get() == "rung"
        assert bell.rung[0][1] >= alarm_at
    finally:
        program.clock.stop()
        program.database.stop()


def _class_with_alarm(records: Any, at: datetime) -> None:
    from storage.alarms import Alarm
    from storage.classes import Class

    class_ = Class(name="Tuesday A2", zone="UTC", created_at=MONDAY)
    records.classes.add(class_)
    records.alarms.wake(Alarm(class_id=class_.id or 0, activity="bell", name="ring", at=at))


def _program(folder: Path, paper: Paper, time: Time, activities: list[Any], observe: Any = lambda _: None) -> Tertulia:
    return assemble(
        data=folder,
        key=KEY,
        platforms={paper.name: paper},
        activities=activities,
        time=time,
        random=Random(7),
        observe=observe,
        tongues=Tongues(None),
    )


async def test_two_programs_on_one_database_post_once(tmp_path: Path) -> None:
    """Without the lock of one process: the rows alone keep a post single."""
    paper = Paper()
    async with Stage(tmp_path, activities=[Toy()], paper=paper) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, *(f"w{n}" for n in range(40)))
        for hour in range(13, 19):
            await scheduled(stage, class_, "mon", f"{hour}:00")
        stage.time.move(MONDAY + timedelta(hours=8))
        others = [threading.Thread(target=_tick_beside, args=(tmp_path, paper, stage.now)) for _ in range(2)]
        for other in others:
            other.start()
        for _ in range(5):
            await stage.house.clock.tick()
            await stage.house.carrier.drain()
        for other in others:
            await asyncio.to_thread(other.join)
        await stage.house.carrier.drain()
        assert len(stage.posts()) == 6
        assert len({one.plain for one in stage.posts()}) == 6


def _tick_beside(folder: Path, paper: Paper, now: datetime) -> None:
    async def live() -> None:
        program = _program(folder, paper, Time(lambda: now), [Toy()])
        program.database.start()
        try:
            for _ in range(5):
                await program.clock.tick()
                await program.carrier.drain()
        finally:
            await asyncio.to_thread(program.database.stop)

    asyncio.run(live())
