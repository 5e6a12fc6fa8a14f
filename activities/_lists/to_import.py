"""What an import would bring, in words: it is always shown before anything is added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from activities._lists.file_rows import FileRows
from activities._lists.lines import Read, Row
from activities._lists.stock import Item, Stock
from bot.phrase import Joined, N, Phrase, T, lines, listing
from bot.table.sheet import MOST_LINES

if TYPE_CHECKING:
    from bot.turn import Turn

_SHOWN = 5
_NAMED = 10


@dataclass(frozen=True, slots=True)
class Import:
    """What would be added, what is there already, and what was read in all."""

    fresh: list[Row]
    doubles: list[Row]
    read: Read
    unread: int
    """Lines of files that could not be read; each was named when its file came."""

    @property
    def total(self) -> int:
        return self.read.total + self.unread


def told(of: Stock[Item], found: Import) -> Phrase:
    """What would be added, and what would not."""
    ready, total = len(found.fresh), found.total
    example = None if ready else T("Example: {sample}", sample=T(of.sample))
    if ready == total:
        head: Phrase = T("{how_many} ready to add:", how_many=of.how_many(ready))
    elif ready:
        head = T("{how_many} ready to add, out of {total} lines:", how_many=of.how_many(ready), total=total)
    else:
        head = T("There is nothing here that I can add.")
    return lines(head, *_first_rows(of, found.fresh), *_doubled(found), *_unread(found.read), example)


def _first_rows(of: Stock[Item], rows: list[Row]) -> Iterator[Phrase]:
    for one in rows[:_SHOWN]:
        yield f"· {of.short(one.fields)}"
    if len(rows) > _SHOWN:
        yield N("… and {n} more", "… and {n} more", n=len(rows) - _SHOWN)


def _doubled(found: Import) -> Iterator[Phrase]:
    """Doubles by name; ten are enough to see what is wrong."""
    if found.doubles:
        names: list[Phrase] = [
            T("{text} (line {number})", text=next(iter(one.fields.values())), number=one.number)
            for one in found.doubles[:_NAMED]
        ]
        yield T("Already on your list: {names}", names=_and_more(names, len(found.doubles)))


def _unread(read: Read) -> Iterator[Phrase]:
    """Lines that cannot be read, by number."""
    for one in read.problems[:_NAMED]:
        yield T("Line {number}: {why}.", number=one.number, why=one.why)
    if len(read.problems) > _NAMED:
        n = len(read.problems) - _NAMED
        yield N("{n} more line cannot be read.", "{n} more lines cannot be read.", n=n)


def about_file(made: FileRows) -> Iterator[Phrase]:
    """What was left out of a file."""
    yield from _unread(made.read)
    if made.left_out:
        yield T(
            "I took nothing from these columns: {names}",
            names=_and_more(list(made.left_out[:_NAMED]), len(made.left_out)),
        )
    if made.more:
        yield T("I read the first {most} lines. Please send the others in a second file.", most=MOST_LINES)
    if made.more_sheets:
        yield T("I read the first sheet only. Please send the others as separate files.")


def report(turn: Turn, found: Import, made: FileRows) -> dict[str, Any]:
    """The same for another program, in English."""
    return {
        "lines": len(made.read.rows) + len(made.read.problems),
        "ready": len(found.fresh),
        "doubles": [{"line": one.number, "text": next(iter(one.fields.values()))} for one in found.doubles],
        "unread": [
            {"line": one.number, "why": turn.house.languages.render(one.why, "en").plain} for one in made.read.problems
        ],
        "columns_left_out": list(made.left_out),
        "more_lines_than_read": made.more,
        "more_sheets_than_read": made.more_sheets,
    }


def _and_more(names: list[Phrase], n: int) -> Joined:
    return listing([*names, "…"] if n > len(names) else names)
