"""What was read of a file, and how much of one is read."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_TEXT = 2_000_000
"""Bytes of a text or a workbook."""
MOST_PACKAGE = 20_000_000
"""Bytes of an Anki package, pictures and sounds included."""
MOST_UNPACKED = 80_000_000
"""Bytes a packed file may have once it is unpacked."""
MOST_LINES = 2000
MOST_CELLS = 24
LONGEST_CELL = 4000
"""Characters of one cell that are looked at."""


class Unreadable(Exception):
    """The file cannot be read; `why` is one of the names below."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


TOO_LARGE, UNKNOWN, BROKEN, OLD_KIND, LOCKED, EMPTY = "too large", "unknown", "broken", "old kind", "locked", "empty"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number as people count it, its cells, and the names of its columns where it has its own."""

    number: int
    cells: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Sheet:
    """A table, or plain `text` where the file holds lines as people type them.

    `formulas` are the numbers of lines with a formula whose value the file does not hold; `more`: there were lines
    beyond `MOST_LINES`; `more_sheets`: there are others that hold something.
    """

    lines: list[Line] = field(default_factory=list)
    text: str | None = None
    formulas: list[int] = field(default_factory=list)
    more: bool = False
    more_sheets: bool = False

    def add(self, number: int, cells: list[str], names: tuple[str, ...] = ()) -> bool:
        """Take a line with something in it; false when there are enough."""
        if not any(cell.strip() for cell in cells):
            return True
        if len(self.lines) >= MOST_LINES:
            self.more = True
            return False
        self.lines.append(Line(number, tuple(cell[:LONGEST_CELL] for cell in cells[:MOST_CELLS]), names))
        return True
