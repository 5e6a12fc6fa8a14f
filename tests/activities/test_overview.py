"""The class picture in words and as a file."""

from __future__ import annotations

import csv
import io
import struct
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from activities._overview.drawing import picture_of
from activities._overview.period import Period
from activities._overview.picture import Picture, Row, draw
from activities._sheet_file import harmless
from activities.overview import Overview
from activities.posting import Posting
from bot.scene import Scene
from bot.turn import Turn
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
        "Without an answer: 1 (Ben)",
    ]
    assert "Words nobody used: 2 of 4 (palabra2, palabra3)" in found
    assert "1 task posted." in found
    assert not any("80 %" in line or "last week" in line or "answers to each" in line for line in found)


async def test_enough_people_and_messages_are_shared_out_and_compared(stage: Stage) -> None:
    await _posted(stage, created_at=stage.now - timedelta(days=60))
    for who in SEVEN[:3]:
        await _write(stage, who)
    await stage.wait(days=8)
    for who, times in zip(SEVEN, (12, 5, 2, 1, 1, 1), strict=False):
        await _write(stage, who, times)
    found = await _overview(stage)
    assert found[1:4] == ["6 of 7 wrote (last week 3).", "3 people wrote 80 % of it.", "Not heard from: 1 (Gina)"]
    assert any("22 late" in line for line in found)
    longer = await _overview(stage, "/overview 30")
    assert longer[1] == "6 of 7 wrote.", "no task was posted in the 30 days before"
    assert "1 task posted, answers to each: 25.0." in longer


@pytest.mark.parametrize(
    ("line", "age", "compared"),
    [
        ("/overview", 60, "2 of 7 wrote (last week 3)."),
        pytest.param("/overview", 8, "2 of 7 wrote.", marks=pytest.mark.slow),
        pytest.param("/overview 8", 60, "2 of 7 wrote (in the 8 days before that: 3).", marks=pytest.mark.slow),
    ],
)
async def test_a_class_is_compared_with_days_it_was_there_for(stage: Stage, line: str, age: int, compared: str) -> None:
    await _posted(stage, created_at=stage.now - timedelta(days=age - 8))
    for who in SEVEN[:3]:
        await _write(stage, who)
    await stage.wait(days=8)
    for who in SEVEN[:2]:
        await _write(stage, who, 11)
    assert (await _overview(stage, line))[1] == compared


async def test_one_day_is_compared_with_the_day_before(stage: Stage) -> None:
    await _posted(stage, created_at=stage.now - timedelta(days=9))
    await _write(stage, "Ana")
    await stage.wait(days=1)
    for who in SEVEN[:2]:
        await _write(stage, who, 11)
    assert (await _overview(stage, "/overview 1"))[1] == "2 of 7 wrote (the day before: 1)."
    assert _drawn(stage, 1, "es").headline == "Escribieron 2 de 7 (el día anterior, 1)."


async def test_one_of_everything_reads_as_one(stage: Stage) -> None:
    await _posted(stage, ("Ana",), words=1)
    await _write(stage, "Ana")
    found = await _overview(stage)
    assert "The word was used." in found
    assert ", of 1 learner (joined and not away). Not counted:" in found[-1]


async def test_who_is_away_is_not_counted_and_helpers_never_are(stage: Stage) -> None:
    class_ = await _posted(stage, ("Ana", "Ben"))
    await joined(stage, class_, "Hugo", Role.HELPER)
    await joined(stage, class_, "Zoe", away_until=(stage.now + timedelta(days=3)).date())
    await _write(stage, "Ana")
    await stage.says("Hugo", "Muy buena frase con palabra3, de verdad", to=stage.task)
    found = await _overview(stage)
    assert found[1] == "1 of 2 wrote."
    assert "Not heard from: 1 (Ben)" in found
    assert found[-1].startswith(
        "Counted: answers to tasks from Tue 28 Apr to Mon 4 May, of 2 learners (joined and not away)"
    )


