"""A list as a table for a spreadsheet, in which no cell comes to life."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_ALIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet would take for a formula."""


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would compute it."""
    return f"'{cell}" if cell.startswith(_ALIVE) else cell


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file that Excel opens with all its letters: UTF-8 with a mark, commas, lines ended as it wants them."""
    written = io.StringIO(newline="")
    sheet = csv.writer(written)
    for row in (head, *rows):
        sheet.writerow([harmless(cell) for cell in row])
    return written.getvalue().encode("utf-8-sig")
