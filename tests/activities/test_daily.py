"""One message a day to a teacher: what is in it, when it comes, and that there is never a second one."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from activities.daily import Daily
from activities.discussion import Discussion
from activities.holiday import Holiday
from activities.news import News
from activities.people import People
from activities.posting import Posting
from activities.schedule import Scheduling
from activities.settings import Settings
from activities.vocabulary import Vocabulary
from bot.activity import Activity
from bot.chat import Reachable
from storage.classes import Class
from storage.people import Role
from storage.records import Records
from storage.rooms import Room
from tests.cast import a_class, enrol, joined
from tests.stage import Stage
from tests.tasks import change, post_now, scheduled, set_account, set_member, with_questions, with_words

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    activities: list[Activity] = [
        Vocabulary(),
        Discussion(),
        People(),
        News(),
        Holiday(),
        Posting(),
        Scheduling(),
        Settings(),
        Daily(),
    ]
    async with Stage(tmp_path, activities=activities) as found:
        yield found


def told(stage: Stage, name: str = "Marta") -> list[str]:
    return stage.private_chat(name)


async def another_class(stage: Stage, name: str, **columns: object) -> Class:
    """A second class of Marta's, with a room of its own."""

    def write(records: Records) -> Class:
        first = records.classes.all()[0].model_dump(exclude={"id"})
        class_ = Class(**{**first, "name": name, **columns})
        records.classes.add(class_)
        room = Room(class_id=class_.id, platform="paper", place="room2", title=name, seen_at=stage.now)
        records.rooms.add(room)
        enrol(stage, records, class_, "Marta", Role.TEACHER)
        return class_

    return await change(stage, write)


async def test_nothing_to_say_no_message(stage: Stage) -> None:
    await a_class(stage)
    await stage.wait(hours=1)
    await stage.wait(days=10)
    assert told(stage) == []


async def test_the_list_ends_is_told_at_five_once_for_each_end(stage: Stage) -> None:
    class_ = await a_class(stage)
    await with_words(stage, class_, "a = 1\nb = 2\nc = 3\nd = 4\ne = 5\nf = 6\ng = 7\nh = 8")
    await scheduled(stage, class_, "vocabulary", "mon,tue,wed,thu", "18:00", 2)
    await stage.wait(days=2, hours=8)
    assert told(stage) == []  # at five on Wednesday two posts were left
    await stage.wait(hours=24)
    assert told(stage) == ["Tuesday A2\n· 2 words left. Send me more with /words"]
    await stage.wait(hours=24)
    assert told(stage)[1:] == ["Tuesday A2\n· Your word list is empty now. Send me more with /words"]
    await stage.wait(days=2)
    assert len(told(stage)) == 2
    await with_words(stage, class_, "i = 9")
    await stage.wait(days=1)
    assert told(stage)[2].split("\n")[:2] == ["Tuesday A2", "· 1 word left. Send me more with /words"]


async def test_whom_no_classmate_has_answered_for_two_days(stage: Stage) -> None:
    class_ = await a_class(stage, learners=("Ana", "Ben", "Chloe", "Dan", "Eva"))
    await with_questions(stage, class_, "# Food\n¿Qué comes hoy?")
    await post_now(stage, "discussion")
    first = await stage.says("Ana", "Yo como una sopa.", to=stage.task)
    for name in ("Ben", "Chloe", "Dan", "Eva"):
        await stage.says(name, "Yo como un poco de arroz.", to=stage.task)
    await stage.wait(hours=1)
    await stage.says("Ben", "Qué rica la sopa, Ana.", to=first)
    await stage.wait(days=1, hours=12)
    assert not any("classmate" in one for one in told(stage))
    await stage.wait(days=1)
    assert "· “Food”: no classmate has answered Ben, Chloe, Dan and 1 more." in told(stage)[-1]
    before = len(told(stage))
    await stage.wait(days=3)
    assert len(told(stage)) == before


async def test_where_no_answer_is_asked_for_none_is_missing(stage: Stage) -> None:
    class_ = await a_class(stage)
    await with_words(stage, class_, "la sopa = soup\nel pan = bread")
    await post_now(stage, "vocabulary")
    await stage.says("Ana", "Yo como una sopa.", to=stage.task)
    await stage.wait(days=3)
    assert not any("classmate" in one for one in told(stage))


