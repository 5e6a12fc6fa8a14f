"""Everything a list of cards may look like in a text, worked out once: forms, phrases, and what only looks like one."""

from collections.abc import Iterator, Sequence

from bot.language.cards import Reading, readings
from bot.language.dictionary import Dictionary
from bot.language.everyday import spellings
from bot.language.inflection import inflections, without_pronoun
from bot.language.irregular import irregular
from bot.language.phrases import Phrase, separated
from bot.language.spaceless import is_spaceless
from bot.language.tokens import fold

_ROMANCE = ("ar", "er", "ir", "or")
_INFINITIVES = {
    "es": _ROMANCE,
    "pt": _ROMANCE,
    "gl": _ROMANCE,
    "ca": (*_ROMANCE, "re"),
    "fr": ("er", "ir", "re"),
    "it": ("are", "ere", "ire", "rre"),
    "de": ("en", "ern", "eln"),
    "nl": ("en",),
    "ru": ("ть", "ти", "чь", "ться", "тись", "чься"),
    "uk": ("ти", "тися"),
}
_PARTICLES = frozenset("up down in out on off away back over after for through around along about into at".split())
_NEAR, _APART, _FAR = 3, 5, 99  # words between two of a phrase; the last is as long as a clause may be
_ACCENTED = {"es", "pt", "fr", "it", "de", "pl"}
_ROMANCE_VERBS = {"es", "pt", "fr", "it"}


class Expansion:
    """Cards by what stands for them, folded; a card is the index in the list."""

    def __init__(self, cards: Sequence[str], code: str, dictionary: Dictionary | None) -> None:
        self._code, self._dictionary = code, dictionary
        self.single: dict[str, set[int]] = {}
        self.others: dict[str, set[int]] = {}  # common words that only an accent keeps apart from a form
        self.verbs: dict[str, set[int]] = {}
        self.lemmas: dict[str, set[int]] = {}  # filled while the dictionary cannot expand
        self.phrases: dict[str, list[Phrase]] = {}  # by the forms of their first word
        self.unspaced: list[tuple[str, int]] = []
        for card, written in enumerate(cards):
            for reading in readings(written, code):
                if is_spaceless(reading.words[0]):
                    self.unspaced.append((reading.words[0], card))
                elif len(reading.words) == 1:
                    self._add_word(reading, card)
                else:
                    self._add_phrase(reading, card)

    def is_verb(self, word: str) -> bool:
        """Whether it looks like an infinitive; English ones look like anything."""
        endings = _INFINITIVES.get(self._code)
        return endings is not None and fold(word).endswith(endings) and not word[:1].isupper()

    def _forms(self, word: str, *, noun: bool = False, lemma_too: bool = True) -> set[str]:
        return inflections(word, self._code, self._dictionary, noun=noun, lemma_too=lemma_too)

    def _lemma(self, word: str) -> str:
        return (self._dictionary and self._dictionary.lemma(word)) or word

    def _add_word(self, reading: Reading, card: int) -> None:
        word = without_pronoun(reading.words[0], self._code)
        lemma = self._lemma(word)
        if self._code in _ROMANCE_VERBS and self.is_verb(lemma) and not self.is_verb(word):
            lemma = word  # the summer is été, and so is been
        forms = self._forms(word, noun=reading.noun, lemma_too=lemma != word)
        for form in forms:
            self.single.setdefault(form, set()).add(card)
            self.single.setdefault(form.replace("-", ""), set()).add(card)
            if self.is_verb(word):
                self.verbs.setdefault(form, set()).add(card)
        for other in self._strangers({word.lower(), lemma.lower(), *irregular(word, self._code)}, forms):
            self.others.setdefault(other, set()).add(card)
        if self._dictionary is not None and not self._dictionary.expands:
            self.lemmas.setdefault(lemma.lower(), set()).add(card)
        if (parts := separated(word, self._code)) and not reading.noun:
            self._add(Phrase((frozenset(self._forms(parts[1])), frozenset([fold(parts[0])])), card, _FAR, last=True))

    def _strangers(self, own: set[str], forms: set[str]) -> Iterator[str]:
        """Common words that are spelled like a form but for an accent: te beside té, à beside a; none of its own."""
        if self._code not in _ACCENTED:
            return
        for form in forms & spellings(self._code).keys():
            yield from (word for word in spellings(self._code)[form] if not {word, self._lemma(word).lower()} & own)

    def _add_phrase(self, reading: Reading, card: int) -> None:
        bare = [without_pronoun(word, self._code) for word in reading.words]
        words = tuple(frozenset(self._forms(word)) for word in bare)
        verb = reading.verb or self.is_verb(bare[0])
        particle = self._code == "en" and not _PARTICLES.isdisjoint(bare[1:])
        self._add(Phrase(words, card, gap=_NEAR if verb or particle else 0))
        if self._code in {"de", "nl"} and self.is_verb(bare[-1]):
            self._add(Phrase((words[-1], *words[:-1]), card, _APART))

    def _add(self, phrase: Phrase) -> None:
        for form in phrase.words[0]:
            self.phrases.setdefault(form, []).append(phrase)
