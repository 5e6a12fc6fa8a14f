"""Deliveries: in order, never twice, honest where nobody can know; and a stop that loses nothing."""

from __future__ import annotations

import asyncio
import time as machine
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import pytest

from bot.activity import Activity
from bot.build import Tertulia, assemble
from bot.carrier.backoff import Backoff
from bot.chat import Act, Edit, Pin, Place, React, RoomMoved, Say, private_chat
from bot.clock import Time
from bot.keys import Press
from bot.outbox import Outbox
from bot.port import Limits, Moved, Refused, TryLater, Uncertain, Why
from bot.text import plain
from bot.tongues import Tongues
from bot.turn import Turn
from storage.classes import Class
from storage.deliveries import Delivery, Going, Urgency
from storage.posts import Post
from storage.records import Records
from tests.cast import a_class
from tests.stage import KEY, MONDAY, Paper, Stage

FREE: dict[str, Any] = {"sends_per_second": 1e6, "room_sends_per_second": 1e6, "room_sends_per_minute": 10**6}
UNKEYED = Limits(ephemeral=True, send_key=False, **FREE)
LONDON = ZoneInfo("Europe/London")


class Ear(Activity):
    """Hears what became of deliveries."""

    name: ClassVar[str] = "ear"

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []

    def undelivered(self, turn: Turn, delivery: Delivery) -> None:
        self.heard.append((delivery.act, delivery.state))


class Slow(Paper):
    """A paper platform that waits to be let on, send by send, and says what it began."""

    def __init__(self, **limits: Any) -> None:
        super().__init__(limits=Limits(**{"send_key": True, **FREE, **limits}))
        self.began: list[Act] = []
        self.gates: dict[str, asyncio.Event] = {}
        self.hold: set[str] = set()
        self.down = False
        self.started = asyncio.Event()

    async def run(self, offered: Any, receive: Any) -> None:
        await asyncio.Event().wait()

    async def deliver(self, act: Act, key: str) -> str:
        self.began.append(act)
        self.started.set()
        if self.down:
            raise TryLater(1, everywhere=True)
        if act.where.id in self.hold:
            await self.gates.setdefault(act.where.id, asyncio.Event()).wait()
        return await super().deliver(act, key)


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
async def stage(tmp_path: Path, ear: Ear):  # type: ignore[no-untyped-def]
    async with Stage(tmp_path, activities=[ear]) as found:
        yield found


@pytest.fixture
async def unkeyed(tmp_path: Path, ear: Ear):  # type: ignore[no-untyped-def]
    async with Stage(tmp_path, activities=[ear], paper=Paper(limits=UNKEYED)) as found:
        yield found


def _outbox(stage: Stage, records: Records, class_: Class) -> Outbox:
    return Outbox(stage.house.house, records, stage.now, class_.id)


async def _say(stage: Stage, class_: Class, *texts: str, to: Place | None = None, **columns: Any) -> list[Post]:
    """Write posts of the class down, without carrying them anywhere yet."""

    def write(records: Records) -> list[Post]:
        where = to or stage.room
        room = None if where.private else records.rooms.at(where.platform, where.id)
        options: dict[str, Any] = {
            "language": "en",
            "activity": "ear",
            "urgency": Urgency.POST,
            "room": room,
            **columns,
        }
        return [_outbox(stage, records, class_).say(where, text, [], **options) for text in texts]

    return await stage.house.database.write(write)


async def _write(stage: Stage, class_: Class, act: Act, **columns: Any) -> Delivery:
    columns = {"urgency": Urgency.CARE, **columns}
    return await stage.house.database.write(lambda records: _outbox(stage, records, class_).write(act, **columns))


async def _claimed(stage: Stage, delivery_id: int, *, ago: timedelta = timedelta()) -> None:
    """As a crash in the middle of a send leaves it."""

    def write(records: Records) -> None:
        row = records.deliveries.get(delivery_id)
        assert row
        row.state, row.claimed_at, row.attempts = Going.SENDING, stage.now - ago, 1

    await stage.house.database.write(write)


