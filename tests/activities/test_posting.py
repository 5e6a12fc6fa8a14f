"""/post: what is open, what comes, and posting by hand."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from activities.posting import Posting
from tests.cast import a_class
from tests.stage import Stage
from tests.toy import Talk, Toy, scheduled, with_words

LONDON = ZoneInfo("Europe/London")
ACTIVITIES = (Toy, Talk, Posting)


@pytest.fixture
async def stage(tmp_path: Path):  # type: ignore[no-untyped-def]
    async with Stage(tmp_path, activities=[one() for one in ACTIVITIES]) as found:
        yield found


async def _class(stage: Stage, *words: str, **settings: Any) -> Any:
    class_ = await a_class(stage, **settings)
    await with_words(stage, class_, *words)
    return class_


async def _types(stage: Stage, line: str) -> list[str]:
    await stage.types("Marta", line, private=True)
    return _shown(stage)


def _shown(stage: Stage) -> list[str]:
    return stage.private_chat("Marta")[-1].split("\n")[1:]


async def test_a_task_is_posted_now_and_can_be_taken_back(stage: Stage) -> None:
    await _class(stage, "pan", "leche")
    assert await _types(stage, "/post toy") == ["Posted: “At the market”. It is open until Sun 10 May, 20:00."]
    assert "pan" in stage.task.plain
    assert not stage.task.silent
    await stage.wait(minutes=9)
    await stage.presses("Marta", "Take back", private=True)
    assert _shown(stage) == ["“At the market” is taken back. It is the next one on your list again."]
    assert stage.posts() == []
    assert await _types(stage, "/post toy") == ["Posted: “At the market”. It is open until Sun 10 May, 20:00."]
    await stage.wait(minutes=11)
    await stage.presses("Marta", "Take back", private=True)
    assert stage.told("Marta") == "A task can be taken back for ten minutes. After that you can close it: /post"


async def test_it_follows_the_days_and_count_of_the_schedule(stage: Stage) -> None:
    class_ = await _class(stage, "a", "b", "c", "d", "e")
    await scheduled(stage, class_, "thu", "18:00", 3)
    assert await _types(stage, "/post toy") == ["Posted: “At the market”. It is open until Wed 6 May, 20:00."]
    with stage.house.database.read() as records:
        assert records.cards.left(class_.id) == 2


async def test_bare_shows_what_is_open_and_how_the_next_one_looks(stage: Stage) -> None:
    class_ = await _class(stage, "pan", "leche")
    found = await _types(stage, "/post")
    assert found[0] == "No task is open."
    assert found[1:4] == ["Toy words, next:", "✍ Write a sentence.", "At the market · until Sun 10 May, 20:00"]
    assert stage.posts() == []
    with stage.house.database.read() as records:
        assert records.cards.left(class_.id) == 2
        assert records.rounds.open(class_.id) == []
    await stage.presses("Marta", "Post now: Talk", private=True)
    assert "pan" in stage.task.plain
    found = await _types(stage, "/post")
    assert found[0] == "Open: “At the market” · until Sun 10 May, 20:00 · nobody has written yet"
    assert stage.paper.chat(stage.private("Marta"))[-1].labels[:2] == ["Close now", "Take back"]
    await stage.presses("Marta", "Close now", private=True)
    assert _shown(stage) == ["“At the market” is closed. Late answers still count."]


async def test_several_open_tasks_are_told_apart(stage: Stage) -> None:
    await _class(stage, *"abcdefghij")
    await _types(stage, "/post toy")
    await stage.wait(hours=1)
    await _types(stage, "/post talk")
    await _types(stage, "/post")
    assert stage.paper.chat(stage.private("Marta"))[-1].labels[:3] == [
        "Close: At the market",
        "Take back: At the market",
        "Close: At the market",
    ]
    assert all(len(label) <= 40 for label in stage.paper.chat(stage.private("Marta"))[-1].labels)


@pytest.mark.parametrize("line", ["/post toy", "/post talk"])
async def test_an_empty_list_says_what_to_send(stage: Stage, line: str) -> None:
    await a_class(stage)
    [found] = await _types(stage, line)
    assert found.startswith("Nothing is on the list for T")
    assert found.endswith("Send me some: /help")


async def test_at_night_it_asks_once_and_posts_without_a_sound(tmp_path: Path) -> None:
    night = datetime(2026, 5, 4, 22, 15, tzinfo=LONDON)
    async with Stage(tmp_path, activities=[one() for one in ACTIVITIES], now=night) as stage:
        await _class(stage, "pan", "leche")
        assert await _types(stage, "/post toy") == ["It is 22:15 in the class. Shall I post now, without a sound?"]
        assert stage.posts() == []
        await stage.presses("Marta", "Yes, post it now", private=True)
        assert stage.task.silent


async def test_in_a_holiday_it_asks_once(stage: Stage) -> None:
    await _class(stage, "pan", "leche", holiday_until=date(2026, 5, 8))
    assert await _types(stage, "/post toy") == ["It is holiday until Fri 8 May. Shall I post all the same?"]
    await stage.presses("Marta", "Yes, post it now", private=True)
    assert _shown(stage) == ["Posted: “At the market”. It is open until Sun 10 May, 20:00."]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"may_post": False}, "I cannot write in your group. Please allow me to send messages in its settings"),
        ({"present": False}, "I am in no group of this class. Please add me to your group, then try again."),
    ],
)
async def test_without_a_room_to_post_in_it_says_the_remedy(
    stage: Stage, columns: dict[str, bool], sentence: str
) -> None:
    await _class(stage, "pan")

    def set_(records: Any) -> None:
        room = records.rooms.at("paper", "room1")
        for name, value in columns.items():
            setattr(room, name, value)

    await stage.house.database.write(set_)
    [found] = await _types(stage, "/post toy")
    assert found.startswith(sentence)


async def test_the_preview_does_not_say_that_nobody_has_answered_yet(stage: Stage) -> None:
    await _class(stage, "pan", "leche")
    shown = await _types(stage, "/post")
    assert "pan" in shown
    assert not any("No answers yet" in line for line in shown)


async def test_learners_may_not(stage: Stage) -> None:
    await _class(stage, "pan")
    await stage.types("Ana", "/post toy")
    assert stage.told("Ana") == "Only your teacher can do that. What is open for you: /today"
    assert stage.posts() == []
