"""Recognises that somebody wrote a corrected sentence themselves: taken up. Nothing of what they wrote is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from unicodedata import normalize

from rapidfuzz.distance import Levenshtein

from activities._corrections import carrying
from activities._corrections.sentences import sentences
from activities._corrections.shown import read, shown
from bot.language.changes import Change, apply
from bot.language.tokens import fold, tokens
from bot.turn import Turn
from storage.corrections import Correction

WITHIN = timedelta(days=14)
"""So long after a card it is looked for."""
ONE_OTHER_OF = 6
"""Of so many words one may be another than in the corrected sentence."""
MOST_OTHERS = 3


def notice(turn: Turn, text: str) -> list[Correction]:
    """The corrections somebody has taken up with what they just wrote."""
    member = turn.scene.member
    if member is None or not text.strip():
        return []
    found = [
        row
        for row in turn.records.corrections.to_take_up(member.id or 0, turn.now - WITHIN)
        if _is_taken_up(turn, row, text)
    ]
    for row in found:
        row.taken_up_at = turn.now
        carrying.refresh(turn, row)
    return found


def just_that(turn: Turn, row: Correction, text: str) -> bool:
    """Whether somebody wrote the corrected sentence and nothing else: that is no question about it."""
    card = shown(turn, row)
    same = (one for _, one in _mended(card.before, card.changes) if _folded(one) == _folded(text))
    return any(rewritten(one, card.before, text) for one in same)


def may_hold(changes: Sequence[Change], text: str) -> bool:
    """Whether all new words of some change stand in a text; quick, and never no where a sentence was written again."""
    said = "".join(map(fold, tokens(text)))
    return any(all(fold(word) in said for word in tokens(one.replacement)) for one in changes)


def _is_taken_up(turn: Turn, row: Correction, text: str) -> bool:
    if not may_hold(read(turn, row)[1], text):
        return False
    card = shown(turn, row)
    found = _mended(card.before, card.changes) + _mended(card.before, card.first)
    return any(rewritten(mended, card.before, text) or nearly(mended, before, text) for before, mended in found)


def rewritten(mended: str, before: str, text: str) -> bool:
    """Whether the mended sentence stands in a text, and could not stand there without being mended."""
    for flat in (_folded, _words, _exact):
        sought, old = flat(mended), flat(before)
        if sought.strip() and sought not in old:
            return sought in flat(text)
    return False


def nearly(mended: str, before: str, text: str) -> bool:
    """Whether the sentence stands in a text with all that was mended, and with other words here and there."""
    new, old, said = (list(map(fold, tokens(one))) for one in (mended, before, text))
    others = min(len(new) // ONE_OTHER_OF, MOST_OTHERS)
    apart = Levenshtein.distance(old, new)
    if not others or not apart or sum(word not in said for word in new) > others:
        return False
    for length in range(len(new) - others, len(new) + others + 1):
        for at in range(max(0, len(said) - length) + 1):
            stretch = said[at : at + length]
            away = Levenshtein.distance(new, stretch, score_cutoff=others)
            # as far from the old sentence as both ways together: none of the other words undoes what was mended
            if away <= others and Levenshtein.distance(old, stretch) == apart + away:
                return True
    return False


def _mended(before: str, changes: Sequence[Change]) -> list[tuple[str, str]]:
    """The text and how it is mended, and of a longer one each sentence that changes."""
    found = [(before, apply(before, changes))]
    for start, end in sentences(before):
        within = [one for one in changes if start <= one.start and one.end <= end]
        if within and (start, end) != (0, len(before)):
            moved = [one._replace(start=one.start - start, end=one.end - start) for one in within]
            found.append((before[start:end], apply(before[start:end], moved)))
    return found


def _folded(text: str) -> str:
    """The bare words, a space around each; what is mended in accents only shows in the next one."""
    return f" {' '.join(map(fold, tokens(text)))} "


def _words(text: str) -> str:
    """The same with accents; what is mended in capitals and marks only shows in the next one."""
    return f" {' '.join(word.casefold() for word in tokens(text))} "


def _exact(text: str) -> str:
    return " ".join(normalize("NFC", text).split())
