"""/schedule: saved at once, or asked for step by step."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from activities.posting import Posting
from activities.schedule import Scheduling
from storage.schedules import Schedule
from tests.cast import a_class, joined
from tests.stage import Stage
from tests.toy import Talk, Toy, with_words

LONDON = ZoneInfo("Europe/London")
SAVED = "Toy words · 4 items on Mondays and Thursdays at 18:00"
NEXT = "Next: Mon 4 May, 18:00 · Thu 7 May, 18:00 · Mon 11 May, 18:00"


@pytest.fixture
async def stage(tmp_path: Path):  # type: ignore[no-untyped-def]
    async with Stage(tmp_path, activities=[Toy(), Talk(), Scheduling(), Posting()]) as found:
        yield found


@pytest.fixture
async def ready(stage: Stage) -> Stage:
    class_ = await a_class(stage)
    await with_words(stage, class_, *(f"word{n}" for n in range(20)))
    return stage


async def _types(stage: Stage, line: str) -> list[str]:
    await stage.types("Marta", line, private=True)
    return _shown(stage)


async def _presses(stage: Stage, label: str) -> list[str]:
    await stage.presses("Marta", label, private=True)
    return _shown(stage)


async def _writes(stage: Stage, words: str) -> list[str]:
    await stage.says("Marta", words, private=True)
    return _shown(stage)


def _shown(stage: Stage) -> list[str]:
    return stage.private_chat("Marta")[-1].split("\n")[1:]


def _labels(stage: Stage) -> list[str]:
    return stage.paper.chat(stage.private("Marta"))[-1].labels


def _schedules(stage: Stage) -> list[Schedule]:
    with stage.house.database.read() as records:
        return list(records.schedules.of_class(1))


# -- at once ----------------------------------------------------------------------------------------------------------


async def test_all_in_one_line_is_saved_at_once(ready: Stage) -> None:
    assert await _types(ready, "/schedule toy mon,thu 18:00 4") == ["Saved.", SAVED, NEXT]
    assert _labels(ready) == ["Change", "Delete"]
    await ready.wait(days=4)
    assert len(ready.posts()) == 2


@pytest.mark.parametrize(
    "line",
    ["toy mondays and thursdays 6pm 4", "TOY lun,jue 18.00 4", '"toy words mon thu 18h 4"'],
)
async def test_words_are_understood_as_people_type_them(ready: Stage, line: str) -> None:
    assert (await _types(ready, f"/schedule {line.strip(chr(34))}"))[1:] == [SAVED, NEXT]


async def test_in_a_room_the_answer_is_the_teachers_alone(ready: Stage) -> None:
    await ready.types("Marta", "/schedule toy mon,thu 18:00 4")
    assert SAVED in ready.told("Marta")
    assert ready.posts() == []
    assert [one.plain for one in ready.paper.chat(ready.room)] == []


async def test_the_same_twice_is_told_not_doubled(ready: Stage) -> None:
    await _types(ready, "/schedule toy mon,thu 18:00 4")
    assert await _types(ready, "/schedule toy thu,mon 18:00 4") == ["You have this already:", SAVED, NEXT]
    assert len(_schedules(ready)) == 1
    await _types(ready, "/schedule toy mon,thu 18:00 6")
    assert [one.count for one in _schedules(ready)] == [6]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "/schedule toy mon 18:00 0",
            "I can post 1 to 12 at a time, not 0. Example: /schedule vocabulary mon,thu 18:00 4",
        ),
        ("/schedule toy mon 18:00 500", "I can post 1 to 12 at a time, not 500."),
        ("/schedule toy mon 18:00 -1", "I can post 1 to 12 at a time, not -1."),
        ("/schedule toy mon 25:00 4", "“25:00” is not a time of day. Example: 18:00"),
        ("/schedule toy someday 18:00 4", "I don't know the days “someday”. Example: mon,thu"),
        ("/schedule tyo mon 18:00", "I can't post “tyo”. Did you mean Toy words?"),
        ("/schedule quiz mon 18:00", "I can't post “quiz”. What I can post: Toy words, Talk."),
        ("/schedule toy mon 18:00 four", "“four” is not a number. Example: 4"),
        ("/schedule toy mon 18:00 4 please", "I don't know that date."),
        ("/schedule " + "x" * 5000, "I can't post “xxxx"),
        ("/schedule toy \u202emon 18:00 4", "I don't know the days"),
    ],
)
async def test_what_cannot_be_is_refused_in_one_sentence_and_changes_nothing(
    ready: Stage, line: str, sentence: str
) -> None:
    found = await _types(ready, line)
    assert len(found) == 1
    assert found[0].startswith(sentence)
    assert len(found[0]) < 200
    assert _schedules(ready) == []


async def test_a_class_that_is_not_ready_goes_to_setup_first(stage: Stage) -> None:
    await a_class(stage, ready=False)
    assert await _types(stage, "/schedule") == ["This class is not ready yet. Please finish the set-up first: /setup"]


async def test_learners_may_not(ready: Stage) -> None:
    await ready.types("Ana", "/schedule toy mon 18:00 4")
    assert ready.told("Ana") == "Only your teacher can do that. What is open for you: /today"


async def test_an_empty_list_is_saved_and_said(stage: Stage) -> None:
    await a_class(stage)
    found = await _types(stage, "/schedule toy mon,thu 18:00 4")
    assert found[-1] == "Nothing is on the list for Toy words yet. Send me some: /help"
    assert len(_schedules(stage)) == 1


async def test_too_many_messages_a_day_are_said_once(ready: Stage) -> None:
    def grow(records: Any) -> None:
        records.classes.get(1).size = 20

    await ready.house.database.write(grow)
    assert "messages a day" not in (await _types(ready, "/schedule toy mon,thu 18:00 4"))[-1]
    found = await _types(ready, "/schedule talk mon 12:00")
    assert found[-1] == "That can be 40 messages a day in one group. Fewer days, or a place of its own, keep it calm."
    shown = ready.paper.chat(ready.private("Marta"))[-1]
    assert shown.labels == ["Change", "Delete", "Fewer days", "A place of its own"]
    assert "/addroom" in (await _presses(ready, "A place of its own"))[-1]
    assert "messages a day" not in (await _types(ready, "/schedule talk thu 12:00"))[-1]


async def test_the_last_date_may_be_typed(ready: Stage) -> None:
    found = await _types(ready, "/schedule toy mon,thu 18:00 4 14 May")
    assert found == [
        "Saved.",
        "Toy words · 4 items on Mondays and Thursdays at 18:00",
        "Next: Mon 4 May, 18:00 · Thu 7 May, 18:00 · Mon 11 May, 18:00",
        "Last date: Thu 14 May",
    ]
    assert (await _types(ready, "/schedule toy mon,thu 18:00 4 21 May"))[-1] == "Last date: Thu 21 May"
    assert (await _types(ready, "/schedule toy mon,thu 18:00 4"))[0] == "You have this already:"
    assert [one.last_date for one in _schedules(ready)] == [date(2026, 5, 21)]
    assert (await _types(ready, "/schedule toy tue 18:00 4 2020-01-01"))[0].startswith("That day is over.")


async def test_fewer_days_asks_for_the_days_only(ready: Stage) -> None:
    def grow(records: Any) -> None:
        records.classes.get(1).size = 31

    await ready.house.database.write(grow)
    await _types(ready, "/schedule toy daily 18:00 4")
    await _presses(ready, "Fewer days")
    found = await _presses(ready, "Monday and Thursday")
    assert found[:2] == ["Saved.", "Toy words · 4 items on Mondays and Thursdays at 18:00"]
    assert [(one.days, one.time, one.count) for one in _schedules(ready)] == [("mon,thu", "18:00", 4)]


async def test_completion_offers_what_fits(ready: Stage) -> None:
    assert await ready.completes("Marta", "schedule", "activity") == ["toy words", "talk"]
    assert await ready.completes("Marta", "schedule", "activity", "ta") == ["talk"]
    assert (await ready.completes("Marta", "schedule", "days"))[0] == "mon,thu"
    assert await ready.completes("Marta", "schedule", "time", "1") == ["18:00", "12:00", "16:00", "19:00"]
    assert await ready.completes("Ana", "schedule", "days") == []


# -- step by step -----------------------------------------------------------------------------------------------------


async def test_what_is_left_out_is_asked_with_buttons_in_one_place(ready: Stage) -> None:
    assert await _types(ready, "/schedule") == ["Nothing is scheduled yet.", "What shall I post?"]
    await _presses(ready, "Toy words")
    assert _labels(ready)[0] == "Monday and Thursday"
    await _presses(ready, "Monday and Thursday")
    assert _labels(ready)[0] == "18:00"
    await _presses(ready, "18:00")
    assert await _presses(ready, "4 items") == ["Saved.", SAVED, NEXT]
    assert len(ready.paper.chat(ready.private("Marta"))) == 2  # her line, and the one message that changed


async def test_answers_may_be_written(ready: Stage) -> None:
    await _types(ready, "/schedule")
    await _writes(ready, "Toy")
    await _writes(ready, "every monday")
    assert await _writes(ready, "quarter past never") == ["“quarter past never” is not a time of day. Example: 18:00"]
    await _writes(ready, "8pm")
    assert await _writes(ready, "99") == [
        "I can post 1 to 12 at a time, not 99. Example: /schedule vocabulary mon,thu 18:00 4"
    ]
    assert (await _writes(ready, "3"))[1] == "Toy words · 3 items on Mondays at 20:00"


async def test_asked_in_a_room_the_answer_is_pressed_there_or_written_in_private(ready: Stage) -> None:
    await ready.types("Marta", "/schedule toy")
    assert ready.told("Marta").endswith("Write to me in our private chat.")
    await ready.presses("Marta", "Monday and Thursday")
    await ready.says("Marta", "18:00", private=True)
    await ready.presses("Marta", "4 items", private=True)
    assert _shown(ready) == ["Saved.", SAVED, NEXT]
    assert ready.posts() == []


async def test_cancel_ends_the_question(ready: Stage) -> None:
    await _types(ready, "/schedule toy")
    assert await _presses(ready, "Cancel") == ["All right, nothing is changed."]
    await _writes(ready, "mon,thu")
    assert _schedules(ready) == []


async def test_only_one_at_a_time_has_no_count(ready: Stage) -> None:
    assert await _types(ready, "/schedule talk mon 18:00 5") == [
        "Saved.",
        "Talk · on Mondays at 18:00",
        "Next: Mon 4 May, 18:00 · Mon 11 May, 18:00 · Mon 18 May, 18:00",
    ]


async def test_a_time_at_night_is_confirmed_once(ready: Stage) -> None:
    found = await _types(ready, "/schedule toy mon 21:00 4")
    assert found == ["At 21:00 phones should be quiet. Shall I post then, without a sound?"]
    assert _schedules(ready) == []
    assert (await _presses(ready, "Yes, without a sound"))[0] == "Saved."
    await ready.wait(hours=11)
    assert ready.task.silent
    await _types(ready, "/schedule toy tue 06:00 4")
    await _presses(ready, "Another time")
    assert (await _presses(ready, "08:00"))[1] == "Toy words · 4 items on Tuesdays at 08:00"


# -- one that is there ------------------------------------------------------------------------------------------------


async def test_days_time_and_count_can_be_changed(ready: Stage) -> None:
    await _types(ready, "/schedule toy mon,thu 18:00 4")
    await _presses(ready, "Change")
    await _presses(ready, "The time")
    assert (await _presses(ready, "12:00"))[1:3] == [
        "Toy words · 4 items on Mondays and Thursdays at 12:00",
        "Next: Mon 4 May, 12:00 · Thu 7 May, 12:00 · Mon 11 May, 12:00",
    ]
    await _presses(ready, "Change")
    await _presses(ready, "How many at a time")
    assert (await _presses(ready, "6 items"))[1].startswith("Toy words · 6 items")
    assert len(_schedules(ready)) == 1


async def test_an_earlier_time_leaves_todays_post_where_it_was(ready: Stage) -> None:
    await _types(ready, "/schedule toy mon,thu 18:00 4")
    await _presses(ready, "Change")
    await _presses(ready, "The time")
    found = await _presses(ready, "08:00")
    assert found[2] == "Next: Mon 4 May, 18:00 · Thu 7 May, 08:00 · Mon 11 May, 08:00"
    assert found[3] == "Today's task still comes at the old time, Mon 4 May, 18:00."
    await ready.wait(hours=9)
    assert len(ready.posts()) == 1


async def test_a_pause_holds_and_going_on_does_not_make_up_for_it(ready: Stage) -> None:
    await _types(ready, "/schedule toy daily 18:00 4")
    await _types(ready, "/schedule")
    assert (await _presses(ready, "Pause"))[1] == "Paused. Nothing is posted."
    await ready.wait(days=3)
    assert ready.posts() == []
    await _presses(ready, "Go on")
    await ready.wait(minutes=1)
    assert ready.posts() == []
    await ready.wait(hours=9)
    assert len(ready.posts()) == 1


async def test_delete_can_be_undone(ready: Stage) -> None:
    await _types(ready, "/schedule toy mon,thu 18:00 4")
    assert await _presses(ready, "Delete") == ["Deleted:", SAVED]
    assert _schedules(ready) == []
    assert SAVED in await _presses(ready, "Undo")
    assert len(_schedules(ready)) == 1


async def test_buttons_of_a_deleted_schedule_say_so(ready: Stage) -> None:
    await _types(ready, "/schedule toy mon,thu 18:00 4")
    first = ready.paper.chat(ready.private("Marta"))[-1]
    await _types(ready, "/schedule")
    await _presses(ready, "Delete")
    await ready.presses("Marta", "Delete", under=first, private=True)
    assert ready.told("Marta") == "This schedule is gone. To make a new one: /schedule"


async def test_a_last_date_ends_it(ready: Stage) -> None:
    await _types(ready, "/schedule toy mon,thu 18:00 4")
    await _types(ready, "/schedule")
    await _presses(ready, "Last date")
    assert await _writes(ready, "yesterday") == ["I don't know that date. For example: Mon 18 May"]
    assert (await _writes(ready, "7 May"))[2:] == ["Next: Mon 4 May, 18:00 · Thu 7 May, 18:00", "Last date: Thu 7 May"]
    await ready.wait(days=14)
    assert len(ready.posts()) == 2
    assert "It is over: its last date was Thu 7 May." in await _types(ready, "/schedule")
    await _presses(ready, "Last date")
    assert (await _presses(ready, "No last date"))[2].startswith("Next: Mon 18 May, 18:00 · Thu 21 May")
    await ready.wait(minutes=1)
    assert len(ready.posts()) == 2


async def test_several_are_a_list(ready: Stage) -> None:
    await _types(ready, "/schedule toy mon,thu 18:00 4")
    await _types(ready, "/schedule talk tue 12:00")
    assert await _types(ready, "/schedule") == [
        f"1. {SAVED}",
        "Next: Mon 4 May, 18:00",
        "2. Talk · on Tuesdays at 12:00",
        "Next: Tue 5 May, 12:00",
    ]
    assert _labels(ready) == ["1. Toy words", "2. Talk", "Add another"]
    assert (await _presses(ready, "2. Talk"))[0] == "Talk · on Tuesdays at 12:00"
    assert _labels(ready) == ["Post now", "Pause", "Change", "Delete", "Last date"]


async def test_one_teacher_never_reaches_anothers_schedule(tmp_path: Path) -> None:
    async with Stage(tmp_path, activities=[Toy(), Scheduling()]) as stage:
        await a_class(stage)
        await _types(stage, "/schedule toy mon,thu 18:00 4")

        def elsewhere(records: Any) -> None:
            records.schedules.get(1).class_id = other.id

        other = await _another_class(stage)
        await stage.house.database.write(elsewhere)
        await stage.presses("Marta", "Delete", private=True)
        assert stage.told("Marta") == "This schedule is gone. To make a new one: /schedule"


async def _another_class(stage: Stage) -> Any:
    from storage.classes import Class

    class_ = Class(name="Other", zone="UTC", ready=True, created_at=stage.now)
    await stage.house.database.write(lambda records: records.classes.add(class_))
    await joined(stage, class_, "Rita")
    return class_


async def test_in_spanish_days_are_said_in_spanish(ready: Stage) -> None:
    ready.languages["Marta"] = "es"
    found = await _types(ready, "/schedule toy lunes,jueves 18:00 4")
    assert any("los lunes y jueves" in line for line in found)
    assert any("lun 4 may, 18:00" in line for line in found)


async def test_daylight_saving_keeps_the_time_on_the_wall(tmp_path: Path) -> None:
    before = datetime(2026, 10, 24, 12, tzinfo=LONDON)
    async with Stage(tmp_path, activities=[Toy(), Scheduling()], now=before) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_, *(f"word{n}" for n in range(20)))
        await _types(stage, "/schedule toy daily 18:00 2")
        await stage.wait(days=2)
        with stage.house.database.read() as records:
            opened = [one.opened_at for one in records.rounds.recent(1, before)]
        assert [one.astimezone(LONDON).hour for one in opened] == [18, 18]
        assert opened[0] - opened[1] == timedelta(hours=25)
