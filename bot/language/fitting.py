"""Finds the words of a sentence that a correction without its place is meant for: *fui, *to the cinema."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise, product
from pathlib import Path

import regex

from bot.language import codes
from bot.language.german_tenses import split
from bot.language.lexicon import Lexicon, lexicon
from bot.language.likeness import plain
from bot.language.phrase_places import of_phrase
from bot.language.pieces import Pieces, cut
from bot.language.places import Place, is_apart, stretches, written
from bot.language.tense_places import complete
from bot.language.word_places import of_word

_AS_NEAR = 0.12  # so close to the best that the writer has to say which
_MOST = 4  # places that are offered
_INSTEAD_OF = regex.compile(
    r"^(?:not|nicht|no|non|não|pas|не|instead of|en vez de|en lugar de|statt|au lieu de|invece di|em vez de|замість|"
    r"вместо)\s+[\"'«“„]?(?P<word>[\p{L}\p{M}'’\- ]+)|^(?P<word>[^→>]+?)\s*(?:[-–—=]+>|→|➡)",
    regex.I,
)


def fit(correction: str, original: str, language: str, cache: Path | None = None, reason: str = "") -> list[str]:
    """The corrected sentences it may mean, best first; more than one when several places are equally near.

    Several corrections stand one to a line; either all of them fit, or nothing does.
    `reason` as `read_asterisk` gives it: in "not said" it names the word that is mended.
    """
    code = codes.short(language)
    old, corrections = cut(original, code), correction.splitlines()
    if not (old.texts and corrections):
        return []
    words = lexicon(language, cache)
    each = [_places(old, one, reason if len(corrections) == 1 else "", words) for one in corrections]
    found = [
        written(zip(places, corrections, strict=True), original, old, words)
        for places in ([(place,) for place in each[0]] if len(each) == 1 else _together(each))
    ]
    return list(dict.fromkeys(sentence for sentence in found if sentence != original))


def _places(old: Pieces, correction: str, reason: str, words: Lexicon) -> list[Place]:
    new = cut(correction, words.code).texts
    if not new:
        return []
    named = list(_named(reason, old, len(new), words.code))
    found = chain.from_iterable(complete(place, old.texts, new, words) for place in named or _fitting(old, new, words))
    return _best([*found, *split(old.texts, new, words)])


def _named(reason: str, old: Pieces, length: int, code: str) -> Iterator[Place]:
    """Where as many words stand that the reason says were wrong."""
    found = _INSTEAD_OF.match(reason)
    wrong = [plain(piece) for piece in cut(found["word"].strip(), code).texts] if found else []
    texts = [plain(piece) for piece in old.texts]
    for start in range(len(texts) - length + 1 if len(wrong) == length else 0):
        if texts[start : start + length] == wrong:
            yield Place(0.0, start, start + length)


def _best(places: list[Place]) -> list[Place]:
    """Those about as near as the nearest, later ones first: people mend what they wrote last; none over another."""
    places.sort(key=lambda place: (place.cost, -place.start))
    kept: list[Place] = []
    for place in places:
        near = place.cost <= places[0].cost + _AS_NEAR
        if near and all(is_apart(place, other) or _is_other_way(place, other) for other in kept):
            kept.append(place)
    return kept[:_MOST]


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
