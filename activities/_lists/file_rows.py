"""Turns the table in a file into rows that can be kept, as pasted lines are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from activities._language_names import LanguageName
from activities._lists.columns import columns_of
from activities._lists.lines import Problem, Read, Row, Shape, clean, keep, read
from bot.apart import apart
from bot.phrase import T, later
from bot.refusal import Refusal
from bot.table.heads import fields_of
from bot.table.reading import read_table
from bot.table.sheet import BROKEN, EMPTY, LOCKED, MOST_LINES, OLD_KIND, TOO_LARGE, UNKNOWN, Line, Sheet, Unreadable

if TYPE_CHECKING:
    from storage.classes import Class

AIM = "aim"
LONGEST = 20.0
"""Seconds that reading a file may take."""
_WHY = {
    TOO_LARGE: later("There is too much in that file. Please send it in several parts."),
    UNKNOWN: later("I cannot read that kind of file. Please save it as CSV or Excel (.xlsx), or paste the lines here."),
    BROKEN: later("That file is damaged. Please save it once more, or paste the lines here."),
    OLD_KIND: later("That is an old kind of file. Please save it as .xlsx or CSV and send it again."),
    LOCKED: later("That file has a password. Please save it without one and send it again."),
    EMPTY: later("I see no line in that file. Please have a look and send it again."),
}


@dataclass(frozen=True, slots=True)
class FileRows:
    """What was read of a file, the columns nothing is taken from, and whether there were more lines or more sheets."""

    read: Read
    left_out: tuple[str, ...] = ()
    more: bool = False
    more_sheets: bool = False


def rows_of_file(content: bytes, shape: Shape, class_: Class) -> FileRows:
    """The rows of a file in the languages of a class.

    Raises:
        Refusal: nothing in it can be read.
        CameToNothing: it took too long or too much memory.
    """
    try:
        sheet = apart(read_table, content, class_.languages, seconds=LONGEST)
    except Unreadable as error:
        raise Refusal(_WHY[error.why]) from None
    languages = by_language(shape, class_)
    if sheet.text is not None:
        return FileRows(read(_without_name(sheet.text, shape, languages), shape, MOST_LINES))
    return rows_of_sheet(sheet, shape, languages)


def _without_name(text: str, shape: Shape, languages: Mapping[str, str]) -> str:
    """Lines of one column may have its name above them; the lines keep their numbers."""
    name, _, rest = text.partition("\n")
    return f"\n{rest}" if rest.strip() and fields_of([name], list(shape.fields)[:1], languages) else text


def by_language(shape: Shape, class_: Class) -> dict[str, str]:
    """The field in which each language of the class is written, by the names people give the language."""
    first, second = list(shape.fields)[:2]
    natives = [code for code in class_.natives.split(",") if code]
    spoken = {"en", "es", class_.target, *natives} - {""}
    found = {LanguageName(code).text(one): second for code in natives for one in spoken}
    return found | {LanguageName(class_.target).text(one): first for one in spoken if class_.target}


def rows_of_sheet(sheet: Sheet, shape: Shape, languages: Mapping[str, str]) -> FileRows:
    """The rows of a table, one of whose first lines may name its columns."""
    fields = (*shape.fields, AIM)
    columns = columns_of(sheet.lines, fields, languages)
    found, aim = Read(), ""
    for line in sheet.lines[: columns.begins - 1] if columns.begins else ():
        found.problems.append(Problem(line.number, T("it stands above the names of the columns")))
    for line in sheet.lines[columns.begins :]:
        named = columns.fields or fields_of(line.names, fields, languages, sure=True)
        cells = list(line.cells) if line.names else columns.cells(line)
        values = _by_name(cells, named) if named else _in_order(cells, shape)
        first = clean(values[fields[0]])
        if first.startswith("#"):
            aim = clean(first.lstrip("#"))
        elif line.number in sheet.formulas:
            why = T("there is a formula in it, and the file does not say its value")
            found.problems.append(Problem(line.number, why))
        elif any(values.values()):
            _take(found, shape, line, values, aim)
    return FileRows(found, columns.left_out, sheet.more, sheet.more_sheets)


def packed(rows: Sequence[Row]) -> list[list[str | int]]:
    """Rows as a question in progress keeps them."""
    return [[one.number, one.aim, *one.fields.values()] for one in rows]


def unpacked(rows: Sequence[Sequence[str | int]], shape: Shape) -> list[Row]:
    return [
        Row(int(number), dict(zip(shape.fields, map(str, values), strict=False)), str(aim))
        for number, aim, *values in rows
    ]


def swapped(rows: Sequence[Row], shape: Shape) -> list[Row]:
    """The first two fields in each other's place, where there are two and they fit."""
    first, second = list(shape.fields)[:2]
    found = []
    for one in rows:
        tried = Read()
        if one.fields[second]:
            keep(
                tried, shape, one.number, {**one.fields, first: one.fields[second], second: one.fields[first]}, one.aim
            )
        found.append(tried.rows[0] if tried.rows else one)
    return found


def _take(found: Read, shape: Shape, line: Line, values: Mapping[str, str], aim: str) -> None:
    tidy = {name: clean(value) for name, value in values.items()}
    keep(found, shape, line.number, {name: tidy.get(name, "") for name in shape.fields}, tidy.get(AIM) or aim)


def _by_name(cells: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    found = dict.fromkeys(filter(None, columns), "")
    found.update({name: cell for name, cell in zip(columns, cells, strict=False) if name})
    return found


def _in_order(cells: Sequence[str], shape: Shape) -> dict[str, str]:
    """As in a pasted line: what is left over belongs to the last field."""
    names = list(shape.fields)
    last = len(names) - 1
    rest = " | ".join(cell.strip() for cell in cells[last:] if cell.strip())
    return dict(zip(names, [*cells[:last], *[""] * (last - len(cells)), rest], strict=False))