async def test_where_answers_cannot_be_seen_it_says_so(stage: Stage) -> None:
    await _posted(stage, ("Ana", "Ben"))
    await stage.add_bot(reads_all=False)
    await _write(stage, "Ana")
    found = await _overview(stage)
    assert "Without an answer: – (I see only replies to me in your group)" in found
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
        "corrections given",
        "corrections received",
        "taken up",
        "own mistakes corrected",
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


def _drawn(stage: Stage, days: int = 7, language: str = "en") -> Picture:
    """What the picture shows Marta, before it is ink."""
    with stage.house.database.read() as records:
        who = replace(stage.who("Marta"), language=language)
        class_ = records.classes.get(1)
        turn = Turn(stage.house.house, records, stage.now, "overview", Scene(by=who, where=stage.room, class_=class_))
        found = picture_of(turn, Period.ending_now(turn, days))
        assert found
        return found


def _sent_pictures(stage: Stage) -> list[bytes]:
    return [one.file for one in stage.seen("Marta", private=True) if one.file and one.file[:4] == b"\x89PNG"]


async def test_a_picture_comes_before_the_words(stage: Stage) -> None:
    await _posted(stage)
    await _write(stage, "Ana", 2)
    await _overview(stage)
    [picture] = _sent_pictures(stage)
    width, height = struct.unpack(">II", picture[16:24])
    assert width == 1000
    assert 1 < height / width < 2.3


async def test_nobody_to_draw_gives_words_alone(stage: Stage) -> None:
    await _posted(stage, ())
    assert (await _overview(stage))[1] == "0 of 0 wrote."
    assert _sent_pictures(stage) == []


async def test_the_picture_says_what_the_words_say(stage: Stage) -> None:
    await _posted(stage)
    for who, times in zip(SEVEN, (12, 5, 2, 1, 1, 1), strict=False):
        await _write(stage, who, times)
    drawn = _drawn(stage)
    assert (drawn.wrote, drawn.of, drawn.headline) == (6, 7, "6 of 7 wrote.")
    assert drawn.details == ("3 people wrote 80 % of it.", "Without an answer: 6")
    assert [(row.name, row.messages, row.remark) for row in drawn.rows[-2:]] == [
        ("Finn", 1, ""),
        ("Gina", 0, "not heard from"),
    ]
    assert drawn.steps[-1] == ("Mon", 6)
    assert sum(count for _, count in drawn.steps) == 6
    assert _drawn(stage, language="es").headline == "Escribieron 6 de 7."


async def test_the_picture_of_a_small_class_shows_no_share(stage: Stage) -> None:
    await _posted(stage, ("Ana", "Ben", "Chloe"))
    await _write(stage, "Ana", 2)
    drawn = _drawn(stage)
    assert (drawn.of, drawn.details) == (0, ("Without an answer: 1",))
    assert [row.messages for row in drawn.rows] == [2, 0, 0]


async def test_the_picture_of_minors_names_nobody_and_the_teachers_list_says_who_is_who(stage: Stage) -> None:
    await _posted(stage, minors=True)
    await _write(stage, "Ana")
    drawn = _drawn(stage)
    assert not [name for name in SEVEN if name in repr(drawn)]
    assert len({row.name for row in drawn.rows}) == 7


@pytest.mark.parametrize(("days", "columns"), [(1, 1), (7, 7), (14, 14), (30, 6), (365, 13)])
async def test_the_columns_are_days_weeks_or_months(stage: Stage, days: int, columns: int) -> None:
    await _posted(stage)
    assert len(_drawn(stage, days).steps) == columns


@pytest.mark.parametrize(
    "people", [0, 27, pytest.param(1, marks=pytest.mark.slow), pytest.param(60, marks=pytest.mark.slow)]
)
def test_any_class_can_be_drawn(people: int) -> None:
    rows = tuple(Row(f"$a$ {n} \n 名前 _x_ ^", n % 7, n % 3, "–") for n in range(people))
    drawn = Picture("T" * 90, "p", 3, people, "h", ("a", "b"), "s", (), "r", rows, "late", "foot " * 40)
    assert draw(drawn)[:4] == b"\x89PNG"


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