def _state(stage: Stage, post: Post) -> str:
    with stage.house.database.read() as records:
        found = records.deliveries.of_post(post.id or 0)
        return found.state if found else ""


def _said(stage: Stage, where: Place | None = None) -> list[str]:
    return [one.plain for one in stage.paper.chat(where or stage.room)]


# -- order and pace ---------------------------------------------------------------------------------------------------


async def test_a_place_gets_its_posts_in_the_order_they_were_written(stage: Stage) -> None:
    class_ = await a_class(stage)
    await _say(stage, class_, *(f"post {n}" for n in range(30)))
    await stage.house.carrier.drain()
    assert _said(stage) == [f"post {n}" for n in range(30)]


async def test_what_waits_for_a_pause_is_not_overtaken_not_even_after_a_restart(tmp_path: Path, ear: Ear) -> None:
    paper = Paper()
    async with Stage(tmp_path, activities=[ear], paper=paper) as stage:
        class_ = await a_class(stage)
        await _say(stage, class_, "first", "second")
        other = await _say(stage, class_, "elsewhere", to=Place("paper", "room2"))
        paper.failing = [TryLater(30)]
        await stage.house.carrier.drain()
        assert _said(stage) == []
        assert _state(stage, other[0]) == Going.SENT
    async with Stage(tmp_path, activities=[ear], paper=paper) as again:
        await again.house.carrier.drain()
        assert _said(again) == []
        await again.wait(seconds=30)
        assert _said(again) == ["first", "second"]


async def test_a_busy_place_holds_up_nobody_else(tmp_path: Path) -> None:
    paper = Slow()
    paper.hold = {"room1"}
    async with Stage(tmp_path, activities=[], paper=paper) as stage:
        class_ = await a_class(stage)
        await _say(stage, class_, "slow one", "slow two")
        others = await _say(stage, class_, "quick", to=Place("paper", "room2"))
        draining = asyncio.create_task(stage.house.carrier.drain())
        async with asyncio.timeout(30):
            while _state(stage, others[0]) != Going.SENT:
                await asyncio.sleep(0)
        assert _said(stage) == []
        paper.gates["room1"].set()
        await draining
        assert _said(stage) == ["slow one", "slow two"]


async def test_an_answer_goes_before_bulk_posts(tmp_path: Path) -> None:
    paper = Slow(sends_per_second=20)
    async with Stage(tmp_path, activities=[], paper=paper) as stage:
        class_ = await a_class(stage)
        for number in range(30):
            await _say(stage, class_, "task", to=Place("paper", f"room{number}"))
        await _say(stage, class_, "answer", to=stage.private("Ana"), urgency=Urgency.ANSWER)
        await stage.house.carrier.drain()
        texts = [act.text.plain for act in paper.began if isinstance(act, Say)]
        assert texts.index("answer") == 0


async def test_a_sign_that_is_refused_holds_up_no_post_and_a_post_holds_up_the_signs(stage: Stage) -> None:
    class_ = await a_class(stage)
    answer = await stage.says("Ana", "Compro queso.")
    await _write(stage, class_, React(stage.room, answer.id, ("✅",)))
    stage.paper.failing = [TryLater(30)]
    await stage.house.carrier.drain()
    await _say(stage, class_, "task")
    await stage.house.carrier.drain()
    assert (_said(stage)[1:], answer.reactions) == (["task"], [])

    await _say(stage, class_, "second")
    stage.paper.failing = [TryLater(60)]
    await stage.house.carrier.drain()
    await stage.wait(seconds=45)
    assert (_said(stage)[1:], answer.reactions) == (["task"], []), "the room asked for a pause"
    await stage.wait(seconds=30)
    assert (_said(stage)[1:], answer.reactions) == (["task", "second"], ["✅"])


