"""Finds what each column of a table holds: by the names above it, else by its order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from activities._lists.lines import clean
from bot.table.heads import fields_of
from bot.table.sheet import Line

_NAMES_WITHIN = 4
"""A title and a blank line or two may stand above the names."""
_LONGEST_NAME = 40
_COUNTED = re.compile(r"\s*\d{1,5}\s*[.)]?\s*")


@dataclass(frozen=True, slots=True)
class Columns:
    """`places` are the columns with something in them, `fields` what each holds ("" for none) or None where no names
    say it; `begins` is the first line below the names, `left_out` are names of columns nothing is taken from."""

    places: tuple[int, ...]
    fields: tuple[str, ...] | None = None
    begins: int = 0
    left_out: tuple[str, ...] = ()

    def cells(self, line: Line) -> list[str]:
        return [line.cells[place] if place < len(line.cells) else "" for place in self.places]


def columns_of(lines: Sequence[Line], fields: Sequence[str], languages: Mapping[str, str]) -> Columns:
    """The columns of a table whose lines do not name them each by itself."""
    width = max((len(line.cells) for line in lines), default=0)
    filled = tuple(at for at in range(width) if any(at < len(one.cells) and one.cells[at].strip() for one in lines))
    everything = Columns(filled)
    for number, line in enumerate(lines[:_NAMES_WITHIN]):
        names = everything.cells(line)
        head = fields_of(names, fields, languages)
        if head:
            left_out = [clean(name)[:_LONGEST_NAME] for name, field in zip(names, head, strict=True) if not field]
            return Columns(filled, tuple(head), number + 1, tuple(filter(None, left_out)))
    return Columns(filled[1:] if _only_counts(everything, lines) else filled)


def _only_counts(columns: Columns, lines: Sequence[Line]) -> bool:
    """Whether the first column is nothing but the numbers of the lines."""
    if len(columns.places) < 2:
        return False
    first = [cell for line in lines if (cell := columns.cells(line)[0]).strip()]
    return bool(first) and all(_COUNTED.fullmatch(cell) for cell in first)
