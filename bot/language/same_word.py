"""Whether words left out here and added there are the same ones in another place, or only look like it."""

from collections.abc import Sequence

from bot.language.alignment import Step
from bot.language.articles import articles
from bot.language.closed_words import small_words
from bot.language.pieces import is_spaceless, is_word
from bot.language.prefixes import SEPARABLE
from bot.language.stretches import Move, same_words

_LITTLE = 1  # pieces a little word may have moved over; farther on it is another one
_AMONG_SAME = 3  # the same if nothing else has changed there; of articles one never knows
_CHARACTER = 6  # the same for a lone character of a script without spaces


def is_move(move: Move, stretch: Step, old: Sequence[str], new: Sequence[str], code: str) -> bool:
    """Whether it is the same word that stands elsewhere, not one like it; two little words are soon alike."""
    words = [old[step.old].lower() for step in move.out if is_word(old[step.old])]
    far = max(stretch.old_end - stretch.old, stretch.new_end - stretch.new) - len(move.out)
    if not all(word in small_words(code) for word in words):
        return len(words) > 1 or far <= _CHARACTER or not is_spaceless(words[0])
    if not words or far <= _LITTLE or len(words) > 1:
        return bool(words) and far <= _LITTLE
    if _is_particle(move, words[0], old, new, code):
        return True
    return far <= _AMONG_SAME and words[0] not in articles(code) and same_words(stretch, old, new)


def _is_particle(move: Move, word: str, old: Sequence[str], new: Sequence[str], code: str) -> bool:
    """Whether it is the part of a German verb that goes to the end of its clause: ich stehe auf um sieben."""
    if code != "de" or word not in SEPARABLE:
        return False
    out, back = move.out[-1].old_end, move.back[-1].new_end
    return _ends_clause(old, out) != _ends_clause(new, back)


def _ends_clause(pieces: Sequence[str], at: int) -> bool:
    return at == len(pieces) or not is_word(pieces[at])