async def test_a_sentence_only_counted_waits_for_nobodys_answer_and_one_in_a_blind_room_neither(stage: Stage) -> None:
    class_ = await a_class(stage)
    await with_questions(stage, class_, "# Food\n¿Qué comes hoy?\n# Sport\n¿Corres?\n¿Bailas?\n¿Nadas?")
    await post_now(stage, "discussion")
    await stage.says("Ana", "Yo como una sopa.", to=stage.task)

    def blind(records: Records) -> None:
        room = records.rooms.at("paper", "room1")
        assert room
        room.reads_all = False

    await change(stage, blind)
    await stage.wait(days=4)
    assert told(stage)[1:] == []


async def test_one_message_about_all_classes_at_the_hour_she_chose(stage: Stage) -> None:
    first = await a_class(stage)
    second = await another_class(stage, "Thursday B1")
    for class_ in (first, second):
        await with_words(stage, class_, "a = 1\nb = 2")
        await scheduled(stage, class_, "vocabulary", "mon", "12:00", 2)
    await stage.types("Marta", "/settings", addressed=True)
    assert "Your daily message: 17:00, when there is something to say" in stage.told("Marta")
    await stage.presses("Marta", "Daily message")
    await stage.presses("Marta", "19:00")
    assert stage.told("Marta").endswith("Saved. Your daily message comes at 19:00.")
    await stage.wait(hours=8)
    assert told(stage) == []
    await stage.wait(hours=2)
    ending = "· Your word list is empty now. Send me more with /words"
    assert told(stage) == [f"Tuesday A2\n{ending}\nThursday B1\n{ending}"]


@pytest.mark.parametrize(("written", "hour"), [("7 pm", "19:00"), ("9", "09:00")])
async def test_an_hour_may_be_written(stage: Stage, written: str, hour: str) -> None:
    await a_class(stage)
    await stage.types("Marta", "/settings", private=True)
    await stage.presses("Marta", "Daily message", private=True)
    for night in ("22:00", "17:30", "night"):
        await stage.says("Marta", night, private=True)
        assert stage.told("Marta").endswith("I need a full hour from 8:00 to 20:00. For example: 18:00")
    await stage.says("Marta", written, private=True)
    assert stage.told("Marta").endswith(f"Saved. Your daily message comes at {hour}.")
    await stage.presses("Marta", "‹ Back", private=True)
    assert f"Your daily message: {hour}, when there is something to say" in stage.told("Marta")


async def test_two_teachers_hear_it_each_once(stage: Stage) -> None:
    class_ = await a_class(stage)
    await joined(stage, class_, "Luis", Role.TEACHER, daily_hour=8)
    await with_words(stage, class_, "a = 1\nb = 2")
    await scheduled(stage, class_, "vocabulary", "mon", "12:00", 2)
    await stage.wait(days=2)
    assert len(told(stage)) == len(told(stage, "Luis")) == 1


async def test_who_came_through_the_link_waits_for_a_yes(stage: Stage) -> None:
    class_ = await a_class(stage)
    await joined(stage, class_, "Zoe", confirmed_at=None)
    await stage.wait(hours=1)
    await stage.wait(days=3)
    assert told(stage) == ["Tuesday A2\n· New through the link, waiting for your yes: Zoe"]
    await stage.presses("Marta", "Look at them", private=True)
    assert "Zoe (new)" in stage.paper.chat(stage.private("Marta"))[-1].labels


async def test_who_no_longer_teaches_hears_nothing(stage: Stage) -> None:
    class_ = await a_class(stage)
    await joined(stage, class_, "Luis", Role.TEACHER)
    await with_words(stage, class_, "a = 1\nb = 2")
    await stage.wait(hours=2)
    await set_member(stage, "Luis", role=Role.HELPER.value)
    await scheduled(stage, class_, "vocabulary", "mon", "12:00", 2)
    await stage.wait(days=2)
    assert (len(told(stage)), len(told(stage, "Luis"))) == (1, 0)


async def test_at_night_it_waits_for_the_next_day(stage: Stage) -> None:
    class_ = await a_class(stage)
    await with_words(stage, class_, "a = 1\nb = 2")
    await scheduled(stage, class_, "vocabulary", "mon", "12:00", 2)
    await stage.wait(hours=6)
    stage.time.move(stage.now + timedelta(hours=8))  # the program was off from four in the afternoon to midnight
    await stage.wait(hours=9)
    assert told(stage) == []
    await stage.wait(hours=9)
    assert len(told(stage)) == 1


