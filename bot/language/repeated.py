"""What a correction of several words would say twice, or only add to: will will go; free entrance for entrance."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from bot.language.carriers import is_carrier
from bot.language.lexicon import Lexicon
from bot.language.likeness import plain
from bot.language.pieces import is_word
from bot.language.places import ELIDED, Place
from bot.language.small_kinds import kinds
from bot.language.unlike import unlike

_ANCHOR = 0.5  # a word of the correction that stands there, perhaps in another form
_LIKE = 0.65
_AROUND = 3  # pieces
_NUMBERS = {
    "en": "two three four five six seven eight nine ten",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn",
    "fr": "deux trois quatre cinq six sept huit neuf dix",
    "it": "due tre quattro cinque sei sette otto nove dieci",
    "pt": "dois duas três quatro cinco seis sete oito nove dez",
    "ru": "два две три четыре пять шесть семь восемь девять десять",
    "uk": "два дві три чотири п'ять шість сім вісім дев'ять десять",
}
_PRONOUN = 1  # number of a group of small words


def is_doubled(place: Place, old: Sequence[str], new: Sequence[str], words: Lexicon) -> bool:
    """Will will go; suggest going you to go."""
    before, after = old[place.start - 1 : place.start], old[place.end : place.end + 1]
    if [*map(_full, before)] == [_full(new[0])] or [*map(plain, after)] == [plain(new[-1])]:
        return True
    there = old[place.start : place.end]
    if any(is_carrier(piece, words) and piece in new and piece not in there for piece in before):
        return True
    lead, tail = old[max(0, place.start - _AROUND) : place.start], old[place.end : place.end + _AROUND]
    if is_carrier(new[0], words) and new[0] not in there and new[0] in _of_one_subject(lead, words.code):
        return True
    if any(is_carrier(piece, words) and not has(new, piece, words) for piece in there):
        return False  # what it carries goes
    come = [piece for piece in new if piece.lower() not in words.little and not has(there, piece, words)]
    return any(has((*lead, *tail), piece, words, _LIKE) for piece in come)


def _full(piece: str) -> str:
    """Je for j'."""
    elided = plain(piece).removesuffix("'")
    return ELIDED.get(elided, elided) if piece.endswith(("'", "’")) else elided


def has(pieces: Sequence[str], word: str, words: Lexicon, like: float = _ANCHOR) -> bool:
    """Whether a word stands among them, perhaps in another form."""
    return any(unlike(piece, word, words) <= like for piece in pieces)


def is_number(piece: str, code: str) -> bool:
    """One to ten, or in digits; nothing else is written in the place of these."""
    return piece.isdigit() or piece.lower() in _numbers(code)


@lru_cache
def _numbers(code: str) -> frozenset[str]:
    return frozenset(_NUMBERS.get(code, "").split())


def only_adds(old: Sequence[str], new: Sequence[str], words: Lexicon) -> bool:
    """Whether it is the whole sentence and more: entrance, free entrance."""
    rest = Counter(plain(piece) for piece in new if is_word(piece)) - Counter(map(plain, filter(is_word, old)))
    added = [word for word in rest if word not in words.little]
    return bool(added) and set(map(plain, filter(is_word, old))) <= {plain(piece) for piece in new}


def _of_one_subject(lead: Sequence[str], code: str) -> Sequence[str]:
    """What stands behind the last pronoun."""
    at = max((at for at, piece in enumerate(lead) if _PRONOUN in kinds(piece.lower(), code)), default=-1)
    return lead[at + 1 :]
