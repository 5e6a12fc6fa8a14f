"""Every stretch of a sentence that a correction of several words can be laid upon, and what that costs."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

from bot.language.closed_words import degrees
from bot.language.levels import is_joining
from bot.language.lexicon import Lexicon
from bot.language.likeness import plain
from bot.language.other_order import reordered
from bot.language.pieces import is_word
from bot.language.places import Place
from bot.language.repeated import has, is_doubled, is_number, only_adds
from bot.language.series import denies
from bot.language.small_kinds import kinds, links
from bot.language.unlike import contracts, unlike

_FITS_EACH = 0.75  # for each word of several
_EDGE = 1.15  # a word added at the edge: rather the little word there is replaced
_NEW_EDGE, _NEW_END = 1.8, 1.3  # the first or last one, if it is none of the small words
_DENIAL = 0.92
_AUXILIARY = 0.95  # the same of has, is, wird: a verb got another form
_WORD_ADDED, _MARK_ADDED, _LEFT_OUT = 1.0, 0.6, 0.9
_CONTENT_LEFT_OUT = 1.4
_OTHER_WORD = 1.1  # another word altogether, in the place of one
_JOIN, _CONTRACTED = 0.05, 0.4
_DEGREE = 0.2  # more, left out before a comparative
_ARTICLE, _PREPOSITION = 0, 2  # numbers of groups of small words
_TAKEN_FOR = 0.9  # the trip, for the travel
_AGAIN = 0.6  # replaced or added by the word that stands before it
_LINK, _MOST_OF_LINK = 0.5, 3  # con la que
_LONG = 4  # words, of which half have to stand there in some form
_REMEMBERED = 20_000  # pairs of words


def of_phrase(old: Sequence[str], new: Sequence[str], words: Lexicon) -> Iterator[Place]:
    """The costs are for each word of the correction."""
    content = [piece for piece in new if is_word(piece) and piece.lower() not in words.small] or new
    if only_adds(old, new, words):
        return
    yield from _of_relative(old, new, words)
    for place in (*_laid_upon(old, new, words), *reordered(old, new, words)):
        each = place.cost / len(new)
        if place.start == place.end or each > _FITS_EACH or is_doubled(place, old, new, words):
            continue
        there = old[place.start : place.end]
        if len(new) >= _LONG and _is_another(there, new, words, whole=len(there) == len(old)):
            continue
        anchored = any(has(there, piece, words, _TAKEN_FOR) for piece in content)
        if anchored or each <= _FITS_EACH / 2:
            yield place._replace(cost=each)


def _of_relative(old: Sequence[str], new: Sequence[str], words: Lexicon) -> Iterator[Place]:
    """Il libro che ti ho parlato, *di cui: a preposition and what the clause begins with."""
    if len(new) > _MOST_OF_LINK or new[-1].lower() not in links(words.code):
        return
    if _PREPOSITION not in kinds(new[0].lower(), words.code):
        return
    for at, piece in enumerate(old):
        if at and piece.lower() in links(words.code) and is_word(old[at - 1]):
            yield Place(_LINK, at, at + 1)


def _is_another(there: Sequence[str], new: Sequence[str], words: Lexicon, *, whole: bool) -> bool:
    """Me gustan los gatos y el té; no me gusta el café."""
    return sum(has(there, piece, words) for piece in new) * 2 < len(new) + whole


def _laid_upon(old: Sequence[str], new: Sequence[str], words: Lexicon) -> list[Place]:
    """Alignment with free ends."""
    added = [_WORD_ADDED if is_word(piece) else _MARK_ADDED for piece in new]
    gone = [_left_out(other, words) for other in old]
    row = [Place(0.0, at, at) for at in range(len(old) + 1)]
    above = row
    for index, piece in enumerate(new):
        edge = _at_edge(new, index, words) if index in {0, len(new) - 1} else added[index]
        edge = max(edge, _EDGE) if index == 0 and plain(piece) in map(plain, old) else edge
        below = [row[0]._replace(cost=row[0].cost + edge)]
        last = index + 1 == len(new)
        for at, other in enumerate(old):
            pair, extra, left_out = row[at], row[at + 1], below[at]
            again = _AGAIN if not index and at and plain(old[at - 1]) == plain(piece) else 0.0
            ways = [
                Place(pair.cost + again + _instead(other, piece, words, last=last), pair.start, at + 1),
                Place(extra.cost + edge, extra.start, extra.end),
                Place(left_out.cost + gone[at], left_out.start, at + 1),
            ]
            if at and (price := _together(old[at - 1], other, piece, words.code)):
                ways.append(Place(row[at - 1].cost + price, row[at - 1].start, at + 1))
            if index and (price := _together(new[index - 1], piece, other, words.code)):
                ways.append(Place(above[at].cost + price, above[at].start, at + 1))
            below.append(min(ways, key=itemgetter(0)))
        above, row = row, below
    return row


def _left_out(piece: str, words: Lexicon) -> float:
    """What it costs that a word between those of a correction goes."""
    lower = piece.lower()
    if lower in degrees(words.code):
        return _DEGREE
    return _LEFT_OUT if lower in words.little or not is_word(piece) else _CONTENT_LEFT_OUT


def _at_edge(new: Sequence[str], index: int, words: Lexicon) -> float:
    """What it costs to add the first or the last word of a correction."""
    lower = new[index].lower()
    if denies(lower, words.code):
        return _DENIAL
    owns = lower.startswith("ha") and _ARTICLE in kinds(new[1].lower(), words.code)  # have a car
    if lower in words.aux and not index and not owns:
        return _AUXILIARY
    if lower in words.little or not is_word(lower) or is_number(lower, words.code):
        return _EDGE
    return _NEW_END if index else _NEW_EDGE


@lru_cache(maxsize=_REMEMBERED)
def _instead(old: str, new: str, words: Lexicon, *, last: bool) -> float:
    """Of a word in the place of one: a preposition also replaces an article if a noun follows, never the reverse."""
    price = unlike(old, new, words)
    if denies(new.lower(), words.code) and not denies(old.lower(), words.code) and old.lower() not in words.aux:
        return max(price, _NEW_EDGE)  # puedo, *no puedo: it is added
    if price <= _OTHER_WORD or not (is_word(old) and is_word(new)):
        return price
    if is_number(new, words.code) != is_number(old, words.code):
        return price
    small, small_new = (piece.lower().rstrip("'’") in words.small for piece in (old, new))
    if not small and not small_new:
        return _OTHER_WORD if (old.lower() in words.aux) <= (new.lower() in words.aux or not last) else _NEW_END
    replaced = small and small_new and not last and _PREPOSITION in kinds(new.lower(), words.code)
    return _OTHER_WORD if replaced and {_ARTICLE, _PREPOSITION} & kinds(old.lower(), words.code) else price


@lru_cache(maxsize=_REMEMBERED)
def _together(first: str, second: str, whole: str, code: str) -> float:
    """What it costs that two words are one; 0 if they are not."""
    if is_joining([first, second], [whole], code):
        return _JOIN
    return _CONTRACTED if contracts([first, second], whole, code) else 0.0