async def test_signs_for_one_message_are_merged(stage: Stage) -> None:
    class_ = await a_class(stage)
    ana, ben = await stage.says("Ana", "Compro queso."), await stage.says("Ben", "Compro pan.")
    rows = [
        await _write(stage, class_, React(stage.room, message, signs))
        for message, signs in ((ana.id, ("✅",)), (ben.id, ("✅",)), (ana.id, ()), (ben.id, ("✅",)))
    ]
    await stage.house.carrier.drain()
    assert (ana.reactions, ben.reactions) == ([], ["✅"])
    with stage.house.database.read() as records:
        states = [found.state for row in rows if (found := records.deliveries.get(row.id or 0))]
    assert states == [Going.MISSED, Going.MISSED, Going.SENT, Going.SENT]


async def test_edits_of_one_post_are_merged(stage: Stage) -> None:
    class_ = await a_class(stage)
    [post] = await _say(stage, class_, "0 have written")

    def edit(text: str, records: Records) -> None:
        row = records.posts.get(post.id or 0)
        assert row
        _outbox(stage, records, class_).edit(row, text, [[Press(text, "x")]], language="en", activity="ear")

    for number in range(1, 5):
        await stage.house.database.write(partial(edit, f"{number} have written"))
    await stage.house.carrier.drain()
    assert _said(stage) == ["4 have written"]
    with stage.house.database.read() as records:
        assert records.deliveries.count(Going.SENT) == 2


# -- what is not sent -------------------------------------------------------------------------------------------------


async def test_what_is_about_a_post_waits_for_it_and_goes_when_it_never_arrives(stage: Stage, ear: Ear) -> None:
    class_ = await a_class(stage)
    [post] = await _say(stage, class_, "task", not_before=stage.now + timedelta(hours=1))
    await stage.house.database.write(lambda records: _outbox(stage, records, class_).pin(post))
    await stage.house.carrier.drain()
    assert _said(stage) == []
    stage.paper.failing = [Refused(Why.NO_RIGHT)]
    await stage.wait(hours=2)
    assert ear.heard == [("say", Going.FAILED)]
    with stage.house.database.read() as records:
        assert records.deliveries.count(Going.MISSED) == 1


async def test_what_comes_too_late_is_not_sent_and_told(stage: Stage, ear: Ear) -> None:
    class_ = await a_class(stage)
    await _say(stage, class_, "task", expires_at=stage.now + timedelta(hours=6))
    stage.paper.failing = [TryLater(3600)] * 7
    await stage.wait(hours=7)
    assert _said(stage) == []
    assert ear.heard == [("say", Going.MISSED)]


@pytest.mark.parametrize(
    ("due", "hours_down", "arrives"),
    [("20:00", 1, "07:30"), ("20:00", 0, "20:00"), ("23:00", 0, "23:00"), ("17:00", 5, "never")],
)
async def test_a_post_kept_up_by_an_outage_does_not_come_at_night(
    tmp_path: Path, ear: Ear, due: str, hours_down: int, arrives: str
) -> None:
    now = datetime.fromisoformat(f"2026-05-04 {due}").replace(tzinfo=LONDON)
    async with Stage(tmp_path, activities=[ear], now=now) as stage:
        class_ = await a_class(stage)
        grace = timedelta(hours=6 if arrives == "never" else 12)
        stage.paper.failing = [TryLater(1800)] * (hours_down * 2)
        [post] = await _say(stage, class_, "task", expires_at=now + grace)
        await stage.house.carrier.drain()
        while _state(stage, post) == Going.WAITING:
            await stage.wait(minutes=15)
        settled = (
            "never" if _state(stage, post) == Going.MISSED else f"{_settled(stage, post).astimezone(LONDON):%H:%M}"
        )
        assert settled == arrives


def _settled(stage: Stage, post: Post) -> datetime:
    with stage.house.database.read() as records:
        row = records.deliveries.of_post(post.id or 0)
        assert row
        assert row.settled_at
        return row.settled_at


