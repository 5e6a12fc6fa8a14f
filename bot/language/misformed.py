"""Forms learners make of a word after the pattern of others: vivemos (like comemos), inteligenta, problemo."""

from collections.abc import Iterator
from functools import lru_cache

from bot.language.paradigms import conjugated, declined

_CLASSES = {"es": ("ar", "er", "ir"), "pt": ("ar", "er", "ir"), "fr": ("er", "ir", "re"), "it": ("are", "ere", "ire")}
_VOWELS = {"es": "aeo", "pt": "aeo", "it": "aeo"}  # at the end of a noun or adjective
_REMEMBERED = 1000


@lru_cache(maxsize=_REMEMBERED)
def misformed(lemma: str, code: str) -> frozenset[str]:
    """Of a folded lemma; none of them is to be taken for a form of it where it is a word of its own."""
    return frozenset(_misformed(lemma, code))


def _misformed(lemma: str, code: str) -> Iterator[str]:
    for ending in _CLASSES.get(code, ()):
        if lemma.endswith(ending):
            stem = lemma.removesuffix(ending)
            yield from (form for other in _CLASSES[code] for form in conjugated(stem + other, code))
            return
    if lemma[-1:] in _VOWELS.get(code, ""):
        yield from (
            form for vowel in _VOWELS[code] for form in (lemma[:-1] + vowel, *declined(lemma[:-1] + vowel, code))
        )
