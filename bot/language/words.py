"""Finds which of a word list's words a text uses, in any form, any case, with or without accents, in any script."""

from collections.abc import Sequence
from pathlib import Path

import regex

from bot.language import codes
from bot.language.articles import articles
from bot.language.attached import stems
from bot.language.cards import Reading, readings
from bot.language.dictionary import open_dictionary
from bot.language.everyday import everyday
from bot.language.inflection import inflections
from bot.language.irregular import irregular
from bot.language.phrases import Phrase, clauses, occurs, separated
from bot.language.spaceless import Runs, is_spaceless
from bot.language.tokens import fold, tokens

_JOINED = regex.compile(r"['\-]")
_VERBAL = regex.compile(r"[ae]r|ir|re|oir|en|ть|ти")
_PARTICLES = frozenset("up down in out on off away back over after for through around along about into at".split())
_FAR = 99  # words: as long as a clause may be
_ATTACHED_TO_VERBS = {"es", "it"}


class Forms:
    """The cards' headwords, expanded once into all their forms; then a text costs a look-up a word.

    `cache` is the folder given to `bot.language.dictionary.build`. Before the build a word's lemma is looked up in the
    text instead (slower, and accents count in irregular forms); without a folder everything is made in memory, which
    takes seconds at first use. A language without a dictionary matches as written and by its regular forms.
    """

    def __init__(self, cards: Sequence[str], language: str, cache: Path | None = None) -> None:
        self._code = codes.short(language)
        self._dictionary = open_dictionary(language, cache)
        self._single: dict[str, set[int]] = {}
        self._accented: dict[str, set[int]] = {}  # forms that are another common word without their accents
        self._verbs: dict[str, set[int]] = {}
        self._lemmas: dict[str, set[int]] = {}
        self._phrases: list[Phrase] = []
        runs: list[tuple[str, int]] = []
        for index, card in enumerate(cards):
            for reading in readings(card, self._code):
                if is_spaceless(reading.words[0]):
                    runs.append((reading.words[0], index))
                elif len(reading.words) == 1:
                    self._add_word(reading, index)
                else:
                    self._add_phrase(reading, index)
        self._runs = Runs(runs, self._code)

    def used(self, text: str) -> set[int]:
        """Indices of the cards whose word the text uses."""
        found = self._runs.used(text)
        for token in tokens(text):
            found |= self._cards_of(token)
        if self._phrases:
            small = articles(self._code)
            for clause in clauses(text):
                found |= {each.card for each in self._phrases if each.card not in found and occurs(each, clause, small)}
        return found

    def _cards_of(self, token: str) -> set[int]:
        folded = fold(token)
        found = self._single.get(folded, set())
        if self._accented and folded != token.lower():
            found = found | self._accented.get(folded, set())
        if found:
            return found
        if "'" in folded or "-" in folded:
            return self._cards_of_parts(folded)
        return self._attached(folded, token) or self._by_lemma(token)

    def _cards_of_parts(self, folded: str) -> set[int]:
        whole = self._single.get(folded.replace("-", ""), set())
        return whole.union(*(self._single.get(part, set()) for part in _JOINED.split(folded)))

    def _attached(self, folded: str, token: str) -> set[int]:
        hosts = self._verbs if self._code in _ATTACHED_TO_VERBS else self._single
        for stem in stems(folded, self._code):
            if found := hosts.get(stem):
                nominal = stem.endswith(("r", "re", "ndo"))
                if (
                    nominal
                    or hosts is self._single
                    or self._dictionary is None
                    or self._dictionary.lemma(token) is None
                ):
                    return found
        return set()

    def _by_lemma(self, token: str) -> set[int]:
        if not self._lemmas or self._dictionary is None:
            return set()
        return self._lemmas.get((self._dictionary.lemma(token) or "").lower(), set())

    def _forms(self, word: str, *, noun: bool) -> set[str]:
        return inflections(word, self._code, self._dictionary, noun=noun)

    def _add_word(self, reading: Reading, index: int) -> None:
        word = reading.words[0]
        forms = self._forms(word, noun=reading.noun)
        needs_accent = self._strangers(word, forms)
        for form in forms:
            place = self._accented if form in needs_accent else self._single
            place.setdefault(form, set()).add(index)
            place.setdefault(form.replace("-", ""), set()).add(index)
            if _VERBAL.search(fold(word)[-4:]):
                self._verbs.setdefault(form, set()).add(index)
        if self._dictionary is not None and not self._dictionary.expands:
            self._lemmas.setdefault((self._dictionary.lemma(word) or word).lower(), set()).add(index)
        if self._code == "de" and (parts := separated(word)) and not word[:1].isupper():
            words = (frozenset(self._forms(parts[1], noun=False)), frozenset([parts[0]]))
            self._phrases.append(Phrase(words, index, _FAR, last=True))

    def _strangers(self, word: str, forms: set[str]) -> set[str]:
        """Forms that without their accent are another word: té, sé; not what the card itself is written like."""
        own = {word.lower(), *irregular(fold(word), self._code)}
        common = {form for form in forms & everyday(self._code) if form not in own}
        if self._dictionary is None:
            return common
        lemma = (self._dictionary.lemma(word) or word).lower()
        return {form for form in common if (self._dictionary.lemma(form) or "").lower() not in {lemma, word.lower()}}

    def _add_phrase(self, reading: Reading, index: int) -> None:
        words = tuple(frozenset(self._forms(word, noun=False)) for word in reading.words)
        verb = reading.verb or self._is_verb(reading.words[0])
        particle = self._code == "en" and not _PARTICLES.isdisjoint(reading.words[1:])
        self._phrases.append(Phrase(words, index, gap=3 if verb or particle else 0))
        if self._code in {"de", "nl"} and self._is_verb(reading.words[-1]):
            self._phrases.append(Phrase((words[-1], *words[:-1]), index, gap=5))

    def _is_verb(self, word: str) -> bool:
        return self._code != "en" and _VERBAL.fullmatch(fold(word)[-2:]) is not None and not word[:1].isupper()
