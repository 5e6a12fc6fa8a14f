"""Files as people have them: read into cells by what they are, and refused with a reason where they cannot be."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities._sheet_file import table
from bot.table.heads import fields_of
from bot.table.markup import plain_field
from bot.table.reading import largest, read_table
from bot.table.sheet import MOST_LINES, Unreadable
from tests.packages import package, workbook, zipped

CARD = ("word", "translation", "example", "note", "aim")
PAN = [("el pan", "bread"), ("la sal", "salt")]


def cells(content: bytes) -> list[tuple[str, ...]]:
    return [line.cells for line in read_table(content).lines]


@pytest.mark.parametrize(
    "text",
    [
        "el pan,bread\nla sal,salt\n",
        "el pan;bread\r\nla sal;salt\r\n",
        "el pan\tbread\nla sal\tsalt",
        "sep=;\nel pan;bread\nla sal;salt",
        '"el pan","bread"\n"la sal","salt"\n',
        "\n\nel pan,bread\n\n,\nla sal,salt\n",
        "#separator:tab\n#html:true\nel <b>pan</b>\tbread[sound:pan.mp3]\nla&nbsp;sal\tsalt\n",
        "#separator:Tab\n#html:true\n#guid column:1\n#tags column:4\nx1\tel pan\tbread\tfood\nx2\tla sal\tsalt\tfood\n",
    ],
)
def test_separated_values_by_whatever_sign(text: str) -> None:
    assert cells(text.encode()) == PAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_whatever_program_wrote_the_letters(encoding: str) -> None:
    text = "la piña;pineapple – ¿sí?\nel año;year\n"
    assert cells(text.encode(encoding)) == [("la piña", "pineapple – ¿sí?"), ("el año", "year")]


@pytest.mark.parametrize(
    ("encoding", "languages", "card"),
    [
        ("cp1252", ("es", "en"), ("la piña", "pineapple")),
        ("cp1252", ("es", "ru"), ("el año", "year")),
        ("cp1251", ("ru", "en"), ("слово", "word")),
        ("cp1251", ("es", "ru"), ("el pan", "хлеб")),
        ("cp1250", ("pl", "en"), ("żółw", "turtle")),
        ("cp1253", ("el", "en"), ("το ψωμί", "bread")),
        ("cp932", ("ja", "en"), ("水を飲む", "to drink water")),
        ("gb18030", ("zh", "es"), ("面包", "el pan")),
    ],
)
def test_the_code_pages_of_windows_by_the_languages_of_the_class(
    encoding: str, languages: tuple[str, ...], card: tuple[str, ...]
) -> None:
    [line] = read_table(";".join(card).encode(encoding), languages).lines
    assert line.cells == card


def test_a_cell_may_hold_signs_quotes_and_line_breaks() -> None:
    text = '"pan, sal y ""agua""","bread,\nsalt"\nla sal,salt\n'
    assert cells(text.encode()) == [('pan, sal y "agua"', "bread,\nsalt"), ("la sal", "salt")]
    assert [line.number for line in read_table(text.encode()).lines] == [1, 3]


def test_a_quotation_mark_nobody_closed_swallows_nothing() -> None:
    lines = ['"el pan,bread', *[f"palabra{n},word{n}" for n in range(60)]]
    found = cells("\n".join(lines).encode())
    assert len(found) == 61
    assert found[1] == ("palabra0", "word0")


@pytest.mark.parametrize(
    "text",
    [
        "el pan = bread | Compro pan, sal y agua.\nla sal = salt\n",
        "¿Qué comes, y cuándo?\n¿Dónde vives?\n¿Tienes hermanos, primos, tíos?\n",
        "el pan\nla sal\n",
        "# At the market\nel pan - bread\n",
    ],
)
def test_lines_as_people_type_them_stay_lines(text: str) -> None:
    assert read_table(text.encode()).text == text


def test_what_was_kept_from_being_a_formula_comes_back_as_it_was() -> None:
    assert cells(b"'-ar;ending\n'=1+1;sum\n'tis;it is\n") == [
        ("-ar", "ending"),
        ("=1+1", "sum"),
        ("'tis", "it is"),
    ]


def test_a_workbook_gives_the_first_sheet_that_holds_something() -> None:
    content = workbook(["el pan", "bread", 3.0, 2.5, date(2026, 5, 4), True], [], ["la sal", None, "salt"])
    sheet = read_table(content)
    assert [line.cells[:6] for line in sheet.lines] == [
        ("el pan", "bread", "3", "2.5", "2026-05-04", "true"),
        ("la sal", "", "salt", "", "", ""),
    ]
    assert [line.number for line in sheet.lines] == [1, 3]


