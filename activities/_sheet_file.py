"""The class picture as a CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

UNKNOWN = "–"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def table(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """A table as UTF-8 with a mark that makes spreadsheets read it as such."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([harmless(cell) for cell in head])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str | int) -> str | int:
    """A cell that no spreadsheet runs: a text that begins like a formula gets an apostrophe before it."""
    # one that has an apostrophe there already gets another, so that who reads the file can take exactly ours away
    if isinstance(cell, str) and cell.lstrip(" '").startswith(_FORMULA):
        return f"'{cell}"
    return cell
