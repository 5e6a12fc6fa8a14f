"""The class picture in words and as a file."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from activities._sheet_file import harmless
from activities.overview import Overview
from activities.posting import Posting
from storage.classes import Class
from storage.people import Role
from tests.cast import a_class, joined
from tests.stage import Stage
from tests.toy import Toy, with_words

SEVEN = ("Ana", "Ben", "Chloe", "Dan", "Eva", "Finn", "Gina")


@pytest.fixture
async def stage(tmp_path: Path):  # type: ignore[no-untyped-def]
    async with Stage(tmp_path, activities=[Toy(), Overview(), Posting()]) as found:
        yield found


async def _posted(stage: Stage, learners: tuple[str, ...] = SEVEN, words: int = 4, **settings: Any) -> Class:
    class_ = await a_class(stage, learners, **settings)
    await with_words(stage, class_, *(f"palabra{n}" for n in range(words)))
    await stage.types("Marta", "/post toy", private=True)
    return class_


async def _write(stage: Stage, who: str, times: int = 1, *, to: Any = None) -> None:
    for number in range(times):
        await stage.wait(minutes=3)
        day = f"{stage.now:%A}"
        text = f"Compro palabra0 y pan con {who.lower()} {'muy ' * (number + 1)}bien, {day}"
        await stage.says(who, text, to=to or stage.task)


async def _overview(stage: Stage, line: str = "/overview") -> list[str]:
    await stage.types("Marta", line, private=True)
    return stage.private_chat("Marta")[-1].split("\n")[1:]


async def test_a_small_class_sees_counts_and_names_only(stage: Stage) -> None:
    await _posted(stage, ("Ana", "Ben", "Chloe"))
    await _write(stage, "Ana", 2)
    await stage.says("Ben", "Yo también compro palabra1 en casa", to="Compro palabra0 y pan con ana muy bien, Monday")
    found = await _overview(stage)
    assert found[:4] == [
        "Tue 28 Apr – Mon 4 May",
        "2 of 3 wrote.",
        "Not heard from: 1 (Chloe)",
        "Nobody answered: 1 (Ben)",
    ]
    assert "Words nobody used: 2 of 4 (palabra2, palabra3)" in found
    assert "1 task posted." in found
    assert not any("80 %" in line or "last week" in line or "answers to each" in line for line in found)


async def test_enough_people_and_messages_are_shared_out_and_compared(stage: Stage) -> None:
    await _posted(stage)
    for who in SEVEN[:3]:
        await _write(stage, who)
    await stage.wait(days=8)
    for who, times in zip(SEVEN, (12, 5, 2, 1, 1, 1), strict=False):
        await _write(stage, who, times)
    found = await _overview(stage)
    assert found[1:4] == ["6 of 7 wrote (last week 3).", "3 people wrote 80 % of it.", "Not heard from: 1 (Gina)"]
    assert any("22 late" in line for line in found)
    longer = await _overview(stage, "/overview 30")
    assert longer[1] == "6 of 7 wrote (in the 30 days before 0)."
    assert "1 task posted, answers to each: 25.0." in longer


async def test_who_is_away_is_not_counted_and_helpers_never_are(stage: Stage) -> None:
    class_ = await _posted(stage, ("Ana", "Ben"))
    await joined(stage, class_, "Hugo", Role.HELPER)
    await joined(stage, class_, "Zoe", away_until=(stage.now + timedelta(days=3)).date())
    await _write(stage, "Ana")
    await stage.says("Hugo", "Muy buena frase con palabra3, de verdad", to=stage.task)
    found = await _overview(stage)
    assert found[1] == "1 of 2 wrote."
    assert "Not heard from: 1 (Ben)" in found
    assert found[-1].startswith("Counted: answers to tasks from Tue 28 Apr to Mon 4 May, of 2 learners who joined")


async def test_where_answers_cannot_be_seen_it_says_so(stage: Stage) -> None:
    await _posted(stage, ("Ana", "Ben"))
    await stage.add_bot(reads_all=False)
    await _write(stage, "Ana")
    found = await _overview(stage)
    assert "Nobody answered: – (I see only replies to me in your group)" in found
    await stage.presses("Marta", "As a file (CSV)", private=True)
    assert [row[6:8] for row in _file(stage)[1:]] == [["–", "–"]] * 2


def _file(stage: Stage) -> list[list[str]]:
    content = stage.paper.chat(stage.private("Marta"))[-1].file
    assert content
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


async def test_the_file_has_a_line_for_each_person_and_week(stage: Stage) -> None:
    await _posted(stage, ("Ana", "=SUM(A1:A9)"))
    await _write(stage, "Ana", 2)
    hers = "Compro palabra0 y pan con ana muy bien, Monday"
    await stage.says("=SUM(A1:A9)", "Hola, yo compro palabra1 también", to=hers)
    await _overview(stage, "/overview 14")
    await stage.presses("Marta", "As a file (CSV)", private=True)
    head, *rows = _file(stage)
    assert head == [
        "week",
        "name",
        "tasks",
        "messages",
        "words in the target language",
        "list words used",
        "answers given",
        "answers received",
        "late",
    ]
    assert [[row[0], row[1], row[2], row[3], row[5], row[6], row[7]] for row in rows] == [
        ["2026-05-04", "'=SUM(A1:A9)", "1", "1", "1", "1", "0"],
        ["2026-05-04", "Ana", "1", "2", "1", "0", "1"],
    ]


async def test_a_file_of_minors_names_nobody_and_keeps_its_numbers(stage: Stage) -> None:
    class_ = await _posted(stage, ("Ana", "Ben"), minors=True)
    await _write(stage, "Ana")
    await _overview(stage)
    await stage.presses("Marta", "As a file (CSV)", private=True)
    before = [row[1] for row in _file(stage)[1:]]
    assert all(name.startswith("Learner ") for name in before)
    await joined(stage, class_, "Aaron")
    await stage.presses("Marta", "As a file (CSV)", private=True)
    assert set(before) < {row[1] for row in _file(stage)[1:]}
    assert "Ana" in "\n".join(await _overview(stage)) or "Ben" in "\n".join(await _overview(stage))


@pytest.mark.parametrize("days", ["0", "366", "-3"])
async def test_days_that_cannot_be_are_refused_with_an_example(stage: Stage, days: str) -> None:
    await _posted(stage)
    assert await _overview(stage, f"/overview {days}") == ["I can look back 1 to 365 days. Example: /overview 30"]


async def test_only_a_teacher_sees_it(stage: Stage) -> None:
    await _posted(stage)
    await stage.types("Ana", "/overview", private=True)
    assert stage.told("Ana") == "Only your teacher can do that. What is open for you: /today"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", " =1", "\n=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Ana", "", "7", 7, "–"])
def test_other_cells_stay_as_they_are(cell: str | int) -> None:
    assert harmless(cell) == cell
