"""German verbs in two parts for one, and the reverse: *habe gesehen for sah, *kam an for ist angekommen."""

from collections.abc import Iterator, Sequence

from bot.language.carriers import carrier, carries_itself, clause_end, is_carrier
from bot.language.lexicon import Lexicon
from bot.language.pieces import is_word
from bot.language.places import Also, Place
from bot.language.verb_shapes import infinitive, is_finite, is_one_verb

_COST = 0.4
_PREFIXES = frozenset("ab an auf aus ein her hin los mit nach statt teil um vor weg zu zurück".split())


def split(old: Sequence[str], new: Sequence[str], words: Lexicon) -> Iterator[Place]:
    """Where the parts stand apart, and where they do not."""
    if words.code != "de" or not all(map(is_word, new)):
        return
    for at in range(len(old) if len(new) == 1 and is_finite(new[0], words) else 0):
        yield from _to_simple(old, at, new[0], words)
    for at in range(len(old) if len(new) == 2 else 0):
        yield from _to_perfect(old, at, new, words)
        yield from _to_separable(old, at, new, words)


def _to_simple(old: Sequence[str], at: int, form: str, words: Lexicon) -> Iterator[Place]:
    """Fuhr for bin … gefahren."""
    if carries_itself(form, old[at], words.code):
        return
    found = carrier(old, at, words) if is_one_verb(form, old[at], words) and not is_finite(old[at], words) else None
    if found is not None and found.start < at:
        yield Place(_COST, found.start, found.end, (Also(at, at + 1),))
    elif found is not None:
        yield Place(_COST, at, at + 1, (Also(found.start, found.end),))


def _to_perfect(old: Sequence[str], at: int, new: Sequence[str], words: Lexicon) -> Iterator[Place]:
    end = clause_end(old, at)
    for first, second in (new, new[::-1]):
        if not is_carrier(first, words) or not is_finite(first, words) or not is_finite(old[at], words):
            continue
        prefix = old[end - 1].lower() if end > at + 1 and old[end - 1].lower() in _PREFIXES else ""
        if is_finite(second, words) or not is_one_verb(old[at], second.removeprefix(prefix), words):
            continue
        if prefix:
            yield Place(_COST, at, at + 1, (Also(end - 1, end, second),), first)
        elif end == at + 1 or first == new[1]:
            yield Place(_COST, at, at + 1)
        else:
            yield Place(_COST, at, at + 1, (Also(end, end, second),), first)


def _to_separable(old: Sequence[str], at: int, new: Sequence[str], words: Lexicon) -> Iterator[Place]:
    form, prefix = new[0], new[1].lower()
    verb = old[at].lower()
    if prefix not in _PREFIXES or not verb.startswith(prefix) or not is_finite(form, words):
        return
    found = carrier(old, at, words)
    if found is not None and found.start < at and _is_form(form, prefix, verb, words):
        yield Place(_COST, found.start, found.end, (Also(at, at + 1, prefix),), form)


def _is_form(form: str, prefix: str, verb: str, words: Lexicon) -> bool:
    whole = f"{prefix}{infinitive(form, words)}"
    return words.lemma(verb) == whole or is_one_verb(form, verb.removeprefix(prefix), words)
