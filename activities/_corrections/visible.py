"""The changes of a text in the shape in which a reader sees them, without colour."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

import regex

from activities._corrections.sentences import sentences
from bot.language.changes import Change, apply, rewritten
from bot.language.tokens import SPACELESS

WORD = 40
"""Characters of a word that is shown twice."""
_THIN = regex.compile(r"[\s\p{Cf}.,;:'’`´]+")
_CHARACTERS = regex.compile(r"\X")
_SPACELESS = regex.compile(rf"[{SPACELESS}]", regex.V1)
_TAIL = regex.compile(r"\S*$")
_HEAD = regex.compile(r"\S*")


def visible(before: str, changes: Sequence[Change]) -> list[tuple[Change, bool]]:
    """The changes as they are shown, each with whether a space stands between what goes and what comes.

    Nobody sees a comma or a space struck or bold: it takes the word before it along, a space the words on either side.
    A sentence of which most is changed is changed in one piece.
    """
    found: list[tuple[Change, bool]] = []
    done = 0
    pieces = _in_pieces(before, changes)
    for number, (change, whole) in enumerate(pieces, start=1):
        upto = pieces[number][0].start if number < len(pieces) else len(before)
        shown = _with_words(before, change, done, upto)
        found.append((shown, whole or shown is not change))
        done = shown.end
    return found


def _in_pieces(before: str, changes: Sequence[Change]) -> list[tuple[Change, bool]]:
    """The changes, those of a sentence that is written anew as one; true for these."""
    bounds = list(sentences(before))
    found: list[tuple[Change, bool]] = []
    for bound, group in groupby(changes, key=lambda one: _sentence_of(one, bounds)):
        within = list(group)
        if bound and len(within) > 1 and rewritten(before[slice(*bound)], _shifted(within, bound[0])):
            start, end = within[0].start, within[-1].end
            new = apply(before[start:end], _shifted(within, start))
            found.append((within[0]._replace(start=start, end=end, replacement=new), True))
        else:
            found += [(one, False) for one in within]
    return found


def _sentence_of(change: Change, bounds: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The sentence a change lies in; none for one that goes beyond it."""
    at = bisect_right(bounds, change.start, key=itemgetter(0)) - 1
    if at >= 0 and change.start < bounds[at][1]:
        return bounds[at] if change.end <= bounds[at][1] else None
    return bounds[-1] if bounds else None


def _shifted(changes: Sequence[Change], by: int) -> list[Change]:
    return [one._replace(start=one.start - by, end=one.end - by) for one in changes]


def _with_words(before: str, change: Change, start: int, end: int) -> Change:
    both = before[change.start : change.end] + change.replacement
    if not _THIN.fullmatch(both):
        return change
    left = change.start - len(_beside(before[start : change.start], -1))
    right = change.end
    if left == change.start or not both.strip():
        right += len(_beside(before[change.end : end], 0))
    if (left, right) == (change.start, change.end):
        return change
    replacement = before[left : change.start] + change.replacement + before[change.end : right]
    return change._replace(start=left, end=right, replacement=replacement)


def _beside(text: str, side: int) -> str:
    """The word at the end (-1) or the beginning (0) of a text; of a script without spaces one character."""
    run = (_TAIL.search(text) if side else _HEAD.match(text))[0]  # type: ignore[index]
    characters = _CHARACTERS.findall(run)
    if characters and _SPACELESS.match(characters[side]):
        return str(characters[side])
    return run if len(characters) <= WORD else ""
