"""What a teacher is told of posts, and how the posts nobody knows of are settled."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from activities.daily import Daily
from activities.news import News
from activities.posting import Posting
from bot.chat import Place
from bot.port import Limits, Refused, TryLater, Uncertain, Why
from storage.classes import Class
from storage.lanes import Lane
from storage.rooms import Room
from storage.schedules import Occurring
from tests.cast import a_class
from tests.stage import MONDAY, Paper, Stage
from tests.toy import Talk, Toy, scheduled, with_words

LONDON = ZoneInfo("Europe/London")
UNKEYED = Limits(ephemeral=True, room_sends_per_second=1e6, room_sends_per_minute=10**6, sends_per_second=1e6)


@pytest.fixture
async def stage(tmp_path: Path):  # type: ignore[no-untyped-def]
    async with Stage(
        tmp_path, activities=[Toy(), Talk(), News(), Posting(), Daily()], paper=Paper(limits=UNKEYED)
    ) as found:
        yield found


async def _due(stage: Stage, *, words: int = 6, days: str = "mon,thu", **settings: Any) -> Class:
    """A class with a toy scheduled at 18:00."""
    class_ = await a_class(stage, **settings)
    await with_words(stage, class_, *(f"word{n}" for n in range(words)))
    await scheduled(stage, class_, days)
    return class_


def _told(stage: Stage) -> list[str]:
    return [one.removeprefix("Tuesday A2\n") for one in stage.private_chat("Marta")]


def _occurrence(stage: Stage, class_: Class, number: int = 0) -> tuple[str, str]:
    with stage.house.database.read() as records:
        schedule = records.schedules.of_class(class_.id or 0)[0]
        found = records.schedules.slots(schedule.id or 0, MONDAY.date())[number]
        return found.state, found.why


# -- missed and held --------------------------------------------------------------------------------------------


async def test_what_was_missed_is_told_once_and_all_together(stage: Stage) -> None:
    await _due(stage, words=9, days="daily")
    stage.time.move(MONDAY + timedelta(days=2, hours=16))
    await stage.house.clock.tick()
    await stage.house.carrier.drain()
    assert _told(stage) == []  # it is two in the morning
    await stage.wait(hours=6)
    assert _told(stage) == [
        (
            "I was away and could not post in time:\n"
            "Toy words · Mon 4 May, 18:00\nToy words · Tue 5 May, 18:00\nToy words · Wed 6 May, 18:00\n"
            "To post now: /post"
        )
    ]
    await stage.wait(hours=3)
    assert len(_told(stage)) == 1


async def test_a_late_post_needs_no_words(stage: Stage) -> None:
    await _due(stage)
    stage.time.move(MONDAY + timedelta(hours=10))
    await stage.wait(minutes=1)
    assert len(stage.posts()) == 1
    assert _told(stage) == []


async def test_a_holiday_is_told_once(stage: Stage) -> None:
    await _due(stage, days="daily", holiday_until=MONDAY.date() + timedelta(days=3))
    await stage.wait(days=3, hours=9)
    assert _told(stage) == ["· It is holiday until Thu 7 May, so I post nothing. To end it: /holiday"]


async def test_an_empty_list_is_told_once_until_it_was_filled(stage: Stage) -> None:
    class_ = await _due(stage, words=0, days="daily")
    await stage.wait(days=2, hours=9)
    empty = "· I had nothing to post: the list for Toy words is empty. Send me more: /help"
    assert _told(stage) == [empty]
    await with_words(stage, class_, "pan", "leche")
    await stage.wait(days=2)
    assert len(stage.posts()) == 1


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        (False, "I could not post: I cannot write in your group. Please allow me to send messages in its settings."),
        (True, "I could not post: I am in no group of this class. Please add me to your group again."),
    ],
)
async def test_no_room_to_post_in_is_told_with_the_remedy(stage: Stage, gone: bool, told: str) -> None:
    await _due(stage)

    def forbid(records: Any) -> None:
        room = records.rooms.at("paper", "room1")
        room.may_post, room.present = False, not gone

    await stage.house.database.write(forbid)
    await stage.wait(days=4)
    assert _told(stage) == [told]


# -- failed -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (Why.NO_RIGHT, "I cannot write there. Please allow me to send messages in the group's settings."),
        (Why.GONE, "I am not in that group any more. Please add me again."),
    ],
)
async def test_a_task_that_could_not_be_posted_comes_next_again(stage: Stage, why: Why, told: str) -> None:
    class_ = await _due(stage)
    stage.paper.failing = [Refused(why)]
    await stage.wait(hours=8)
    assert stage.posts() == []
    assert _told(stage) == [
        f"I could not post “At the market” in Tuesday A2.\n{told}\nIt is the next one on your list again."
    ]
    assert _occurrence(stage, class_) == (Occurring.HELD, "not delivered")
    await stage.add_bot()
    await stage.presses("Marta", "Post now", private=True)
    assert "word0" in stage.task.plain


async def test_a_task_that_reached_one_of_two_rooms_stays_open(stage: Stage) -> None:
    class_ = await _due(stage)
    room = Room(class_id=class_.id, platform="paper", place="room2", title="Wednesday", seen_at=stage.now)
    await stage.house.database.write(lambda records: records.rooms.add(room))
    stage.paper.failing = [Refused(Why.NO_RIGHT)]
    await stage.wait(hours=8)
    assert len([*stage.posts(), *stage.posts(Place("paper", "room2"))]) == 1
    [told] = _told(stage)
    assert "next one on your list" not in told
    with stage.house.database.read() as records:
        assert len(records.rounds.open(class_.id or 0)) == 1


async def test_a_group_out_of_reach_for_hours_loses_no_words(stage: Stage) -> None:
    class_ = await _due(stage, days="mon")
    stage.paper.failing = [TryLater(3600)] * 30
    await stage.wait(hours=20)
    stage.paper.failing = []
    await stage.wait(hours=4)
    assert stage.posts() == []
    assert len(_told(stage)) == 1
    assert "could not post “At the market”" in _told(stage)[0]
    assert _occurrence(stage, class_)[0] == Occurring.MISSED
    with stage.house.database.read() as records:
        assert records.cards.left(class_.id or 0) == 6


async def test_a_sign_that_is_not_allowed_is_told_once_and_tried_no_more(stage: Stage) -> None:
    await _due(stage)
    await stage.wait(hours=8)
    stage.paper.failing = [Refused(Why.NO_RIGHT)]
    await stage.says("Ana", "I have a sentence with word0 in it", to=stage.task)
    await stage.wait(minutes=5)
    await stage.says("Ben", "I too have a sentence with word1", to=stage.task)
    assert _told(stage) == []
    await stage.wait(days=3)
    assert sum("I cannot put a sign on messages in Tuesday A2" in one for one in _told(stage)) == 1
    with stage.house.database.read() as records:
        room = records.rooms.at("paper", "room1")
        assert room
        assert not room.may_react


# -- uncertain --------------------------------------------------------------------------------------------------


async def _broken(stage: Stage) -> Class:
    class_ = await _due(stage)
    stage.paper.failing = [Uncertain()]
    await stage.wait(hours=8)
    return class_


async def test_a_line_that_broke_is_asked_about(stage: Stage) -> None:
    class_ = await _broken(stage)
    assert _told(stage) == ["The line broke just as I sent “At the market” to Tuesday A2. Please look in the group."]
    assert stage.paper.chat(stage.private("Marta"))[-1].labels == ["It is there", "Not there, send it"]
    assert _occurrence(stage, class_)[0] == Occurring.UNCERTAIN
    assert stage.posts() == []


async def test_it_is_there(stage: Stage) -> None:
    class_ = await _broken(stage)
    await stage.presses("Marta", "It is there", private=True)
    assert _told(stage) == ["Thank you. Then all is well."]
    assert _occurrence(stage, class_)[0] == Occurring.POSTED
    await stage.wait(hours=12)
    assert stage.posts() == []


async def test_it_is_not_there_and_goes_once_more(stage: Stage) -> None:
    class_ = await _broken(stage)
    await stage.presses("Marta", "Not there, send it", private=True)
    assert _told(stage) == ["Thank you. I am sending it again now."]
    assert "word0" in stage.task.plain
    assert _occurrence(stage, class_)[0] == Occurring.POSTED
    await stage.says("Ana", "A sentence with word0 inside", to=stage.task)
    await stage.wait(hours=12)
    assert len(stage.posts()) == 1
    assert "1 has written" in stage.task.plain


async def test_only_one_teacher_settles_it(stage: Stage) -> None:
    from storage.people import Role
    from tests.cast import joined

    class_ = await _due(stage)
    await joined(stage, class_, "Luis", Role.TEACHER)
    stage.paper.failing = [Uncertain()]
    await stage.wait(hours=8)
    await stage.presses("Marta", "Not there, send it", private=True)
    await stage.presses("Luis", "Not there, send it", private=True)
    assert stage.told("Luis") == "That is done already. What is open: /post"
    assert len(stage.posts()) == 1


async def test_one_question_for_all_such_posts(tmp_path: Path) -> None:
    """A crash in the middle of two sends: at the next start both are asked about at once."""
    paper = Paper(limits=UNKEYED)
    activities = [Toy(), Talk(), News()]
    async with Stage(tmp_path, activities=activities, paper=paper) as stage:
        class_ = await _due(stage)
        room = Room(class_id=class_.id, platform="paper", place="room2", title="Wednesday", seen_at=stage.now)
        await stage.house.database.write(lambda records: records.rooms.add(room))
        stage.time.move(MONDAY + timedelta(hours=8))
        await stage.house.clock.tick()

        def in_the_middle(records: Any) -> None:
            for place in ("room1", "room2"):
                [say, *_] = records.lanes.next(Lane("paper", place, False), stage.now)
                say.state, say.claimed_at, say.attempts = "sending", stage.now, 1

        await stage.house.database.write(in_the_middle)
    later = datetime(2026, 5, 4, 18, 5, tzinfo=LONDON)
    async with Stage(tmp_path, activities=activities, paper=paper, now=later) as again:
        await again.wait(minutes=1)
        assert _told(again) == [
            (
                "The line broke just as I sent “At the market” to Tuesday A2, “At the market” to Wednesday. "
                "Please look in the group."
            )
        ]
        await again.presses("Marta", "Not there, send it", private=True)
        assert len([*again.posts(), *again.posts(Place("paper", "room2"))]) == 2


async def test_a_task_that_closed_meanwhile_is_left(stage: Stage) -> None:
    await _broken(stage)
    await stage.wait(days=6)
    await stage.presses("Marta", "Not there, send it", private=True)
    assert "closed by now" in _told(stage)[0]


async def test_a_closing_line_is_not_worth_a_question(stage: Stage) -> None:
    await _due(stage, words=2)
    await stage.wait(hours=8)
    await stage.says("Ana", "A sentence with word0 inside", to=stage.task)
    await stage.wait(hours=1)
    stage.paper.failing = [Uncertain(), Uncertain(), Uncertain()]
    await stage.jump("close")
    assert [one for one in _told(stage) if "line broke" in one] == []