async def test_who_blocked_the_bot_finds_it_under_for_me(stage: Stage, ear: Ear) -> None:
    class_ = await a_class(stage)
    stage.paper.closed.add(stage.who("Ana").user)
    with stage.house.database.read() as records:
        ana = records.people.member_of(class_.id or 0, "paper", stage.who("Ana").user)
    [card] = await _say(stage, class_, "Ben suggests …", to=stage.private("Ana"), urgency=Urgency.CARE, member=ana)
    [reminder] = await _say(stage, class_, "Hi", to=stage.private("Ana"), urgency=Urgency.REMINDER, member=ana)
    await stage.house.carrier.drain()
    assert (_state(stage, card), _state(stage, reminder)) == (Going.KEPT, Going.FAILED)
    with stage.house.database.read() as records:
        account = records.accounts.get("paper", stage.who("Ana").user)
        assert account
        assert not account.reachable


async def test_a_room_that_moved_stays_the_class_and_loses_no_post(stage: Stage) -> None:
    class_ = await a_class(stage)
    posts = await _say(stage, class_, "one", "two")
    stage.paper.failing = [Moved("room9")]
    await stage.house.carrier.drain()
    assert _said(stage, Place("paper", "room9")) == ["one", "two"]
    with stage.house.database.read() as records:
        room = records.rooms.at("paper", "room9")
        assert room
        assert room.class_id == class_.id
        row = records.posts.get(posts[0].id or 0)
        assert row
        assert (row.place, bool(row.message)) == ("room9", True)


async def test_a_room_that_moved_where_the_bot_was_seen_already(stage: Stage) -> None:
    class_ = await a_class(stage)
    there = Place("paper", "room9")
    await stage.add_bot(room=there)
    await _say(stage, class_, "one")
    stage.paper.failing = [Moved("room9")]
    await stage.house.carrier.drain()
    assert _said(stage, there)[-1:] == ["one"]
    with stage.house.database.read() as records:
        assert [room.place for room in records.rooms.of_class(class_.id or 0)] == ["room9"]


async def test_a_room_that_is_said_to_have_moved_takes_what_waits_along(stage: Stage) -> None:
    class_ = await a_class(stage)
    await _say(stage, class_, "one")
    head = ("moved", stage.now, stage.room, stage.who("Marta"))
    await stage.house.engine.receive(RoomMoved(*head, to="room9"))
    await stage.house.carrier.drain()
    assert _said(stage, Place("paper", "room9")) == ["one"]


# -- a platform that is down ------------------------------------------------------------------------------------------


async def test_a_platform_that_is_down_is_left_alone_longer_each_time_and_nothing_is_lost(tmp_path: Path) -> None:
    paper = Slow()
    paper.down = True
    async with Stage(tmp_path, activities=[], paper=paper) as stage:
        class_ = await a_class(stage)
        for number in range(12):
            await _say(stage, class_, "task", to=Place("paper", f"room{number}"))
        await stage.house.carrier.drain()
        tried: list[float] = []
        for second in range(1, 200):
            before = len(paper.began)
            await stage.wait(seconds=1)
            tried += [second] * (len(paper.began) - before)
        assert tried == [1, 3, 7, 15, 31, 63, 123, 183]  # one at a time, and at last once a minute
        paper.down = False
        await stage.wait(seconds=60)
        assert sum(len(chat) for chat in paper.chats.values()) == 12


async def test_a_send_under_way_that_still_arrives_does_not_call_the_platform_well() -> None:
    backoff = Backoff()
    before = backoff.began
    assert backoff.failed(MONDAY, 5, before) == timedelta(seconds=5)
    backoff.worked(before)
    assert backoff.probing
    assert backoff.failed(MONDAY, 1, before) == timedelta(seconds=5)
    backoff.worked(backoff.began)
    assert not backoff.probing
    assert not backoff.resting(MONDAY)


# -- what a crash leaves behind ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "repeats"), [("edit", True), ("react", True), ("pin", True)])
async def test_after_a_crash_what_does_no_harm_twice_is_repeated(unkeyed: Stage, kind: str, repeats: bool) -> None:
    class_ = await a_class(unkeyed)
    [post] = await _say(unkeyed, class_, "task")
    await unkeyed.house.carrier.drain()
    message = unkeyed.posts()[0].id
    acts: dict[str, Act] = {
        "edit": Edit(unkeyed.room, message, plain("new")),
        "react": React(unkeyed.room, message, ("✅",)),
        "pin": Pin(unkeyed.room, message),
    }
    row = await _write(unkeyed, class_, acts[kind], post=post)
    await _claimed(unkeyed, row.id or 0, ago=timedelta(hours=1))
    await unkeyed.house.carrier.recover()
    await unkeyed.house.carrier.drain()
    with unkeyed.house.database.read() as records:
        found = records.deliveries.get(row.id or 0)
        assert found
        assert (found.state == Going.SENT) == repeats


