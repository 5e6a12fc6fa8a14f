"""Finds the words of a sentence that a correction without its place is meant for: *fui, *to the cinema."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bot.language import codes
from bot.language.articles import articles
from bot.language.closed_words import degrees, small_groups
from bot.language.levels import is_joining
from bot.language.lexicon import Lexicon, lexicon
from bot.language.likeness import cost, looked_at, near, plain
from bot.language.pieces import Pieces, cut, is_word

_FITS = 1.12  # cost of a word: half its letters, or a small word for another of its kind
_FITS_EACH = 0.75  # the same for each word of several
_AS_NEAR = 0.12  # so close to the best that the writer has to say which
_UNLIKE, _ALIKE = 1.9, 1.5
_FORM, _ARTICLE, _KIND, _OTHER_KIND = 0.5, 0.7, 1.0, 1.6
_EDGE = 1.15  # a word added at the edge: rather the little word there is replaced
_WORD_ADDED, _MARK_ADDED = 1.0, 0.6
_MOST = 4  # places that are offered
_JOIN = 0.05


class _Place(NamedTuple):
    """Pieces `start` to `end` of the sentence, and what it costs to take them for what is mended."""

    cost: float
    start: int
    end: int


def fit(correction: str, original: str, language: str, cache: Path | None = None) -> list[str]:
    """The corrected sentences it may mean, best first; more than one when several places are equally near."""
    code = codes.short(language)
    old, new = cut(original, code), cut(correction, code)
    if not (old.texts and new.texts):
        return []
    words = lexicon(language, cache)
    found = [_written(place, original, old, correction, words) for place in _best(list(_places(old, new, words)))]
    return list(dict.fromkeys(sentence for sentence in found if sentence != original))


def _best(places: list[_Place]) -> list[_Place]:
    """Those about as near as the nearest, later ones first: people mend what they wrote last; none over another."""
    places.sort(key=lambda place: (place.cost, -place.start))
    kept: list[_Place] = []
    for place in places:
        apart = all(place.end <= other.start or other.end <= place.start for other in kept)
        if apart and place.cost <= places[0].cost + _AS_NEAR:
            kept.append(place)
    return kept[:_MOST]


def _places(old: Pieces, new: Pieces, words: Lexicon) -> Iterator[_Place]:
    if len(new.texts) == 1:
        yield from _of_word(old.texts, new.texts[0], words)
    else:
        yield from _of_phrase(old.texts, new.texts, words)


def _of_word(old: Sequence[str], new: str, words: Lexicon) -> Iterator[_Place]:
    for at, piece in enumerate(old):
        price = unlike(piece, new, words)
        if 0 < price <= _FITS:
            compared = at > 0 and price == _FORM and old[at - 1].lower() in degrees(words.code)
            yield _Place(price, at - compared, at + 1)
        for end in range(at + 2, min(at + 3, len(old)) + 1):
            if all(map(is_word, old[at:end])) and is_joining(old[at:end], [new], words.code):
                yield _Place(_JOIN, at, end)


def unlike(old: str, new: str, words: Lexicon) -> float:
    """How little likely it is that the one was written for the other: 0 the same, 1 as unlikely as it may be."""
    price = cost(*looked_at((old, new), words.code))
    if price < _FORM or not (is_word(old) and is_word(new)):
        return price
    lower, lower_new = old.lower(), new.lower()
    groups = small_groups(words.code)
    if lower in groups and lower_new in groups:
        if not groups[lower] & groups[lower_new]:
            return _OTHER_KIND
        return min(price, _ARTICLE if {plain(old), plain(new)} <= articles(words.code) else _KIND)
    if words.has_dictionary and words.one_lemma(lower, lower_new):
        return min(price, _FORM)
    return min(price, _UNLIKE - _ALIKE * near(plain(old), plain(new)))


def _of_phrase(old: Sequence[str], new: Sequence[str], words: Lexicon) -> Iterator[_Place]:
    """Every stretch of the sentence the phrase can be laid upon (alignment with free ends)."""
    added = [_WORD_ADDED if is_word(piece) else _MARK_ADDED for piece in new]
    row = [_Place(0.0, at, at) for at in range(len(old) + 1)]
    above = row
    for index, piece in enumerate(new):
        edge = _EDGE if index in {0, len(new) - 1} else added[index]
        below = [row[0]._replace(cost=row[0].cost + edge)]
        for at, other in enumerate(old):
            pair = row[at]._replace(cost=row[at].cost + unlike(other, piece, words), end=at + 1)
            extra = row[at + 1]._replace(cost=row[at + 1].cost + edge)
            left_out = below[at]._replace(cost=below[at].cost + _WORD_ADDED, end=at + 1)
            ways = [pair, extra, left_out]
            if at and is_joining(old[at - 1 : at + 1], [piece], words.code):
                ways.append(row[at - 1]._replace(cost=row[at - 1].cost + _JOIN, end=at + 1))
            if index and is_joining([other], new[index - 1 : index + 1], words.code):
                ways.append(above[at]._replace(cost=above[at].cost + _JOIN, end=at + 1))
            below.append(min(ways, key=lambda place: place.cost))
        above, row = row, below
    known = {plain(piece) for piece in new if piece.lower() not in words.small}
    for place in row:
        anchored = known & set(map(plain, old[place.start : place.end]))
        each = place.cost / len(new)
        if place.start < place.end and each <= (_FITS_EACH if anchored else _FITS_EACH / 2):
            yield place._replace(cost=each)


def _written(place: _Place, original: str, old: Pieces, correction: str, words: Lexicon) -> str:
    start, end = old.starts[place.start], old.ends[place.end - 1]
    meant = _with_case(correction, old.texts[place.start], words, first=place.start == 0)
    return original[:start] + meant + original[end:]


def _with_case(correction: str, replaced: str, words: Lexicon, *, first: bool) -> str:
    """As the sentence has it at its beginning; a phone's capital goes from a word inside it."""
    initial, rest = correction[0], correction[1:]
    if first and replaced[0].isupper() and initial.islower():
        return initial.upper() + rest
    word = cut(correction, words.code).texts[0]
    if not first and replaced[0].islower() and initial.isupper() and word != "I" and word.lower() != replaced:
        related = word.lower() in words.little or words.one_lemma(word.lower(), replaced) is not None
        return initial.lower() + rest if related and words.code != "de" else correction
    return correction
