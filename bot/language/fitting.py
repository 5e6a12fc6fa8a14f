"""Finds the words of a sentence that a correction without its place is meant for: *fui, *to the cinema."""

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise, product
from pathlib import Path

import regex

from bot.language import codes
from bot.language.german_tenses import split
from bot.language.lexicon import Lexicon, lexicon
from bot.language.phrase_places import of_phrase
from bot.language.pieces import Pieces, cut
from bot.language.places import Place, is_apart, stretches, written
from bot.language.reasons import named, without
from bot.language.tense_places import complete
from bot.language.word_places import of_word

_AS_NEAR = 0.12  # so close to the best that the writer has to say which
_MOST = 4  # places that are offered; also corrections in one go, since every way to place them is weighed
_CELLS = 20_000  # pairs of pieces: twelve words in the longest message, or forty in an answer to a task
_EMPHASIS = regex.compile(r"(\*{1,3})[^\s*](?:[^*\n]*[^\s*])?\1")
_FOOTNOTE = regex.compile(r"[^\s*]\*+(?=[\s\p{P}]|$)")  # what has an asterisk below it: 9 euros*
_COMMA = regex.compile(r"\s*,\s+")


def fit(correction: str, original: str, language: str, cache: Path | None = None, reason: str = "") -> list[str]:
    """The corrected sentences it may mean, best first; more than one when several places are equally near.

    Several corrections, four at most, stand one to a line; either all of them fit, or nothing does.
    Nothing fits that is long itself: then it is the sentence written anew, not its mended words.
    `reason` as `read_asterisk` gives it: in "not said" it names the word that is mended.
    """
    code = codes.short(language)
    old, corrections = cut(original, code), correction.splitlines()
    if not old.texts or not 0 < len(corrections) <= _MOST or _FOOTNOTE.search(_EMPHASIS.sub("", original)):
        return []
    words = lexicon(language, cache)
    ways, corrections = _ways(old, corrections, reason, words)
    found = [written(zip(places, corrections, strict=True), original, old, words) for places in ways]
    return list(dict.fromkeys(sentence for sentence in found if sentence != original))


def _ways(
    old: Pieces, corrections: list[str], reason: str, words: Lexicon
) -> tuple[list[tuple[Place, ...]], list[str]]:
    """Every way to place them; the commas of one of them may be those of a list: *Lust, Abend."""
    if len(corrections) > 1:
        return _together([_places(old, one, "", words) for one in corrections]), corrections
    parts = _COMMA.split(corrections[0])
    listed = _together([_places(old, part, "", words) for part in parts]) if 1 < len(parts) <= _MOST else []
    if apart := [way for way in listed if all(a.end < b.start for a, b in pairwise(way))]:
        return apart, parts
    return [(place,) for place in _places(old, corrections[0], reason, words)], corrections


def _places(old: Pieces, correction: str, reason: str, words: Lexicon) -> list[Place]:
    new = cut(correction, words.code).texts
    if not 0 < len(new) * len(old.texts) <= _CELLS:
        return []
    near = [*named(reason, old.texts, len(new), words.code)] or [*_fitting(old, new, words)]
    if less := [place for each in near if (place := without(reason, each, old.texts, words.code))]:
        return _best(less)
    found = chain.from_iterable(complete(place, old.texts, new, words) for place in near)
    return _best([*found, *split(old.texts, new, words)])


def _best(places: list[Place]) -> list[Place]:
    """Those about as near as the nearest, later ones first: people mend what they wrote last; none over another."""
    places.sort(key=lambda place: (place.cost, -place.start))
    kept: list[Place] = []
    for place in places:
        if len(kept) == _MOST or place.cost > places[0].cost + _AS_NEAR:
            break
        if all(is_apart(place, other) or _is_other_way(place, other) for other in kept):
            kept.append(place)
    return kept


def _is_other_way(place: Place, other: Place) -> bool:
    """Whether one of them mends the same words, but takes an auxiliary out."""
    bare, more = (place, other) if other.also else (other, place)
    return not bare.also and any((bare.start, bare.end) == stretch[:2] for stretch in stretches(more))


def _together(each: Sequence[list[Place]]) -> list[tuple[Place, ...]]:
    """Every way to place all of them, in the order of the sentence if there is one."""
    ways = [way for way in product(*each) if all(is_apart(a, b) for at, a in enumerate(way) for b in way[:at])]
    in_order = [way for way in ways if all(a.start < b.start for a, b in pairwise(way))]
    ways = sorted(in_order or ways, key=lambda way: [place.start for place in way])
    return ways[:_MOST]


def _fitting(old: Pieces, new: Sequence[str], words: Lexicon) -> Iterable[Place]:
    return of_word(old.texts, new[0], words) if len(new) == 1 else of_phrase(old.texts, new, words)