async def test_after_a_crash_a_private_answer_is_repeated_once_and_a_reminder_never(unkeyed: Stage) -> None:
    class_ = await a_class(unkeyed)
    here = private_chat(unkeyed.who("Ana"))
    [answer] = await _say(unkeyed, class_, "answer", to=here, urgency=Urgency.ANSWER)
    [reminder] = await _say(unkeyed, class_, "reminder", to=here, urgency=Urgency.REMINDER)
    for post in (answer, reminder):
        await _claimed(unkeyed, _delivery(unkeyed, post))
    await unkeyed.house.carrier.recover()
    assert (_state(unkeyed, answer), _state(unkeyed, reminder)) == (Going.WAITING, Going.MISSED)

    def again(records: Records) -> None:
        row = records.deliveries.get(_delivery(unkeyed, answer))
        assert row
        row.state, row.attempts = Going.SENDING, 2

    await unkeyed.house.database.write(again)
    await unkeyed.house.carrier.recover()
    assert _state(unkeyed, answer) == Going.MISSED


def _delivery(stage: Stage, post: Post) -> int:
    with stage.house.database.read() as records:
        row = records.deliveries.of_post(post.id or 0)
        assert row
        return row.id or 0


@pytest.mark.parametrize(
    ("send_key", "minutes", "state"),
    [(True, 1, Going.WAITING), (True, 3, Going.UNCERTAIN), (False, 1, Going.UNCERTAIN)],
)
async def test_after_a_crash_a_post_goes_again_only_where_its_key_is_known(
    tmp_path: Path, ear: Ear, send_key: bool, minutes: int, state: str
) -> None:
    paper = Paper(limits=Limits(ephemeral=True, send_key=send_key, **FREE))
    async with Stage(tmp_path, activities=[ear], paper=paper) as stage:
        class_ = await a_class(stage)
        [post] = await _say(stage, class_, "task")
        await _claimed(stage, _delivery(stage, post), ago=timedelta(minutes=minutes))
        await stage.house.carrier.recover()
        assert _state(stage, post) == state
        assert ear.heard == ([("say", Going.UNCERTAIN)] if state == Going.UNCERTAIN else [])


async def test_a_line_that_breaks_in_the_middle_is_uncertain_and_told_once(unkeyed: Stage, ear: Ear) -> None:
    class_ = await a_class(unkeyed)
    unkeyed.paper.failing = [Uncertain()]
    [post] = await _say(unkeyed, class_, "task")
    await unkeyed.house.carrier.drain()
    await unkeyed.wait(hours=5)
    assert _state(unkeyed, post) == Going.UNCERTAIN
    assert ear.heard == [("say", Going.UNCERTAIN)]
    assert _said(unkeyed) == []


async def test_the_same_post_has_the_same_key_and_no_two_posts_share_one(stage: Stage) -> None:
    class_ = await a_class(stage)
    stage.paper.failing = [Uncertain(), Uncertain()]
    await _say(stage, class_, "one", "two")
    await stage.house.carrier.drain()
    await stage.wait(seconds=10)
    assert _said(stage) == ["one", "two"]
    assert len(stage.paper.keys) == 2
    assert all(len(key) <= 25 for key in stage.paper.keys)


async def test_after_a_broken_line_and_a_long_pause_a_post_is_not_sent_blindly(stage: Stage, ear: Ear) -> None:
    class_ = await a_class(stage)
    stage.paper.failing = [Uncertain(), TryLater(600)]
    [post] = await _say(stage, class_, "task")
    await stage.house.carrier.drain()
    await stage.wait(seconds=2)
    assert _state(stage, post) == Going.WAITING
    await stage.wait(minutes=15)
    assert _said(stage) == []
    assert ear.heard == [("say", Going.UNCERTAIN)]


