"""What waits for the teacher's OK, one thing at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from activities._corrections import carrying
from bot.phrase import N, Phrase, T, listing
from bot.turn import Turn
from storage.corrections import Correction
from storage.opinions import Opinion
from storage.standing import Passing, Standing


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits: the correction itself, its question, its answer, or a classmate's opinion of it."""

    row: Correction
    what: str
    opinion: Opinion | None = None

    @property
    def about(self) -> dict[str, int | str]:
        """What a button carries to find it again."""
        return {"correction_id": self.row.id or 0, "what": self.what, "opinion_id": self.opinion_id}

    @property
    def opinion_id(self) -> int:
        return self.opinion.id or 0 if self.opinion else 0


def waiting(turn: Turn) -> list[Item]:
    """All that waits in the class, oldest first."""
    return [item for row in turn.records.for_teacher.to_approve(turn.class_id) for item in _of(turn, row)]


def _of(turn: Turn, row: Correction) -> list[Item]:
    author = turn.records.people.get(row.author_id)
    if author is None or author.left_at is not None:
        return []
    if row.standing == Standing.WAITING:
        # one to which a reason came since is another thing than what was looked at
        what = "correction and reason" if turn.records.corrections.words(row).reason else "correction"
        return [Item(row, what)] if carrying.wanted(turn, row) else []
    found = []
    if row.question == Passing.WAITING:
        found.append(Item(row, "question"))
    if row.answer == Passing.WAITING:
        found.append(Item(row, "answer"))
    opinions = turn.records.opinions.of(row.id or 0)
    return found + [Item(row, "opinion", one) for one in opinions if one.passing == Passing.WAITING]


def find(turn: Turn, correction_id: int, what: str, opinion_id: int) -> list[Item]:
    """The thing a button is about, unless it is settled already."""
    return [one for one in waiting(turn) if (one.row.id, one.what, one.opinion_id) == (correction_id, what, opinion_id)]


def counted(found: Sequence[Item]) -> Phrase:
    """How many of each kind these are."""
    many = Counter(one.what.partition(" ")[0] for one in found)
    each: dict[str, Phrase] = {
        "correction": N("{n} correction", "{n} corrections", n=many["correction"]),
        "question": N("{n} question", "{n} questions", n=many["question"]),
        "answer": N("{n} answer", "{n} answers", n=many["answer"]),
        "opinion": N("{n} reason", "{n} reasons", n=many["opinion"]),
    }
    *first, last = [phrase for what, phrase in each.items() if many[what]]
    return T("{these} and {that}", these=listing(first), that=last) if first else last
