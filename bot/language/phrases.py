"""Finds entries of several words, each in any form, a few words apart: tener hambre, to pick up, aufstehen."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from bot.language.tokens import fold, tokens

_CLAUSE = regex.compile(r"[.,;:!?¿¡…\n()«»\"“”—–]+")
_PARTS = regex.compile(r"['\-]")
_AND = frozenset("und oder aber sondern denn en of maar".split())
_SEPARABLE = {
    "de": "zusammen zurück spazieren weiter statt fern kennen nach teil fest vor aus auf ein mit weg her hin los bei "
    "ab an um zu",
    "nl": "terug samen tegen thuis door mee uit aan weg toe neer voor vast na op af in om",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Its words in order, each as the set of its folded forms."""

    words: tuple[frozenset[str], ...]
    card: int
    gap: int  # so many words, articles not counted, may stand between two of them
    last: bool = False  # the last one ends its clause: ich stehe um sieben auf


def separated(verb: str, code: str) -> tuple[str, str] | None:
    """aufstehen as auf and stehen; None for a word that does not begin like a separable verb."""
    for prefix in _SEPARABLE.get(code, "").split():
        if verb.startswith(prefix) and len(verb) - len(prefix) >= 4:
            return prefix, verb.removeprefix(prefix)
    return None


def clauses(text: str) -> list[list[str]]:
    """The folded words of each piece between punctuation marks; parts of words with apostrophes or hyphens singly."""
    pieces = ([part for word in tokens(piece) for part in _PARTS.split(fold(word))] for piece in _CLAUSE.split(text))
    return [piece for piece in pieces if piece]


def occurs(phrase: Phrase, words: Sequence[str], articles: frozenset[str]) -> bool:
    """Whether the clause has the phrase's words in their order."""
    starts = (at for at, word in enumerate(words) if word in phrase.words[0])
    return any(_follows(phrase, words, start, articles) for start in starts)


def _follows(phrase: Phrase, words: Sequence[str], at: int, articles: frozenset[str]) -> bool:
    for wanted in phrase.words[1:]:
        found = _next(wanted, words, at + 1, phrase.gap, articles)
        if found is None:
            return False
        at = found
    return not phrase.last or at + 1 == len(words) or words[at + 1] in _AND


def _next(wanted: frozenset[str], words: Sequence[str], at: int, gap: int, articles: frozenset[str]) -> int | None:
    passed = 0
    while at < len(words) and passed <= gap:
        if words[at] in wanted:
            return at
        passed += words[at] not in articles
        at += 1
    return None
