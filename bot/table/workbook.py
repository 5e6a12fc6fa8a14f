"""Reads the first sheet of a workbook that holds something."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from bot.table.sheet import EMPTY, MOST_CELLS, MOST_LINES, Sheet, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_ROWS = MOST_LINES * 4
"""Rows looked at: a sheet may have many empty ones."""


def read_workbook(content: bytes) -> Sheet:
    """The table, values instead of formulas.

    Raises:
        Unreadable: it is empty.
        Exception: it is damaged; openpyxl then fails in ways nobody can list.
    """
    from openpyxl import load_workbook

    values = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    formulas = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    names = iter(values.sheetnames)
    for name in names:
        sheet = _read(_rows(values[name]), _rows(formulas[name]))
        if sheet.lines:
            sheet.more_sheets = any(_read(_rows(values[other]), _rows(formulas[other])).lines for other in names)
            return sheet
    raise Unreadable(EMPTY)


def _rows(sheet: Any) -> Iterable[tuple[Any, ...]]:
    if not hasattr(sheet, "iter_rows"):  # a chart on a sheet of its own
        return iter(())
    sheet.reset_dimensions()  # what a file says of its own size is often wrong
    rows: Iterable[tuple[Any, ...]] = sheet.iter_rows(max_row=_MOST_ROWS, max_col=MOST_CELLS, values_only=True)
    return rows


def _read(values: Iterable[tuple[Any, ...]], formulas: Iterable[tuple[Any, ...]]) -> Sheet:
    sheet = Sheet()
    for number, (row, behind) in enumerate(zip(values, formulas, strict=False), start=1):
        if any(
            isinstance(cell, str) and cell.startswith("=") and value is None
            for value, cell in zip(row, behind, strict=False)
        ):
            sheet.formulas.append(number)
        if not sheet.add(number, [_shown(cell) for cell in row]):
            break
    return sheet


def _shown(cell: Any) -> str:
    """A cell as the sheet shows it, near enough."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() if cell.time() == time(0):
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
    return str(cell)