def test_a_formula_without_a_value_is_named_by_its_line() -> None:
    assert read_table(workbook(["el pan", "bread"], ["la sal", "=A1&B1"])).formulas == [2]


@pytest.mark.parametrize("new", [False, True])
def test_a_package_gives_its_notes_with_the_names_of_their_fields(new: bool) -> None:
    notes = [("el <b>pan</b>[sound:pan.mp3]", "bread<br>loaf"), ("{{c1::la sal::which?}}", "salt &amp; more")]
    sheet = read_table(package(notes, new=new))
    assert [line.cells for line in sheet.lines] == [("el pan", "bread loaf"), ("la sal", "salt & more")]
    assert {line.names for line in sheet.lines} == {("Front", "Back")}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (workbook(), "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "unknown"),
        (b"%PDF-1.7\n", "unknown"),
        (b"{\\rtf1 el pan}", "unknown"),
        (zipped({"word/document.xml": b"<x/>"}), "unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "old kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (b"PK\x03\x04 not really", "broken"),
        (zipped({"xl/workbook.xml": b"<broken"}), "broken"),
        (zipped({"collection.anki2": b"no database"}), "broken"),
        (zipped({"collection.anki21b": b"not pressed"}), "broken"),
        (zipped({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b"0" * 90_000_000}), "too large"),
        (zipped({"collection.anki2": b"0" * 90_000_000}), "too large"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read_table(content)
    assert unreadable.value.why == why


def test_a_file_that_was_cut_off_is_broken() -> None:
    content = workbook(["el pan", "bread"])
    with pytest.raises(Unreadable):
        read_table(content[: len(content) // 2])


def test_no_more_lines_are_read_than_can_be_shown() -> None:
    sheet = read_table("\n".join(f"palabra{n};word{n}" for n in range(MOST_LINES + 5)).encode())
    assert (len(sheet.lines), sheet.more) == (MOST_LINES, True)


def test_a_package_may_be_larger_than_a_text() -> None:
    assert largest("Spanish.APKG") > largest("words.csv")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        sheet = read_table(content)
    except Unreadable:
        return
    assert sheet.text is not None or sheet.lines


@given(st.binary(max_size=60), st.integers(0, 2000))
def test_a_damaged_package_is_read_or_refused(noise: bytes, at: int) -> None:
    content = bytearray(_PACKAGE)
    content[at : at + len(noise)] = noise
    try:
        read_table(bytes(content))
    except Unreadable:
        return


_PACKAGE = package(PAN)


@given(st.text(max_size=200))
def test_a_plain_field_is_one_line(text: str) -> None:
    assert "\n" not in plain_field(text)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("word", "translation"), ["word", "translation"]),
        (("Palabra", "Traducción", "Ejemplo"), ["word", "translation", "example"]),
        (("Front", "Back"), ["word", "translation"]),
        (("Mot", "Traduction", "Page"), ["word", "translation", ""]),
        (("Español", "English"), ["word", "translation"]),
        (("English", "Español"), ["translation", "word"]),
        (("TEMA:", "palabra"), ["aim", "word"]),
        (("German word", "Translation", "Example"), ["word", "translation", "example"]),
        (("word",), ["word"]),
        (("el pan", "bread"), None),
        (("frase", "phrase"), None),
        (("palabra", "word"), None),
        (("la traducción", "translation"), None),
        ((), None),
    ],
)
def test_the_names_of_columns_in_several_languages(names: tuple[str, ...], found: list[str] | None) -> None:
    assert fields_of(names, CARD, {"español": "word", "English": "translation"}) == found


def test_a_zip_that_lies_about_its_size_gives_no_more_than_it_said() -> None:
    content = bytearray(zipped({"xl/workbook.xml": b"0" * 1000}))
    with zipfile.ZipFile(BytesIO(bytes(content))) as file:
        assert file.infolist()[0].file_size == 1000
    place = content.rindex((1000).to_bytes(4, "little"))
    content[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        read_table(bytes(content))


CELL = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"), blacklist_characters="#"), max_size=20)


@given(st.lists(st.tuples(CELL.filter(str.strip), CELL, CELL), min_size=1, max_size=8))
def test_a_table_we_wrote_is_read_as_it_was(rows: list[tuple[str, str, str]]) -> None:
    """Whatever stands in it: signs, quotation marks, what spreadsheets would take for formulas."""
    content = table(("word", "translation", "example"), rows)
    found = [tuple(cell.strip(" ") for cell in line.cells) for line in read_table(content).lines[1:]]
    assert found == [tuple(cell.strip(" ") for cell in row) for row in rows]