async def test_what_was_sent_is_noted_even_if_a_write_fails(stage: Stage) -> None:
    class_ = await a_class(stage)
    [post] = await _say(stage, class_, "task")

    def lay(records: Records) -> None:
        records.session.connection().exec_driver_sql(
            "CREATE TRIGGER stone BEFORE UPDATE ON delivery WHEN NEW.state = 'sent' "
            "BEGIN SELECT RAISE(ABORT, 'on purpose'); END"
        )

    def lift(records: Records) -> None:
        records.session.connection().exec_driver_sql("DROP TRIGGER stone")

    await stage.house.database.write(lay)
    asyncio.get_running_loop().call_later(0.05, stage.house.database.submit, lift)
    await stage.house.carrier.drain()
    assert _said(stage) == ["task"]
    assert _state(stage, post) == Going.SENT


# -- stopping ---------------------------------------------------------------------------------------------------------


async def _serving(folder: Path, paper: Paper) -> tuple[Tertulia, asyncio.Event, asyncio.Task[None]]:
    program = assemble(
        data=folder, key=KEY, platforms={"paper": paper}, activities=[], time=Time(), tongues=Tongues(None)
    )
    stop = asyncio.Event()
    return program, stop, asyncio.create_task(program.serve(stop))


async def _waiting(folder: Path, places: list[str]) -> None:
    async with Stage(folder, activities=[], now=datetime.now(tz=LONDON)) as stage:
        class_ = await a_class(stage)
        for place in places:
            await _say(stage, class_, f"to {place}", to=Place("paper", place))


async def test_a_stop_lets_what_is_under_way_end_and_begins_nothing_new(tmp_path: Path) -> None:
    await _waiting(tmp_path, ["room1", "room1"])
    paper = Slow()
    paper.hold = {"room1"}
    program, stop, serving = await _serving(tmp_path, paper)
    async with asyncio.timeout(30):
        await paper.started.wait()
        stop.set()
        while not program.carrier._stopping:
            await asyncio.sleep(0.001)
        paper.gates["room1"].set()
        await serving
    assert len(paper.began) == 1
    assert not program.database.alive
    async with Stage(tmp_path, activities=[]) as stage:
        with stage.house.database.read() as records:
            assert (records.deliveries.count(Going.SENT), records.deliveries.count(Going.WAITING)) == (1, 1)


@pytest.mark.slow
async def test_a_platform_that_hangs_is_stopped_within_ten_seconds_and_loses_nothing(tmp_path: Path) -> None:
    await _waiting(tmp_path, ["room1", "room1", "room2"])
    paper = Slow()
    paper.hold = {"room1"}
    _, stop, serving = await _serving(tmp_path, paper)
    await paper.started.wait()
    stop.set()
    began = machine.monotonic()
    await serving
    assert machine.monotonic() - began < 10
    paper.hold = set()
    async with Stage(tmp_path, activities=[], paper=paper, now=datetime.now(tz=LONDON)) as again:
        await again.house.carrier.drain()
        assert len(_said(again)) == 2


async def test_a_stop_does_not_wait_for_the_pace(tmp_path: Path) -> None:
    await _waiting(tmp_path, ["room1"] * 5)
    paper = Slow(room_sends_per_minute=1)
    _, stop, serving = await _serving(tmp_path, paper)
    await paper.started.wait()
    stop.set()
    async with asyncio.timeout(30):
        await serving
    assert len(paper.began) == 1


async def test_a_carrier_that_was_stopped_ends_though_its_cancellation_was_lost(stage: Stage) -> None:
    """A poke at the moment of the cancellation swallows it on Python 3.11."""
    carrying = asyncio.create_task(stage.house.carrier.run())
    await asyncio.sleep(0)
    await stage.house.carrier.stop()
    stage.house.carrier.poke()
    async with asyncio.timeout(30):
        await carrying
