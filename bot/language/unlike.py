"""How little likely it is that one word was written for another: 0 the same, 1 as unlikely as it may be."""

from collections.abc import Sequence
from functools import lru_cache

from bot.language.articles import articles
from bot.language.closed_words import auxiliaries
from bot.language.confused import confused
from bot.language.lexicon import Lexicon
from bot.language.likeness import cost, looked_at, near, plain
from bot.language.pieces import is_word
from bot.language.series import of_one_row
from bot.language.shorthand import joined
from bot.language.small_kinds import are_two_cases, kinds, links, persons

_UNLIKE, _ALIKE = 1.9, 1.5
_FORM, _ARTICLE, _KIND, _OTHER_KIND = 0.5, 0.7, 1.0, 1.6
_NEAR_KIND = 0.4  # what likeness takes off between two small words of one kind
_SPELLED_ALIKE = 0.6  # das and dass are of two kinds, and still one is written for the other
_CONFUSED, _AUXILIARIES = 0.8, 0.7
_PART = 0.5  # à and au
_RELATIVE = 0.9
_ROW, _NEVER = 0.7, 9.0  # tuesday and thursday
_WITH_PRONOUN = {"conmigo": ("con mí",), "contigo": ("con ti",), "consigo": ("con sí",)}
_RELATIVES = frozenset("der die das den dem dessen deren denen".split())  # of German, also articles
_REMEMBERED = 20_000  # pairs of words
_NONE: frozenset[int] = frozenset()
_ROMANCE = {"es", "fr", "it", "pt"}


@lru_cache(maxsize=_REMEMBERED)
def unlike(old: str, new: str, words: Lexicon) -> float:
    """More than 1 for words that have nothing to do with one another."""
    price = cost(*looked_at((old, new), words.code))
    if price < _FORM or not (is_word(old) and is_word(new)):
        return price
    lower, lower_new = old.lower().replace("’", "'"), new.lower().replace("’", "'")
    alike = near(plain(old), plain(new))
    if "'" in lower + lower_new and lower[0] == lower_new[0] and _are_part(lower, lower_new, words.code):
        return min(price, _PART)
    lower, lower_new = lower.rstrip("'"), lower_new.rstrip("'")
    if lower in words.aux and lower_new in words.aux:
        return min(price, _FORM if words.one_lemma(lower, lower_new) else _AUXILIARIES)
    taken = _taken_for(lower, lower_new, words)
    price = min(price, taken)
    if lower in words.small and lower_new in words.small:
        return min(taken, _OTHER_KIND, _of_small(lower, lower_new, alike, words))
    if taken == _NEVER and alike < _SPELLED_ALIKE and _are_aux_and_small(lower, lower_new, words):
        return max(price, _OTHER_KIND)
    if words.has_dictionary and words.one_lemma(lower, lower_new):
        return min(price, _FORM)
    if alike < _SPELLED_ALIKE and taken == _NEVER and (lower in words.aux) != (lower_new in words.aux):
        return max(price, _OTHER_KIND)
    mixed = (lower in words.small) != (lower_new in words.small)
    return price if mixed else min(price, _UNLIKE - _ALIKE * alike)


def _are_aux_and_small(old: str, new: str, words: Lexicon) -> bool:
    """I am student, *a student: nothing is written in the place of am."""
    return (old in words.aux and new in words.small) or (old in words.small and new in words.aux)


def _of_small(old: str, new: str, alike: float, words: Lexicon) -> float:
    if _are_part(old, new, words.code):
        return _PART
    if persons(old, words.code) & persons(new, words.code):
        return _FORM
    if are_two_cases(old, new, words.code):
        return _OTHER_KIND
    if words.code == "de" and {old, new} & links("de") and {old, new} & _RELATIVES:
        return _RELATIVE
    if not kinds(old, words.code) & kinds(new, words.code) or _is_one_a_link(old, new, words.code):
        return _UNLIKE - _ALIKE * alike if alike >= _SPELLED_ALIKE else _OTHER_KIND
    if {plain(old), plain(new)} <= articles(words.code):
        return _ARTICLE
    return _KIND - _NEAR_KIND * alike


def _is_one_a_link(old: str, new: str, code: str) -> bool:
    """Que is no more a person than yo is a link."""
    linking = links(code) if code in _ROMANCE else _NONE
    return (old in linking) != (new in linking)


def _is_part(word: str, whole: str, code: str) -> bool:
    return any(word in meant.split() for meant in joined(code).get(whole, ()))


def _are_part(word: str, other: str, code: str) -> bool:
    return _is_part(word, other, code) or _is_part(other, word, code)


def _taken_for(word: str, other: str, words: Lexicon) -> float:
    """What it costs that one was said for the other though they look nothing alike."""
    if of_one_row(word, other, words.code):
        return _ROW
    groups = confused(words.code)
    found = [groups.get(each, _NONE) | groups.get(words.lemma(each) or "", _NONE) for each in (word, other)]
    return _CONFUSED if found[0] & found[1] else _NEVER


def contracts(parts: Sequence[str], whole: str, code: str) -> bool:
    """Whether a preposition and an article or pronoun, perhaps the wrong one, are joined in the word: à la, au."""
    first, *rest = (part.lower() for part in parts)
    for meant in (*joined(code).get(whole.lower(), ()), *_WITH_PRONOUN.get(whole.lower(), ())):
        start, *ending = meant.split()
        if start == first and len(ending) == len(rest) == 1 and _are_of_one_kind(rest[0], ending[0], code):
            return "'" in whole or not {*rest, *ending} & auxiliaries(code)
    return False


def _are_of_one_kind(word: str, other: str, code: str) -> bool:
    return bool(kinds(word, code) & kinds(other, code)) or {word, other} <= auxiliaries(code)
