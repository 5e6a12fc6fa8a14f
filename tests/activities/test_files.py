"""Lists that come as files: shown first, imported at a press, refused in one sentence where they cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from activities.discussion import Discussion
from activities.files import Files
from activities.vocabulary import Vocabulary
from bot.chat import CommandTyped, CommandUsed, File, FileSent
from storage.classes import Class
from storage.people import Role
from storage.records import Records
from tests.cast import a_class, enrol
from tests.packages import package, workbook
from tests.stage import Paper, Stage

PAN = b"el pan;bread\nla sal;salt\n"


class Closed(Paper):
    """A platform from which nobody may fetch anything."""

    async def fetch(self, file: File, limit: int) -> bytes:
        raise AssertionError("fetched before the role was known")


def stage_of(tmp_path: Path, paper: Paper | None = None) -> Stage:
    return Stage(tmp_path, activities=[Vocabulary(), Discussion(), Files()], paper=paper)


def last(stage: Stage, name: str = "Marta") -> str:
    return stage.private_chat(name)[-1]


def words(stage: Stage) -> list[tuple[str, ...]]:
    with stage.house.database.read() as records:
        return [(one.word, one.translation, one.aim) for one in records.cards.all(1)]


async def test_a_file_behind_words_is_shown_first_and_imported_at_a_press(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.sends("Marta", "words.csv", PAN, command="/words")

        assert "2 words ready to add:\n· el pan — bread\n· la sal — salt" in last(stage)
        assert words(stage) == []
        await stage.presses("Marta", "Import 2 of 2", private=True)
        assert words(stage) == [("el pan", "bread", ""), ("la sal", "salt", "")]


async def test_what_is_double_or_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.sends("Marta", "words.csv", PAN, command="/words")
        await stage.presses("Marta", "Import 2 of 2", private=True)
        rows: list[list[object]] = [
            ["Palabra", "Page", "Traducción"],
            ["la sal", 3, "salt"],
            ["…", 4, "?"],
            ["=A1", 5, "x"],
            ["uva", 6, "grape"],
        ]
        await stage.sends("Marta", "more.xlsx", workbook(*rows), command="/words")

        shown = last(stage)
        assert "1 word ready to add, out of 4 lines:\n· uva — grape" in shown
        assert "Already on your list: la sal (line 2)" in shown
        assert "Line 3: there is no word at its beginning." in shown
        assert "Line 4: there is a formula in it" in shown
        assert "I took nothing from these columns: Page" in shown
        await stage.presses("Marta", "Import 1 of 4", private=True)
        await stage.presses("Marta", "Post these next", private=True)
        assert [word for word, _, _ in words(stage)] == ["uva", "el pan", "la sal"]


async def test_files_that_come_in_one_go_are_gathered(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.sends("Marta", "one.csv", PAN, command="/words")
        await stage.sends("Marta", "two.txt", b"# En casa\nla mesa = table\n")
        await stage.says("Marta", "la silla = chair", private=True)
        assert "I have 4 lines" in last(stage)
        await stage.presses("Marta", "Done", private=True)
        await stage.presses("Marta", "Import 4 of 4", private=True)

        assert words(stage)[2] == ("la mesa", "table", "En casa")
        assert len(words(stage)) == 4


async def test_a_file_without_a_word_is_asked_about(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.sends("Marta", "preguntas.txt", "¿Qué comes hoy? | Hoy como …\n".encode())
        assert "What is in “preguntas.txt”?" in last(stage)
        await stage.presses("Marta", "Questions", private=True)
        assert "1 question ready to add:\n· ¿Qué comes hoy?" in last(stage)
        await stage.presses("Marta", "Import 1 of 1", private=True)
        with stage.house.database.read() as records:
            assert [one.starter for one in records.questions.all(1)] == ["Hoy como …"]


async def test_a_teacher_of_two_classes_is_asked_which_one_is_meant(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.house.database.write(lambda records: second_class(stage, records))
        await stage.sends("Marta", "deck.apkg", package([("la uva", "grape")], ("Front", "Back"), new=True))
        await stage.presses("Marta", "Friday B1", private=True)
        await stage.presses("Marta", "Words", private=True)
        await stage.presses("Marta", "Import 1 of 1", private=True)
        await stage.sends("Marta", "words.csv", PAN, command="/words")
        await stage.presses("Marta", "Tuesday A2", private=True)
        await stage.presses("Marta", "Import 2 of 2", private=True)

        with stage.house.database.read() as records:
            assert [one.word for one in records.cards.all(2)] == ["la uva"]
            assert [one.word for one in records.cards.all(1)] == ["el pan", "la sal"]


def second_class(stage: Stage, records: Records) -> None:
    class_ = Class(name="Friday B1", target="es", natives="en", zone="UTC", ready=True, created_at=stage.now)
    records.classes.add(class_)
    enrol(stage, records, class_, "Marta", Role.TEACHER)


def empty(records: Records) -> None:
    for one in records.cards.all(1):
        records.cards.remove(one)


async def test_a_learners_file_is_never_fetched(tmp_path: Path) -> None:
    async with stage_of(tmp_path, Closed()) as stage:
        await a_class(stage)
        for command in ("", "/words", "/questions"):
            await stage.sends("Ana", "words.csv", PAN, command=command)
            assert last(stage, "Ana").startswith("Only your teacher can")
        await stage.sends("Nobody", "words.csv", PAN)
        assert "You teach no class of mine yet" in last(stage, "Nobody")
        assert words(stage) == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("photo.jpg", b"\xff\xd8\xff\0\0\0", "save it as CSV or Excel"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "old kind of file"),
        ("broken.xlsx", b"PK\x03\x04", "damaged"),
        ("empty.csv", b"", "no line in that file"),
        ("head.csv", b"word;translation\n", "I see no line there"),
    ],
)
async def test_what_cannot_be_read_gets_one_sentence_and_changes_nothing(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.sends("Marta", name, content, command="/words")
        assert told in last(stage)
        assert words(stage) == []


async def test_a_native_option_with_a_file_is_answered_where_the_teacher_stands(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        stage.paper.files["f1"] = PAN
        head = ("used-1", stage.now, stage.room, stage.who("Marta"))
        await stage.happens(CommandUsed(*head, name="words", options={}, file=File("words.csv", len(PAN), "f1")))
        assert "One moment" in stage.told("Marta")
        await stage.presses("Marta", "Import 2 of 2")
        assert len(words(stage)) == 2
        assert not [one for one in stage.seen("Ana") if "el pan" in one.plain]


async def test_the_name_of_a_native_language_over_a_column_says_which_it_is(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.sends("Marta", "words.csv", "English;Español\nbread;el pan\n".encode("cp1252"), command="/words")
        assert "· el pan — bread" in last(stage)


async def test_a_list_that_was_exported_comes_in_again_as_it_was(tmp_path: Path) -> None:
    lines = '# En casa\n-ar = ending | =1+1 | note\nla mesa = table; desk\n# Dos\nel sol = sun | "Hola", dijo; así'
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Marta", f"/words {lines}", private=True)
        await stage.presses("Marta", "Import 3 of 3", private=True)
        before = words(stage)
        await stage.types("Marta", "/words", private=True)
        await stage.presses("Marta", "All as a file", private=True)
        table = next(one.file for one in stage.seen("Marta", private=True) if "words.csv" in one.plain)
        assert table
        await stage.house.database.write(empty)
        await stage.sends("Marta", "words.csv", table, command="/words")
        await stage.presses("Marta", "Import 3 of 3", private=True)

        assert words(stage) == before


async def test_an_album_whose_first_file_carries_the_command_goes_to_one_list(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        stage.paper.files |= {"f1": PAN, "f2": b"la uva;grape\nel sol;sun\n"}
        here, marta = stage.private("Marta"), stage.who("Marta")
        engine = stage.house.engine
        await engine.receive(
            CommandTyped("a1", stage.now, here, marta, "words", "", "m1", file=File("1.csv", len(PAN), "f1"))
        )
        await engine.receive(FileSent("a2", stage.now, here, marta, "m2", File("2.csv", 20, "f2")))
        await engine.workshop.idle()
        await stage.house.carrier.drain()
        await stage.presses("Marta", "Import 4 of 4", private=True)
        assert len(words(stage)) == 4


async def test_a_preview_that_more_was_added_to_is_shown_anew(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.sends("Marta", "words.csv", PAN, command="/words")
        first = stage.seen("Marta", private=True)[-1]
        await stage.sends("Marta", "more.csv", b"la uva;grape\nel sol;sun\n")
        await stage.presses("Marta", "Import 2 of 2", under=first, private=True)
        assert words(stage) == []
        assert "4 words ready to add" in first.plain
        await stage.presses("Marta", "Import 4 of 4", under=first, private=True)
        assert len(words(stage)) == 4


async def test_a_name_above_a_single_column_is_no_word(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.sends("Marta", "words.csv", "Palabra\nel pan\nla sal\n".encode("utf-16"), command="/words")
        assert "2 words ready to add:\n· el pan\n· la sal" in last(stage)


async def test_an_older_preview_never_adds_what_it_did_not_show(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.sends("Marta", "words.csv", PAN, command="/words")
        first = stage.seen("Marta", private=True)[-1]
        await stage.sends("Marta", "more.csv", b"la uva;grape\nel sol;sun\n", command="/words")
        await stage.presses("Marta", "Import 2 of 2", under=first, private=True)
        assert words(stage) == []
        assert "· la uva — grape" in first.plain


@pytest.mark.parametrize(
    ("rows", "shown", "told"),
    [
        (
            [
                ["Unidad 3: la cocina"],
                [],
                ["", "Palabra", "Traducción"],
                ["", "el pan", "bread"],
                ["", "la sal", "salt"],
            ],
            "2 words ready to add, out of 3 lines:\n· el pan — bread\n· la sal — salt",
            "Line 1: it stands above the names of the columns.",
        ),
        (
            [[1, "el pan", "bread"], [2, "la sal", "salt"]],
            "2 words ready to add:\n· el pan — bread\n· la sal — salt",
            "",
        ),
        ([[None, "el pan", None, "bread"], [None, "la sal", None, "salt"]], "· el pan — bread\n· la sal — salt", ""),
        ([["el pan", "bread", "", "", "fresh", "warm"]], "· el pan — bread", ""),
    ],
)
async def test_tables_as_people_make_them(tmp_path: Path, rows: list[list[object]], shown: str, told: str) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.sends("Marta", "words.xlsx", workbook(*rows), command="/words")
        assert shown in last(stage)
        assert told in last(stage)


async def test_of_several_sheets_the_first_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        content = workbook(["la uva", "grape"], before=[["el pan", "bread"]])
        await stage.sends("Marta", "words.xlsx", content, command="/words")
        assert "· el pan — bread\nI read the first sheet only." in last(stage)


async def test_word_and_translation_change_places_at_a_press(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.sends(
            "Marta", "words.csv", f"bread;el pan\nsalt;la sal\n{'x' * 70} y;\n".encode(), command="/words"
        )
        await stage.presses("Marta", "Swap word and translation", private=True)
        assert "· el pan — bread\n· la sal — salt" in last(stage)
        await stage.presses("Marta", "Import 3 of 3", private=True)
        assert words(stage)[:2] == [("el pan", "bread", ""), ("la sal", "salt", "")]


async def test_questions_and_lists_without_translations_have_nothing_to_swap(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.sends("Marta", "q.csv", "¿Qué comes?;Hoy como\n¿Quién?;Yo\n".encode(), command="/questions")
        assert "Swap word and translation" not in stage.seen("Marta", private=True)[-1].labels
        await stage.sends("Marta", "w.csv", b"el pan\nla sal\n", command="/words")
        assert "Swap word and translation" not in stage.seen("Marta", private=True)[-1].labels


async def test_lines_beside_a_file_are_taken_too(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        stage.paper.files["f1"] = PAN
        head = ("beside", stage.now, stage.private("Marta"), stage.who("Marta"))
        await stage.happens(CommandTyped(*head, "words", "la uva = grape", "m1", file=File("w.csv", len(PAN), "f1")))
        await stage.presses("Marta", "Import 3 of 3", private=True)
        assert [word for word, _, _ in words(stage)] == ["el pan", "la sal", "la uva"]
