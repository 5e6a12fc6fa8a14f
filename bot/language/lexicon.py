"""What a language's dictionary and closed lists say of two words: known, of one lemma, a verb."""

from functools import lru_cache
from pathlib import Path

import regex

from bot.language import codes
from bot.language.closed_words import auxiliaries, little_words, small_words
from bot.language.dictionary import Dictionary, open_dictionary, ready
from bot.language.everyday import everyday
from bot.language.irregular import irregular
from bot.language.misformed import misformed
from bot.language.paradigms import broken, conjugated, declined
from bot.language.tokens import fold

_ROMANCE = ("ar", "er", "ir", "ír", "or", "ôr")
_INFINITIVES = {
    "es": _ROMANCE, "pt": _ROMANCE, "ca": (*_ROMANCE, "re"), "fr": ("er", "ir", "re", "ïr"),
    "it": ("are", "ere", "ire", "rre"), "de": ("en", "ern", "eln", "tun", "sein"), "nl": ("en",),
    "ru": ("ть", "ти", "чь", "ться", "тись", "чься"), "uk": ("ти", "тися", "ться"), "pl": ("ć", "c"),
}  # fmt: skip
_NAMES = {
    "es": ("", "s", "es", "a", "as"), "pt": ("", "s", "es", "a", "as"), "ca": ("", "s", "a", "es"),
    "fr": ("", "s", "e", "es"), "it": (), "de": ("", "n", "s", "e", "en", "em", "er", "es"), "nl": ("", "n", "s"),
}  # fmt: skip
_RU_SOFT = regex.compile(r".*(?:ть|ти|тью|тей|тям|тями|тях)")
_ENGLISH_VERB = regex.compile(r".*[a-z]{2}(?:ing|ed)")
_PARTICIPLES = {
    "es": regex.compile(".*[ai]d[oa]s?"), "pt": regex.compile(".*[ai]d[oa]s?"),
    "it": regex.compile(".*[aiu]t[oaie]"), "fr": regex.compile(".*[eiu]e?s?"),
}  # fmt: skip
_LETTERS = regex.compile(r"[\p{L}\p{M}]+")
_NO_PLURALS = frozenset("men women children people feet teeth mice geese lives wives leaves knives halves".split())
_REMEMBERED = 20_000


class Lexicon:
    """Of one language; looks a word, and a pair of words, up once."""

    def __init__(self, code: str, dictionary: Dictionary | None) -> None:
        self.code, self._dictionary = code, dictionary
        self.small, self.aux, self.little = small_words(code), auxiliaries(code), little_words(code)
        self._bare_aux = frozenset(map(fold, self.aux))
        self._everyday = everyday(code)
        self._looked_up = lru_cache(maxsize=_REMEMBERED)(self._look_up)
        self._compared = lru_cache(maxsize=_REMEMBERED)(self._compare)

    @property
    def has_dictionary(self) -> bool:
        """Without one nothing is known of most words."""
        return self._dictionary is not None

    def may_be_auxiliary(self, word: str) -> bool:
        """Whether it is one, perhaps without its accents: esta, estan."""
        return word in self.aux or fold(word) in self._bare_aux

    def lemma(self, word: str) -> str | None:
        """In lower case but for German nouns; None for a word the dictionary does not have."""
        return self._looked_up(word)

    def _look_up(self, word: str) -> str | None:
        return self._dictionary.lemma(word) if self._dictionary else None

    def knows(self, word: str) -> bool:
        """Whether the word, or every part of one with hyphens and apostrophes, is spelled as some word is."""
        lower = word.lower()
        if lower in self.small or lower in self.aux or lower in self._everyday or self.lemma(lower) is not None:
            return True
        parts = _LETTERS.findall(word)
        return parts != [word] and all(len(part) < 2 or self.lemma(part) is not None for part in parts)

    def one_lemma(self, word: str, other: str) -> str | None:
        """The lemma of both, also of regular forms no dictionary has (goed, childs, escribido)."""
        return self._compared(word, other)

    def _compare(self, word: str, other: str) -> str | None:
        lemmas = [self.lemma(word), self.lemma(other)]
        if lemmas[0] == lemmas[1]:
            return lemmas[0]
        unknown = not (self.knows(word) and self.knows(other))
        regular = unknown or word[:1] == other[:1]
        for lemma in filter(None, lemmas):
            forms = {fold(lemma), *map(fold, irregular(lemma, self.code))}
            forms |= self._regular(fold(lemma)) if regular else set()
            forms |= misformed(fold(lemma), self.code) if unknown else set()
            if all(self.lemma(each) == lemma or fold(each) in forms for each in (word, other)):
                return lemma
        return None

    def _regular(self, lemma: str) -> set[str]:
        stressed = broken(lemma) if self.code == "es" else ()
        return {*conjugated(lemma, self.code), *declined(lemma, self.code), *stressed}

    def is_verb(self, lemma: str, word: str, other: str) -> bool | None:
        """Whether these forms of a lemma are a verb's; None when they may be a noun's as well."""
        if word in self.aux or other in self.aux:
            return True
        if self.code == "en":
            return self._is_english_verb(lemma, word, other)
        endings = _INFINITIVES.get(self.code)
        if endings is None:
            return None
        return fold(lemma).endswith(tuple(map(fold, endings))) and not self._is_name(lemma, word, other)

    def _is_name(self, lemma: str, word: str, other: str) -> bool:
        """Nouns and adjectives that look like verbs: cansados, lugar, premier, mare, Zimmern, eigene, кровать."""
        if lemma[:1].isupper():
            return True
        match self.code:
            case "es" | "pt" | "it" | "fr" if all(map(_PARTICIPLES[self.code].fullmatch, map(fold, (word, other)))):
                return True
            case "ru":
                return lemma.endswith("ть") and all(_RU_SOFT.fullmatch(each) for each in (word, other))
            case "it":
                return {word, other} <= {lemma, f"{lemma[:-1]}i"}
            case "fr" if fold(word).endswith(("ere", "eres")) or fold(other).endswith(("ere", "eres")):
                return True
        return all(each in {lemma + ending for ending in _NAMES.get(self.code, ())} for each in (word, other))

    def _is_english_verb(self, lemma: str, word: str, other: str) -> bool | None:
        inflected = [each for each in (word, other) if each != lemma]
        if _NO_PLURALS & {word, other} or any(each.endswith(("er", "est", "ly")) for each in inflected):
            return False
        if any(map(_ENGLISH_VERB.fullmatch, inflected)):
            return True
        plural = {lemma, f"{lemma}s", f"{lemma}es", f"{lemma[:-1]}ies", f"{lemma}'s", f"{lemma}s'"}
        if not {word, other} <= plural:
            return self.may_be_verb(lemma)
        return None if self.may_be_verb(lemma) else False

    def may_be_verb(self, lemma: str) -> bool:
        """Of an English lemma: whether it has a form in -ing."""
        stems = (lemma, lemma.removesuffix("e"), lemma + lemma[-1:])
        return any(self.lemma(f"{stem}ing") is not None for stem in stems)


@lru_cache(maxsize=32)
def _shared(language: str, cache: Path | None, *, built: bool) -> Lexicon:  # noqa: ARG001 (a key: once built, open anew)
    return Lexicon(codes.short(language), open_dictionary(language, cache))


def lexicon(language: str, cache: Path | None) -> Lexicon:
    """Shared in this process."""
    return _shared(language, cache, built=cache is not None and ready(language, cache))
