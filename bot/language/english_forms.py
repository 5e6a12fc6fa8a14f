"""Which form of an English verb a word may be, as far as its spelling and the dictionary tell."""

from bot.language.lexicon import Lexicon
from bot.language.verb_shapes import is_finite

_NOT_PAST = ("ing", "s", "en", "wn", "ne")


def is_base(word: str, words: Lexicon) -> bool:
    """Go, agree; not student."""
    lower = word.lower()
    stems = (lower.removesuffix("e"), lower + lower[-1])
    return words.lemma(lower) == lower and any(
        words.lemma(stem + ending) == lower for stem in stems for ending in ("ing", "ed")
    )


def is_third(word: str, words: Lexicon) -> bool:
    """Goes, means."""
    lower = word.lower()
    lemma = words.lemma(lower)
    if lower in {"has", "does", "is"}:
        return True
    bases = {lower[:-1], lemma} - {lower, None, ""}  # means is a noun to the dictionary
    return lower.endswith("s") and any(is_base(base, words) for base in bases if base)


def may_be_past(word: str, words: Lexicon) -> bool:
    """Worked, met: what to have carries as well."""
    lower = word.lower()
    lemma = words.lemma(lower)
    return lemma not in {None, lower} and not is_finite(lower, words) and not lower.endswith(_NOT_PAST)


def stands_alone(word: str, words: Lexicon) -> bool:
    """Goes, went, worked."""
    return is_finite(word, words) or is_third(word, words) or may_be_past(word, words)
