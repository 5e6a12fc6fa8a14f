"""Finds which of a word list's words a text uses, in any form, any case, with or without accents, in any script."""

from collections.abc import Sequence
from pathlib import Path

import regex

from bot.language import codes
from bot.language.articles import articles
from bot.language.attached import stems
from bot.language.dictionary import open_dictionary, passing
from bot.language.expansion import Expansion
from bot.language.inflection import without_pronoun
from bot.language.phrases import clauses, occurs
from bot.language.spaceless import Runs
from bot.language.tokens import fold, plain, tokens

_JOINED = regex.compile(r"['\-]")
_ATTACHED_TO_VERBS = {"es", "it"}
_HOSTS = ("r", "re", "ndo")  # infinitive and gerund take pronouns at their end: verlas, viéndolas

_ELIDED = frozenset("bcdjlmnqst")  # what is left of a French or Italian small word: l'eau, s'il
_REMEMBERED = 2_000  # words
_LONGEST = 40  # letters of a word that may have something attached


class Forms:
    """The cards' headwords, expanded once into all their forms; then a text costs a look-up a word.

    `cache` is the folder given to `bot.language.dictionary.build`. Before the build a word's lemma is looked up in
    the text instead (slower, and accents count in irregular forms); without a folder the first list of a language
    waits some seconds for a build that goes with the process. A language without a dictionary matches as written
    and by its regular forms.
    """

    def __init__(self, cards: Sequence[str], language: str, cache: Path | None = None) -> None:
        self._code = codes.short(language)
        self._dictionary = open_dictionary(language, cache or passing(language))
        self._expansion = Expansion(cards, self._code, self._dictionary)
        self._met: dict[str, tuple[set[int], bool]] = {}
        self._runs = Runs(self._expansion.unspaced, self._code)

    def used(self, text: str) -> set[int]:
        """Indices of the cards whose word the text uses; links and mentions use none."""
        text = plain(text)
        found = self._runs.used(text)
        begun = False
        for token in tokens(text):
            cards, begins = self._met.get(token) or self._meet(token)
            found |= cards
            begun = begun or begins
        return found | self._said(text) if begun else found

    def _meet(self, token: str) -> tuple[set[int], bool]:
        """The cards it stands for, and whether a phrase may begin with it; remembered."""
        if len(self._met) >= _REMEMBERED:
            self._met.clear()
        begins = any(part in self._expansion.phrases for part in _JOINED.split(fold(token)))
        met = self._met[token] = self._cards_of(token), begins
        return met

    def _said(self, text: str) -> set[int]:
        small = articles(self._code)
        found = set()
        for clause in clauses(text):
            phrases = {phrase for word in clause for phrase in self._expansion.phrases.get(word, ())}
            found |= {phrase.card for phrase in phrases if occurs(phrase, clause, small)}
        return found

    def _cards_of(self, token: str) -> set[int]:
        folded = fold(token)
        if found := self._expansion.single.get(folded):
            return found - self._expansion.others.get(token.lower(), set()) if self._expansion.others else found
        if "'" in folded or "-" in folded:
            return self._cards_of_parts(folded) or self._by_lemma(token)
        if len(folded) > _LONGEST:
            return set()
        return self._attached(folded, token) or self._by_lemma(token)

    def _cards_of_parts(self, folded: str) -> set[int]:
        single = self._expansion.single
        whole = single.get(folded.replace("-", ""), set())
        return whole.union(*(single.get(part, set()) for part in _JOINED.split(folded) if part not in _ELIDED))

    def _attached(self, folded: str, token: str) -> set[int]:
        verbs = self._code in _ATTACHED_TO_VERBS
        hosts = self._expansion.verbs if verbs else self._expansion.single
        for stem in stems(folded, self._code):
            found = hosts.get(stem)
            if found and (not verbs or stem.endswith(_HOSTS) or self._may_be_verb(token)):
                return found
        return set()

    def _may_be_verb(self, token: str) -> bool:
        """Not a word of its own that only looks like one with pronouns: velas is candles."""
        lemma = self._dictionary.lemma(token) if self._dictionary else None
        return lemma is None or self._expansion.is_verb(without_pronoun(lemma, self._code))

    def _by_lemma(self, token: str) -> set[int]:
        if not self._expansion.lemmas or self._dictionary is None:
            return set()
        return self._expansion.lemmas.get((self._dictionary.lemma(token) or "").lower(), set())