async def test_for_a_closed_private_chat_the_newest_waits_with_everything(stage: Stage) -> None:
    class_ = await a_class(stage)
    await with_words(stage, class_, "a = 1\nb = 2")
    await scheduled(stage, class_, "vocabulary", "mon", "12:00", 2)
    await set_account(stage, "Marta", reachable=False)
    await stage.wait(days=3)
    assert told(stage) == []
    with stage.house.database.read() as records:
        [waiting] = records.for_me.of(records.people.teachers(1)[0].id or 0)
    await stage.presses("Marta", "🔒 For me")
    mine = [one.plain for one in stage.seen("Marta") if one.only_for]
    assert sum("Your word list is empty now." in one for one in mine) == 1
    assert waiting.private


# -- a silent week ------------------------------------------------------------------------------------------------


async def silent(stage: Stage) -> Class:
    """Tasks on Mondays and Thursdays that nobody answers: it is five on the second Monday."""
    class_ = await a_class(stage)
    await with_words(stage, class_, "\n".join(f"w{n} = {n}" for n in range(40)))
    await scheduled(stage, class_, "vocabulary", "mon,thu", "18:00", 4)
    await stage.wait(days=7, hours=7, minutes=30)
    return class_


def tasks(stage: Stage) -> int:
    return len([one for one in stage.posts() if one.labels])


async def test_after_a_week_without_an_answer_the_teacher_is_asked_instead_of_posting_on(stage: Stage) -> None:
    await silent(stage)
    asked = "Nobody has answered for a week. Unless you say so, I do not post Vocabulary · Mon 11 May, 18:00."
    assert told(stage) == [f"Tuesday A2\n· {asked} When somebody answers, I will post again."]
    assert stage.paper.chat(stage.private("Marta"))[-1].labels == ["Post it anyway", "Pause the schedule"]
    await stage.wait(hours=2)
    assert tasks(stage) == 2
    with stage.house.database.read() as records:
        [held] = [one for one in records.schedules.slots(1, stage.now.date() - timedelta(days=3)) if one.why]
        assert (held.state, held.why) == ("held", "silent")
    await stage.wait(days=6)
    assert len(told(stage)) == 1, "asked once a week"
    await stage.wait(days=1)
    assert len(told(stage)) == 2


async def test_what_was_held_unforeseen_is_told_the_next_day(stage: Stage) -> None:
    await silent(stage)
    await change(stage, lambda records: _forget_told(records, stage))
    await stage.wait(hours=24)
    why = "Nobody has answered for a week, so I did not post Vocabulary · Mon 11 May, 18:00."
    assert told(stage)[1:] == [f"Tuesday A2\n· {why} When somebody answers, I will post again."]
    await stage.presses("Marta", "Post it anyway", private=True)
    assert told(stage)[-1].split("\n")[1].startswith("Posted: “w8, w9 …”.")
    assert "Nobody has answered" in told(stage)[1], "its answer comes below"


def _forget_told(records: Records, stage: Stage) -> None:
    teacher = records.people.teachers(1)[0]
    records.notices.unknow("daily", str(teacher.id), "silent 1 2026-05-04 1")


async def test_post_it_anyway_lets_it_go_out_at_its_time_and_begins_a_new_week(stage: Stage) -> None:
    await silent(stage)
    await stage.presses("Marta", "Post it anyway", private=True)
    assert told(stage)[-1] == "Tuesday A2\nAll right. I will post it on Mon 11 May, 18:00."
    assert tasks(stage) == 2
    await stage.wait(hours=1)
    assert tasks(stage) == 3
    await stage.wait(days=3)
    assert tasks(stage) == 4
    await stage.wait(days=4)
    assert tasks(stage) == 4, "a week later it is asked again"
    assert len([one for one in told(stage) if "Nobody has answered" in one]) == 2


async def test_pause_the_schedule(stage: Stage) -> None:
    await silent(stage)
    await stage.presses("Marta", "Pause the schedule", private=True)
    assert "Paused. Nothing is posted." in told(stage)[-1]
    await stage.wait(days=14)
    assert len([one for one in told(stage) if "Nobody has answered" in one]) == 1


