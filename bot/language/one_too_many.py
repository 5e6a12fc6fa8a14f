"""Words beside a correction that cannot stand there any more: in *am Montag, en *el lunes, il *m'a demandé moi."""

from collections.abc import Sequence
from functools import lru_cache

from bot.language.lexicon import Lexicon
from bot.language.pieces import is_word
from bot.language.places import Also, Place
from bot.language.small_kinds import is_subject, kinds
from bot.language.small_places import is_one_too_many
from bot.language.two_prepositions import is_before_time, is_second
from bot.language.verb_shapes import infinitive

_SENTENCE = 3  # words of the shortest that is written again
_LEAD = 2  # words at the beginning of a sentence
_ARTICLE, _PRONOUN = 0, 1  # numbers of groups of small words
_STRESSED = {  # the same person once more, behind the verb
    "en": "me me|you you|him him|her her|us us|them them",
    "de": "mir mir|dir dir|ihm ihm|ihr ihr|uns uns|euch euch|ihnen ihnen",
    "fr": "m moi|me moi|t toi|te toi|lui lui|lui elle|nous nous|vous vous|leur eux|leur elles|l lui|l elle",
    "es": "me mí|me mi|te ti|nos nosotros|nos nosotras",
    "it": "mi me|ti te|gli lui|le lei|lo lui|la lei|ci noi|vi voi|gli loro|l lui|l lei",
    "pt": "me mim|me eu|te ti|te você|lhe ele|lhe ela|lhe você|nos nós|lhes eles|lhes elas",
}
_ROMANCE = {"es", "fr", "it", "pt"}
_TO = frozenset("a à para pra to zu".split())
_AND = frozenset("et e ou o and or und oder".split())


def freed(place: Place, old: Sequence[str], new: Sequence[str], words: Lexicon, *, same: bool) -> Place | None:
    """The place with what has to go beside it, `same` if the correction stands there already; None if nothing has."""
    gone = [*_before(place, old, new, words, same=same), *_behind(place, old, new, words.code)]
    if same and not gone and _is_all_but_the_last(place, old, new):
        gone = [Also(place.end, place.end + 1)]
    return place._replace(also=(*place.also, *gone)) if gone else None


def _is_all_but_the_last(place: Place, old: Sequence[str], new: Sequence[str]) -> bool:
    """Il fait beau temps, *il fait beau."""
    tail = old[place.end : place.end + 2]
    if len(new) < _SENTENCE or not tail or not is_word(tail[0]) or any(map(is_word, tail[1:])):
        return False
    return place.start == 0 or not is_word(old[place.start - 1])


def _before(place: Place, old: Sequence[str], new: Sequence[str], words: Lexicon, *, same: bool) -> list[Also]:
    at = place.start - 1
    if at < 0 or any(also.start <= at < also.end for also in place.also):
        return []
    before = old[at].lower()
    if is_one_too_many(before, new, words, same=same) or is_before_time(before, new, words.code):
        return [Also(at, at + 1)]
    if len(new) < 2:
        return []
    if is_second(before, old[place.start].lower(), new[0].lower(), words, same=same):
        return [Also(at, at + 1)]
    if _is_other_subject(before, place, old, new, words):
        return [Also(at, at + 1)]
    return [Also(begin, place.start) for begin in _replaced_beginning(place, old, new, words)]


def _replaced_beginning(place: Place, old: Sequence[str], new: Sequence[str], words: Lexicon) -> list[int]:
    """Where a sentence begins that the correction begins anew: do you can, *can you?; the man said, *he said we."""
    begin = next((at + 1 for at in range(place.start - 1, -1, -1) if not is_word(old[at])), 0)
    lead = [piece.lower() for piece in old[begin : place.start]]
    if not 0 < len(lead) <= _LEAD:
        return []
    if new[-1] == "?":
        return [begin] if words.little.issuperset(lead) else []
    if new[0].lower() in map(str.lower, old[place.start : place.end]):
        return []  # los lunes siempre yo, *yo siempre
    named = len(lead) == _LEAD and _ARTICLE in kinds(lead[0], words.code) and lead[1] not in words.little
    return [begin] if named and is_subject(new[0].lower(), words.code) else []


def _is_other_subject(before: str, place: Place, old: Sequence[str], new: Sequence[str], words: Lexicon) -> bool:
    """Je manque mon pays, *mon pays me manque: je no longer misses anybody."""
    if words.code not in _ROMANCE:
        return False
    if _PRONOUN not in kinds(before, words.code) or _ARTICLE not in kinds(new[0].lower(), words.code):
        return False
    verb = infinitive(old[place.start], words)
    return verb is not None and verb in {infinitive(piece, words) for piece in new[1:]}


def _behind(place: Place, old: Sequence[str], new: Sequence[str], code: str) -> list[Also]:
    """M'a demandé moi, le ho parlato a lei."""
    there = {piece.lower() for piece in old[place.start : place.end]}
    come = {piece.lower().rstrip("'’") for piece in new if piece.lower() not in there}
    stressed = {word for one, word in _pairs(code) if one in come}
    at = place.end + (place.end < len(old) and old[place.end].lower() in _TO)
    if at >= len(old) or old[at].lower() not in stressed or (at + 1 < len(old) and old[at + 1].lower() in _AND):
        return []
    return [Also(place.end, at + 1)]


@lru_cache
def _pairs(code: str) -> list[tuple[str, str]]:
    pairs = (pair.split() for pair in _STRESSED.get(code, "").split("|") if pair)
    return [(one, word) for one, word in pairs]
