"""/progress: one's own weeks, nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from activities.posting import Posting
from activities.progress import Progress
from storage.people import Role
from tests.cast import a_class, joined
from tests.stage import Stage
from tests.toy import Toy, with_words

WORDS = [f"{first}{second}rtum" for first in "bcdfghjlmn" for second in "aeio"]
"""No word of any language, and no form of another."""


@pytest.fixture
async def stage(tmp_path: Path):  # type: ignore[no-untyped-def]
    async with Stage(tmp_path, activities=[Toy(), Progress(), Posting()]) as found:
        class_ = await a_class(found)
        await with_words(found, class_, *WORDS)
        yield found


async def _post_and_write(stage: Stage, *texts: str, who: str = "Ana") -> None:
    await stage.types("Marta", "/post toy", private=True)
    for text in texts:
        await stage.wait(minutes=2)
        await stage.says(who, text, to=stage.task)


async def _progress(stage: Stage, who: str = "Ana") -> list[str]:
    await stage.types(who, "/progress", private=True)
    return stage.private_chat(who)[-1].split("\n")


async def test_who_has_not_written_is_not_blamed(stage: Stage) -> None:
    assert await _progress(stage) == ["You have not written yet. One sentence is enough. What is open: /today"]


async def test_the_first_week_is_compared_with_nothing(stage: Stage) -> None:
    await _post_and_write(stage, "Hoy compro bartum en la tienda", "Mañana compro bertum en el mercado grande")
    assert await _progress(stage) == [
        "In the last 7 days: 1 task, 2 messages, 13 words in Spanish.",
        "So far you have used 2 words of the list. All words: /words",
    ]


async def test_later_weeks_are_compared_with_ones_own(stage: Stage) -> None:
    await _post_and_write(stage, "Hoy compro bartum en la tienda", who="Ben")
    await _post_and_write(stage, "Hoy compro cartum en la tienda")
    await stage.wait(days=7)
    await _post_and_write(stage, "Hoy compro dartum en la tienda", "Mañana compro dertum en el mercado")
    await stage.wait(days=7)
    await _post_and_write(stage, "Hoy compro fartum en la tienda")
    found = await _progress(stage)
    assert found[0] == "In the last 7 days: 1 task, 1 message, 6 words in Spanish."
    assert found[1] == "In the 2 weeks before, each week on average: 1.5 messages, 9 words in Spanish."
    assert found[2].startswith("So far you have used 4 words")
    assert not any("Ben" in line for line in found)


async def test_a_week_without_a_word_is_said_kindly(stage: Stage) -> None:
    await _post_and_write(stage, "Hoy compro bartum en la tienda")
    await stage.wait(days=8)
    found = await _progress(stage)
    assert found[:2] == [
        "In the last 7 days you wrote nothing. One sentence is enough: /today",
        "In the week before: 1 message, 6 words in Spanish.",
    ]


async def test_teachers_and_helpers_are_not_counted(stage: Stage) -> None:
    with stage.house.database.read() as records:
        class_ = records.classes.get(1)
    assert class_
    await joined(stage, class_, "Hugo", Role.HELPER)
    assert (await _progress(stage, "Hugo"))[-1].startswith("I count what learners write")
