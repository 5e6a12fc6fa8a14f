"""What of a correction its author is shown: the changes they want to see, in their own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from activities._corrections.marking import cut, excerpt, first, groups
from activities._corrections.one_message import units
from bot.language.changes import Change, apply, rewritten
from bot.phrase import Phrase, T, lines, listing
from bot.text import plain
from bot.turn import Turn
from storage.corrections import Correction, Wording
from storage.people import CorrectionWish, Member
from storage.standing import RECEIVED

KINDS = {
    "spelling": T("spelling"),
    "small words": T("small words"),
    "verb": T("verb"),
    "word form": T("word form"),
    "word choice": T("word choice"),
    "word order": T("word order"),
    "punctuation": T("punctuation"),
    "capitals": T("capital letters"),
}
BIG = 3
"""Level of what *Only big mistakes* lets through."""
LONGEST = 1000
"""Units of a text with its changes; a longer one is shown before and after, the beginning of each."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a correction its author is shown: all that passes, and what of it comes first."""

    before: str
    changes: list[Change]
    first: list[Change]
    rewrite: bool

    @property
    def after(self) -> str:
        return apply(self.before, self.changes)

    def many(self, changes: Sequence[Change]) -> int:
        """How many changes these are to who reads them."""
        return len(groups(self.before, changes))


def changes_of(words: Wording) -> list[Change]:
    return [Change(*one) for one in words.changes]


def as_rows(changes: Sequence[Change]) -> list[tuple[int, int, str, int, str]]:
    return [(one.start, one.end, one.replacement, one.level, one.category) for one in changes]


def wants(author: Member) -> bool:
    """Whether somebody wants classmates to help."""
    return author.left_at is None and author.corrections != CorrectionWish.NOT_NOW


def wants_only_big(author: Member) -> bool:
    return author.corrections == CorrectionWish.BIG


def big(before: str, changes: Sequence[Change]) -> list[Change]:
    """What *Only big mistakes* lets through; of a sentence written anew all, so that it stays that sentence."""
    found = [one for one in changes if one.level >= BIG]
    return list(changes) if rewritten(before, found) else found


def read(turn: Turn, row: Correction) -> tuple[Wording, list[Change]]:
    """Its words, and of its changes what its author wants to see; what they have read stays as it was read."""
    words = turn.records.corrections.words(row)
    author = turn.records.people.get(row.author_id)
    found = changes_of(words)
    only_big = row.only_big if row.standing in RECEIVED else author is not None and wants_only_big(author)
    return words, big(words.before, found) or found if only_big else found


def shown(turn: Turn, row: Correction) -> Shown:
    words, found = read(turn, row)
    chosen = first(words.before, found, focus(turn))
    anew = rewritten(words.before, found) or units(excerpt(words.before, chosen).plain) > LONGEST
    return Shown(words.before, found, chosen, anew)


def focus(turn: Turn) -> list[str]:
    """The categories the class works on now."""
    class_ = turn.class_
    over = class_.focus_until is not None and class_.focus_until < turn.today
    return [] if over else [one for one in class_.focus.split(",") if one]


def sentence(found: Shown, *, everything: bool = False) -> Phrase:
    """The author's words with the changes in them, or before and after where there are too many."""
    if found.rewrite:
        before, after = (one if everything else cut(one) for one in (found.before, found.after))
        return lines(T("Before: {text}", text=plain(before)), T("After: {text}", text=plain(after)))
    return excerpt(found.before, found.changes if everything else found.first)


def because(reason: str) -> Phrase | None:
    """Why it is better that way, if that was said."""
    return T("Reason: {words}", words=plain(reason)) if reason else None


def kinds(changes: Sequence[Change]) -> Phrase | None:
    """What the changes are about, as far as it is sure."""
    named = list(dict.fromkeys(one.category for one in changes if one.category in KINDS))
    return T("About: {what}", what=listing([KINDS[one] for one in named])) if named else None
