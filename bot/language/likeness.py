"""How alike two words are: what it costs to take one for the correction of the other."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.language.closed_words import auxiliaries, small_words
from bot.language.pieces import is_word
from bot.language.shorthand import chat_style, joined
from bot.language.tokens import fold

# A word added or left out costs 1, so two unlike words stay a pair (below 2) unless one is small and the other not.
_UNLIKE, _ALIKE = 1.9, 1.5
_SMALL_PAIR, _MIXED = 1.1, 0.25
_SAME, _SHORT = 0.1, 0.2
_MARKS = 0.7
_NEVER = 9.0
_LONGEST = 3  # pieces that are joined to one
_JOIN, _SHIFT = 0.15, 0.25  # several to one; two to two, where only the space moved
_APOSTROPHES = str.maketrans("", "", "'-‘")
QUOTES = str.maketrans("’`´‘", "''''")  # what is typed for an apostrophe
_NONE: frozenset[str] = frozenset()
_REMEMBERED = 20_000  # words


@lru_cache(maxsize=_REMEMBERED)
def plain(word: str) -> str:
    """Folded (see `bot.language.tokens.fold`), remembered."""
    return fold(word)


@lru_cache(maxsize=_REMEMBERED)
def bare(word: str) -> str:
    """Folded, without apostrophes and hyphens."""
    return fold(word).translate(_APOSTROPHES)


def near(word: str, other: str) -> float:
    """From 0 to 1; two neighbouring letters in the wrong order are one mistake."""
    return OSA.normalized_similarity(word, other)


class _Word(NamedTuple):
    """What comparing a piece with others takes."""

    piece: str
    lower: str
    bare: str
    is_word: bool
    kind: int  # 0 for most, 1 for a small word, 2 for an auxiliary verb
    stands_for: frozenset[str]


def _kind(lower: str, code: str) -> int:
    lower = lower.rstrip("'’")  # an elision: l', dell'
    return 2 if lower in auxiliaries(code) else 1 if lower in small_words(code) else 0


@lru_cache(maxsize=_REMEMBERED)
def _word(piece: str, code: str) -> _Word:
    lower = piece.lower()
    straight = lower.translate(QUOTES)
    meant = chat_style(code).get(straight, _NONE) | joined(code).get(straight, _NONE)
    return _Word(piece, lower, bare(piece), is_word(piece), _kind(lower, code), meant)


Words = Sequence[_Word]


def looked_at(pieces: Sequence[str], code: str) -> Words:
    """The pieces, ready to be compared."""
    return [_word(piece, code) for piece in pieces]


def _rows(words: Words) -> Iterator[tuple[int, int, str, str]]:
    """One to three words in a row: where they end, how many, written as one, written apart."""
    for start in range(len(words)):
        together = phrase = ""
        for end in range(start, min(start + _LONGEST, len(words))):
            word = words[end]
            if not word.is_word:
                break
            together += word.bare
            phrase += word.lower if not phrase or phrase.endswith("'") else f" {word.lower}"
            yield end + 1, end + 1 - start, together, phrase.replace("’", "'")


def cost(word: _Word, other: _Word) -> float:
    """Of taking one for a correction of the other."""
    if word.piece == other.piece:
        return 0.0
    if other.lower in word.stands_for or word.lower in other.stands_for:
        return _SHORT
    if not (word.is_word and other.is_word):
        return _NEVER if word.is_word or other.is_word else _MARKS
    if word.bare == other.bare:
        return _SAME
    found = _UNLIKE - _ALIKE * near(word.bare, other.bare)
    if word.kind == other.kind:
        return min(found, _SMALL_PAIR) if word.kind else found
    mixed = 1 in {word.kind, other.kind} and max(len(word.bare), len(other.bare)) > 1  # of 了 and 完 nothing is sure
    return found + _MIXED if mixed else found


def joins(old: Words, new: Words) -> dict[tuple[int, int], list[tuple[int, int, float]]]:
    """Where several words on one side are one on the other, or two on both: de el, del; alot, a lot; gli lo, glielo.

    By the places where both end: how many words on either side, and the cost.
    """
    by_plain: dict[str, list[tuple[int, int]]] = {}
    by_phrase: dict[str, list[tuple[int, int]]] = {}
    for end, length, together, phrase in _rows(old):
        by_plain.setdefault(together, []).append((end, length))
        by_phrase.setdefault(phrase, []).append((end, length))
    meant_by_old = [(phrase, (end, 1)) for end, word in enumerate(old, 1) for phrase in word.stands_for]
    found: dict[tuple[int, int], list[tuple[int, int, float]]] = {}
    by_meaning: dict[str, list[tuple[int, int]]] = {}
    for phrase, place in meant_by_old:
        by_meaning.setdefault(phrase, []).append(place)
    for end_new, length_new, together, phrase in _rows(new):
        places = [*by_plain.get(together, ()), *by_meaning.get(phrase, ())]
        if length_new == 1:
            places += [place for meant in new[end_new - 1].stands_for for place in by_phrase.get(meant, ())]
        for end, length in places:
            if {length, length_new} in ({1, 2}, {1, 3}, {2}):
                price = _SHIFT if length == length_new else _JOIN
                found.setdefault((end, end_new), []).append((length, length_new, price))
    return found
