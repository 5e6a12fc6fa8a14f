"""Where the form of a verb makes no sense, so something else was meant: ich lache, *lacht; de manger, *mange."""

from collections.abc import Sequence

from bot.language.lexicon import Lexicon
from bot.language.small_kinds import kinds
from bot.language.verb_shapes import is_finite, is_infinitive, is_third

_PREPOSITION = 2  # number of a group of small words
_I = {"es": "yo", "pt": "eu", "it": "io", "de": "ich", "ru": "я", "uk": "я"}
_ROMANCE = {"es", "fr", "it", "pt"}


def is_deed(old: Sequence[str], at: int, new: str, words: Lexicon) -> bool:
    """Ich lache, *lacht: something done rather than said."""
    return at > 0 and old[at - 1].lower() == _I.get(words.code) and is_third(new, words)


def is_after_preposition(old: Sequence[str], at: int, new: str, words: Lexicon) -> bool:
    """Viens de manger, *mange."""
    if words.code not in _ROMANCE:
        return False
    before = old[at - 1].lower() if at else ""
    if before not in {"de", "d'"} and _PREPOSITION not in kinds(before, words.code):
        return False
    return is_infinitive(old[at], words) and (is_finite(new, words) or new.lower() in words.small)
