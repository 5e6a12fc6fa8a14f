"""The difference of a sentence and its correction, as the smallest set of changes a learner can read."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from bot.language import codes
from bot.language.alignment import aligned
from bot.language.edits import edits
from bot.language.lexicon import lexicon
from bot.language.merging import Judge, Judged, merged
from bot.language.moves import with_moves
from bot.language.pieces import cut, is_word, may_be_cut

_HALF = 2
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))  # come along when a text is copied
_SHORT = 4  # words of a text that is never shown as rewritten: there is no confetti in it


class Change(NamedTuple):
    """Code points `start` to `end` of the text become `replacement`; nothing is replaced where they are equal.

    `level` is 1 for commas, capitals, accents and chat style, 2 for contractions and joined words, else 3. `category`
    is one of spelling, small words, verb, word form, word choice, word order, punctuation, capitals, or "" when unsure.
    """

    start: int
    end: int
    replacement: str
    level: int
    category: str


def changes(before: str, after: str, language: str, cache: Path | None = None) -> list[Change]:
    """In order, none over another, none inside a character as people see it; `apply` carries them out.

    `cache` is the folder given to `bot.language.dictionary.build`; without it the first sentence of a language takes
    up to two seconds.
    """
    if before == after:
        return []
    code = codes.short(language)
    old, new = cut(before, code), cut(after, code)
    steps = with_moves(aligned(old.texts, new.texts, code), old.texts, new.texts, code)
    judged = merged(edits(steps, old, new), before, Judge(new.texts, lexicon(language, cache)))
    return [_change(each, before) for each in judged]


def _change(judged: Judged, before: str) -> Change:
    """Without a space at its end that stays as it is."""
    start, end, replacement, *_ = judged.edit
    stays = end - start > 1 and len(replacement) > 1 and before[end - 1] == " " == replacement[-1]
    if stays and may_be_cut(before, end - 1):
        end, replacement = end - 1, replacement[:-1]
    return Change(start, end, replacement, judged.level, judged.category)


def apply(before: str, changes: Iterable[Change]) -> str:
    """The text with the changes made."""
    parts: list[str] = []
    done = 0
    for change in changes:
        parts += (before[done : change.start], change.replacement)
        done = change.end
    return "".join((*parts, before[done:]))


def visible(before: str, changes: Iterable[Change]) -> list[Change]:
    """Without those a reader cannot see: two spaces or a line break for a space, spaces at the ends, a BOM."""
    first, last = len(before) - len(before.lstrip()), len(before.rstrip())
    return [each for each in changes if not _is_unseen(before[each.start : each.end], each, first, last)]


def _is_unseen(gone: str, change: Change, first: int, last: int) -> bool:
    gone, new = gone.translate(_INVISIBLE), change.replacement.translate(_INVISIBLE)
    if gone == new:
        return True
    if (gone + new).strip():
        return False
    at_an_end = change.end <= first or change.start >= last
    return at_an_end or bool(gone and new)


def rewritten(before: str, changes: Sequence[Change]) -> bool:
    """Whether more than half the words change, so that both texts are easier to read than the changes."""
    pairs = [(_words(before[change.start : change.end]), _words(change.replacement)) for change in changes]
    old = len(_words(before))
    most = max(old, old + sum(len(new) - len(gone) for gone, new in pairs))
    touched = sum(_touched(*pair, change.category) for pair, change in zip(pairs, changes, strict=True))
    return most >= _SHORT and _HALF * touched > most


def _touched(gone: list[str], new: list[str], category: str) -> int:
    """Of words that stand elsewhere only those that had to move, and these once."""
    if category != "word order":
        return max(len(gone), len(new))
    return len(new) - LCSseq.similarity(gone, new)


def _words(text: str) -> list[str]:
    return [piece.lower() for piece in cut(text, "").texts if is_word(piece)]
