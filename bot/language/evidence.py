"""What one word says about the language it is in."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import regex

from bot.language import codes
from bot.language.dictionary import Dictionary, open_dictionary
from bot.language.everyday import everyday
from bot.language.profiles import Profiles, has_profile
from bot.language.tokens import half_words, is_laughter

# Fitted on single words and lines of news, web pages and short messages in eight languages.
_LETTERS = 0.2  # how much a letter group's log-likelihood counts: neighbouring groups overlap
_KNOWN, _KNOWN_LETTER = 1.5, 0.15  # what a dictionary's word counts, and each of its first eight letters
_EVERYDAY = 2.0  # what one of the hundred commonest words counts besides
_STRANGE, _FAMILIAR = 2.0, 2.0  # what it hints at a third language that no dictionary has a word, and one that has
_STRANGE_LETTERS, _USUAL = 0.03, 5.4  # how much unusual letters do, and what is usual
_NEVER = -30.0
_REMEMBERED = 50_000  # words
_WORTH_REMEMBERING = 24  # letters
_STRETCHED = regex.compile(r"(\p{L})\1{2,}")
_PARTS = regex.compile(r"['\-]")
_INTERJECTIONS = frozenset(
    "ok okay oki okey ah ahh oh ohh eh uh uhm um hm hmm hmmm mm mmm mhm aha ay uy uf uff puf bah wow yay oops ups psst "
    "shh ey ха ах ох эх ого ой хм а-а ok. ой-ой あ え お ㅋㅋ ㅎㅎ".split()
)


class Evidence(NamedTuple):
    """Log-likelihoods, one a language of the class, none if it is in none; `weight` in half-words."""

    scores: tuple[float, ...]
    weight: int
    best: int = 0  # index of the best score
    strange: float = 0.0  # what it hints at a third language
    known: bool = True  # whether the class's languages can have such a word; else it may be a name


class Words:
    """The evidence of words for some languages, worked out once a word."""

    def __init__(self, languages: Sequence[str], cache: Path | None) -> None:
        self._languages = languages
        self._cache = cache
        self._profiles = Profiles(languages)
        self._everyday = [everyday(codes.short(language)) for language in languages]
        self._has_profile = [has_profile(language) for language in languages]
        self._opened: list[Dictionary | None] | None = None
        self._remembered: dict[str, Evidence | None] = {}

    @property
    def _dictionaries(self) -> list[Dictionary | None]:
        if self._opened is None:
            self._opened = [open_dictionary(language, self._cache) for language in self._languages]
        return self._opened

    def of(self, word: str) -> Evidence | None:
        """None for what is no language: laughter, interjections."""
        if word in self._remembered:
            return self._remembered[word]
        if len(self._remembered) >= _REMEMBERED:
            self._remembered.clear()
        found = self._weigh(_STRETCHED.sub(r"\1", word.lower().replace("’", "'")))
        if len(word) <= _WORTH_REMEMBERING:  # not the whole sentences of scripts without spaces
            self._remembered[word] = found
        return found

    def _weigh(self, word: str) -> Evidence | None:
        if is_laughter(word) or word in _INTERJECTIONS:
            return None
        script = codes.script(word)
        possible = [codes.writes(language, script) for language in self._languages]
        if not any(possible):
            return Evidence((), half_words(word))
        if sum(possible) == 1 and not codes.is_shared(script):
            scores = tuple(0.0 if own else _NEVER for own in possible)
            return Evidence(scores, half_words(word), possible.index(True), -_STRANGE)
        return self._compare(word, possible)

    def _compare(self, word: str, possible: Sequence[bool]) -> Evidence | None:
        letters, groups = self._profiles.score(word)
        length = min(len(word), 8)
        usual = -_USUAL * groups
        scores, strange, found = [], [], False
        for own, line, profile, dictionary, everyday_words in zip(
            possible, letters, self._has_profile, self._dictionaries, self._everyday, strict=True
        ):
            if not own or not (profile or dictionary):
                scores.append(_NEVER)
                strange.append(_STRANGE)
                continue
            common = word in everyday_words
            known = common or (dictionary is not None and _knows(dictionary, word))
            found = found or common or (known and dictionary is not None and not dictionary.is_name(word))
            likely = line if profile else usual
            scores.append(_LETTERS * (likely - usual) + known * (_KNOWN + _KNOWN_LETTER * length) + common * _EVERYDAY)
            hint = _STRANGE - known * (_FAMILIAR + _KNOWN_LETTER * length) if dictionary else 0.0
            strange.append(hint - _STRANGE_LETTERS * (likely - usual))
        best = max(range(len(scores)), key=scores.__getitem__)
        if scores[best] == _NEVER:  # nothing is known of any language it could be
            return Evidence((), half_words(word))
        return Evidence(tuple(scores), half_words(word), best, strange[best], found)


def _knows(dictionary: Dictionary, word: str) -> bool:
    if dictionary.lemma(word) is not None:
        return True
    parts = _PARTS.split(word)
    return len(parts) > 1 and all(len(part) < 2 or dictionary.lemma(part) is not None for part in parts)
