"""Reads separated values and lines of text, by whatever sign they are separated."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.table.encoding import decoded
from bot.table.markup import plain_field
from bot.table.sheet import EMPTY, Sheet, Unreadable

_SIGNS = ("\t", ";", ",")
_TRIED = 200
"""Lines by which the sign is found."""
_SURE = {"\t": 0.6, ";": 0.8, ",": 0.8}
"""The share of lines that must have the same number of cells: commas and semicolons stand in sentences too."""
_MOST_ROWS_A_CELL = 30
"""A cell of more rows than this began with a quotation mark that nobody closed."""
_HEADER = re.compile(
    r"#(separator|html|[a-z ]*column|notetype|deck|tags|columns|if matches)[: ]([^\n]*)", re.IGNORECASE
)
_NAMED = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_QUOTED = re.compile(r'\A"(.*)"\Z', re.DOTALL)


def read_separated(content: bytes, languages: Sequence[str] = ()) -> Sheet:
    """The table, or the text where it is none.

    Raises:
        Unreadable: there is nothing in it.
    """
    text = decoded(content, languages).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not text.strip():
        raise Unreadable(EMPTY)
    notes = _notes(text)
    if "separator" in notes:
        return _exported(text, notes)
    said = re.match(r"sep=(.)\n", text)
    if said:
        return _table(text, said[1], skip=1)
    sign = _sign_of(text)
    return _table(text, sign) if sign else Sheet(text=text)


def _notes(text: str) -> dict[str, str]:
    """What a file of notes from Anki says of itself in its first lines."""
    found = {}
    for line in text.split("\n")[:12]:
        note = _HEADER.fullmatch(line.strip())
        if note is None:
            break
        found[note[1].lower()] = note[2].strip()
    return found


def _exported(text: str, notes: dict[str, str]) -> Sheet:
    said = notes["separator"]
    sign = _NAMED.get(said.lower(), said[:1] or "\t")
    sheet = _table(text, sign, skip=len(notes))
    kept = _content_columns(notes)
    lines, sheet.lines = sheet.lines, []
    for line in lines:
        sheet.add(line.number, [plain_field(cell) for at, cell in enumerate(line.cells, start=1) if at not in kept])
    return sheet


def _content_columns(notes: dict[str, str]) -> set[int]:
    """The columns that say something about the note and hold none of it."""
    return {int(value) for name, value in notes.items() if name.endswith("column") and value.isdecimal()}


def _sign_of(text: str) -> str:
    """The sign between the cells; nothing where these are just lines."""
    lines = [line for line in text.split("\n", _TRIED + 1)[:_TRIED] if line.strip() and not line.startswith("#")]
    for sign in _SIGNS:
        counts = Counter(len(cells) for _, cells in _cells("\n".join(lines), sign) if any(cells))
        if not counts:
            continue
        cells, times = counts.most_common(1)[0]
        if cells > 1 and times >= _SURE[sign] * sum(counts.values()):
            return sign
    return ""


def _table(text: str, sign: str, skip: int = 0) -> Sheet:
    sheet = Sheet()
    for number, cells in _cells(text, sign):
        if number > skip and not sheet.add(number, [_unharmed(cell) for cell in cells]):
            break
    if not sheet.lines:
        raise Unreadable(EMPTY)
    return sheet


def _cells(text: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    """Each line's number and its cells; where a quotation mark was never closed, the marks are taken as letters."""
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, skipinitialspace=sign != "\t")
    before = 0
    try:
        for cells in reader:
            if reader.line_num - before > _MOST_ROWS_A_CELL:
                raise csv.Error("a mark that was never closed")
            rows.append((before + 1, cells))
            before = reader.line_num
    except csv.Error:
        yield from _as_they_stand(text, sign)
        return
    yield from rows


def _as_they_stand(text: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        yield number, [_QUOTED.sub(r"\1", cell.strip()) for cell in line.split(sign)]


def _unharmed(cell: str) -> str:
    """A cell that was kept from being a formula by an apostrophe, without it."""
    return cell[1:] if cell[:1] == "'" and cell.lstrip(" '")[:1] in {"=", "+", "-", "@"} else cell