async def test_with_two_silent_classes_each_button_is_of_its_own_class(stage: Stage) -> None:
    first = await a_class(stage)
    second = await another_class(stage, "Thursday B1")
    for class_ in (first, second):
        await with_words(stage, class_, "\n".join(f"w{n} = {n}" for n in range(40)))
        await scheduled(stage, class_, "vocabulary", "mon,thu", "18:00", 4)
    await stage.wait(days=7, hours=8, minutes=30)
    chat = stage.paper.chat(stage.private("Marta"))[-1]
    assert chat.labels == [
        "Post it anyway (Tuesday A2)",
        "Pause the schedule (Tuesday A2)",
        "Post it anyway (Thursday B1)",
        "Pause the schedule (Thursday B1)",
    ]
    await stage.presses("Marta", "Post it anyway (Thursday B1)", private=True)
    assert told(stage)[-1].startswith("Thursday B1\nPosted: “w8, w9 …”."), "its time was half an hour ago"
    assert len(stage.posts()) == 2
    await stage.presses("Marta", "Pause the schedule (Tuesday A2)", private=True)
    assert told(stage)[-1].startswith("Tuesday A2\n")
    with stage.house.database.read() as records:
        assert [one.paused for one in records.schedules.of_class(first.id or 0)] == [True]
        assert [one.paused for one in records.schedules.of_class(second.id or 0)] == [False]


async def test_once_somebody_has_answered_it_goes_out_all_the_same(stage: Stage) -> None:
    await silent(stage)
    await stage.says("Ana", "Yo digo w4 y w5 hoy.", to=stage.task)
    await stage.wait(hours=1)
    assert tasks(stage) == 3


async def test_a_late_answer_lets_it_go_on(stage: Stage) -> None:
    await silent(stage)
    await stage.wait(hours=1)
    await stage.says("Ana", "Yo digo w4 y w5 hoy.", to=stage.task)
    await stage.wait(days=4)
    assert tasks(stage) == 3


async def test_a_holiday_is_no_silence(stage: Stage) -> None:
    class_ = await a_class(stage)
    await with_words(stage, class_, "\n".join(f"w{n} = {n}" for n in range(40)))
    await scheduled(stage, class_, "vocabulary", "mon,thu", "18:00", 4)
    await stage.jump("post")
    await stage.types("Marta", "/holiday 17 May")
    await stage.wait(days=15)
    assert len([one for one in stage.posts() if one.labels]) == 2


# -- never a second one ---------------------------------------------------------------------------------------------


@pytest.mark.slow
async def test_a_month_full_of_news_brings_at_most_one_message_a_day(stage: Stage) -> None:
    first = await a_class(stage, learners=("Ana", "Ben"))
    second = await another_class(stage, "Thursday B1", zone="America/New_York")
    for class_ in (first, second):
        await with_words(stage, class_, "\n".join(f"w{n} = {n}" for n in range(15)))
        await with_questions(stage, class_, "¿Uno?\n¿Dos?\n¿Tres?")
        await scheduled(stage, class_, "vocabulary", "mon,wed,fri", "18:00", 4)
        await scheduled(stage, class_, "discussion", "tue,sat", "09:00", 1)
    days: Counter[str] = Counter()
    for day in range(30):
        if day == 12:
            await change(stage, lambda records: _holiday(records, stage))
        if day in (1, 2, 15):
            await stage.says("Ana", f"Hoy digo w{day} y algo más.", to=stage.task)
        before = len(told(stage))
        await stage.wait(days=1)
        days[f"day {day}"] = len(told(stage)) - before
    assert max(days.values()) == 1
    assert sum(days.values()) >= 6


def _holiday(records: Records, stage: Stage) -> None:
    for class_ in records.classes.all():
        class_.holiday_until = stage.now.date() + timedelta(days=4)


async def test_the_private_chat_opens_and_what_waited_comes(stage: Stage) -> None:
    class_ = await a_class(stage)
    await with_words(stage, class_, "a = 1\nb = 2")
    await scheduled(stage, class_, "vocabulary", "mon", "12:00", 2)
    await set_account(stage, "Marta", reachable=False)
    await stage.wait(days=1)
    await stage.happens(Reachable("r1", stage.now, stage.private("Marta"), stage.who("Marta")))
    await stage.wait(days=1)
    assert sum("Your word list is empty now." in one for one in told(stage)) == 1
