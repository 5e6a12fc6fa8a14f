"""Stretches of a sentence with the words of a correction in another order."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.language.lexicon import Lexicon
from bot.language.likeness import plain
from bot.language.pieces import is_word
from bot.language.places import Place
from bot.language.small_kinds import are_two_cases
from bot.language.unlike import unlike
from bot.language.verb_shapes import is_finite

_REORDERED, _TAKEN_IN = 0.3, 1.0
_CROSSED, _VERB_FORM = 0.7, 0.7  # a pronoun and another form of its verb
_FORM, _KIND = 0.5, 1.0
_EDGE = 1.15  # a word added
_MORE = 2  # words by which a stretch may be longer or shorter
_LONGEST = 60  # pieces of a sentence in which it is looked for


def reordered(old: Sequence[str], new: Sequence[str], words: Lexicon) -> Iterator[Place]:
    """A few words more or fewer may be among them."""
    texts, meant = [plain(piece) for piece in old], [plain(piece) for piece in new]
    wanted = Counter(meant)
    starts = range(len(old)) if len(new) == 2 else _may_be(old, new, 0, words)
    for start in starts if len(texts) <= _LONGEST else ():
        for end in range(start + max(2, len(meant) - _MORE), min(start + len(meant) + _MORE, len(texts)) + 1):
            stretch = texts[start:end]
            same = sum((Counter(stretch) & wanted).values())
            if len(meant) == 2 == end - start and same == 1 and _is_crossed(old[start:end], new, words):
                yield Place(_CROSSED, start, end)
            if same < 2 or not _may_be(old[end - 1 : end], new, -1, words):
                continue
            if _is_other_order(old[start:end], new, words):
                forms = _forms(old[start:end], new, words)
                gone, come = len(stretch) - same - forms / 2, len(meant) - same - forms
                price = _TAKEN_IN if _is_taken_in(old, end, meant[-1], words) else _REORDERED
                yield Place(price + gone + max(0, come - gone) * _EDGE, start, end)


def _forms(stretch: Sequence[str], new: Sequence[str], words: Lexicon) -> int:
    """How many words stand there in another form: un problema grande, un gran problema."""
    meant, there = set(map(plain, new)), set(map(plain, stretch))
    come = [piece for piece in new if plain(piece) not in there]
    return sum(
        any(unlike(piece, other, words) <= _FORM for other in come) for piece in stretch if plain(piece) not in meant
    )


def _is_other_order(stretch: Sequence[str], new: Sequence[str], words: Lexicon) -> bool:
    """Whether the words of both, perhaps in other forms, stand in another order."""
    found: list[int] = []
    for piece in stretch:
        likest = min(range(len(new)), key=lambda at: unlike(piece, new[at], words))
        if unlike(piece, new[likest], words) <= _FORM and likest not in found:
            found.append(likest)
    return found != sorted(found)


def _is_crossed(old: Sequence[str], new: Sequence[str], words: Lexicon) -> bool:
    """Ich habe, *bin ich; hermoso ojos, *ojos hermosos."""
    if any(are_two_cases(piece.lower(), other.lower(), words.code) for piece in old for other in new):
        return False  # ich freue, *freue mich
    crossed = [unlike(old[0], new[1], words), unlike(old[1], new[0], words)]
    at = crossed.index(min(crossed))
    if min(crossed) > 0 or max(crossed) > _VERB_FORM:
        return False
    return old[at].lower() in words.small or (max(crossed) <= _FORM and not is_finite(new[at], words))


def _may_be(old: Sequence[str], new: Sequence[str], edge: int, words: Lexicon) -> list[int]:
    """Where a stretch may begin, or end: at a word of the correction in any form, or one its own edge may replace."""
    return [
        at
        for at, piece in enumerate(old)
        if unlike(piece, new[edge], words) <= _KIND or any(unlike(piece, each, words) <= _FORM for each in new)
    ]


def _is_taken_in(old: Sequence[str], end: int, last: str, words: Lexicon) -> bool:
    """Whether the stretch ends with a little word that rather belongs to what follows."""
    piece = old[end - 1]
    if plain(piece) == last or piece.lower() not in words.small:
        return False
    return end < len(old) and is_word(old[end])
