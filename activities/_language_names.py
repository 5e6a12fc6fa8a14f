"""Languages by their names: read in English, Spanish and their own language, shown in the reader's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from activities._own_names import OWN_NAMES
from bot.calendar.days import cldr
from bot.language.codes import short
from bot.nearest import nearest
from bot.phrase import T
from bot.refusal import Refusal
from bot.turn import Turn
from bot.typed import folded

OFFERED = ("es", "en", "fr", "de", "it", "pt", "ca", "ru", "zh", "ja", "ar", "ko")
MOST_NATIVES = 3

_NO_LANGUAGE = {"und", "mul", "zxx", "mis", "root"}
_BETWEEN = re.compile(r"\s*[,;/+&]\s*|\s+(?:and|y|e|und|et|i)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LanguageName:
    """What a reader calls a language: "Spanish", "español"."""

    code: str

    def text(self, language: str) -> str:
        return str(cldr(language).languages.get(self.code, self.code))


@dataclass(frozen=True, slots=True)
class LanguageTitle:
    """The same with a capital, as a button has it: "Español"."""

    code: str

    def text(self, language: str) -> str:
        name = LanguageName(self.code).text(language)
        return name[:1].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class OwnTitle:
    """A language as it calls itself: who looks for it may not read another."""

    code: str

    def text(self, language: str) -> str:  # noqa: ARG002
        return LanguageTitle(self.code).text(self.code)


class Target(str):
    """A command's parameter: the language a class learns, as its code."""

    __slots__ = ()

    @classmethod
    def read(cls, typed: str, turn: Turn) -> Self:
        return cls(read_language(typed, turn.language))


class Natives(str):
    """A command's parameter: what the learners speak already, as codes joined by commas."""

    __slots__ = ()

    @classmethod
    def read(cls, typed: str, turn: Turn) -> Self:
        return cls(",".join(read_languages(typed, turn.language)))


def read_language(typed: str, language: str = "en") -> str:
    """The code of a language typed as code or name.

    Raises:
        Refusal: there is no such language; with the nearest one.
    """
    known, word = _names(language), folded(typed[:80])
    code = known.get(word) or known.get(short(word))
    if code:
        return code
    likely = {name: code for name, code in known.items() if code in OWN_NAMES}
    meant = nearest(word, likely, cutoff=75.0) if len(word) > 2 else None
    if meant:
        raise Refusal(
            "I don't know the language “{typed}”. Did you mean {meant}?",
            typed=_brief(typed),
            meant=LanguageName(likely[meant]),
        )
    raise Refusal("I don't know the language “{typed}”. For example: Spanish, or es", typed=_brief(typed))


def read_languages(typed: str, language: str = "en") -> Sequence[str]:
    """The codes of one or a few languages, in the order they were typed.

    Raises:
        Refusal: one of them is not known, or there are too many.
    """
    parts = [part for part in _BETWEEN.split(typed.strip()) if part]
    codes = list(dict.fromkeys(read_language(part, language) for part in parts[: MOST_NATIVES + 1]))
    if not codes:
        raise Refusal("Which language do the learners speak? For example: English, or en")
    if len(codes) > MOST_NATIVES:
        raise Refusal("Three languages at most, please. For example: en,fr")
    return codes


def completions(turn: Turn, typed: str) -> Sequence[str]:  # noqa: ARG001
    """What a language parameter may be completed to: the names the reader knows."""
    return sorted(LanguageName(code).text(turn.language) for code in OWN_NAMES)


def supported(code: str) -> T | None:
    """What the bot cannot do for a language it has no profile or dictionary of; None when it knows both."""
    from bot.language.dictionary import has_dictionary
    from bot.language.profiles import has_profile

    name = LanguageName(code)
    if has_dictionary(code):
        return None
    if has_profile(code):
        return T("I don't know the word forms of {language} yet: a word counts as it is written.", language=name)
    return T(
        "I know little {language} yet: a word counts as it is written, and I cannot count its words in a message.",
        language=name,
    )


def _brief(typed: str) -> str:
    return typed if len(typed) <= 30 else typed[:29] + "…"


@lru_cache(maxsize=8)
def _names(language: str) -> dict[str, str]:
    """Folded name or code → code; codes win, then English, Spanish, the reader's and each language's own name."""
    named = [(code, cldr(spoken).languages.get(code, "")) for spoken in (language, "es", "en") for code in _codes()]
    own = [(code, name.replace("_", " ")) for code, names in OWN_NAMES.items() for name in names.split()]
    codes = [(code, code) for code in _codes()]
    return {folded(name): code for code, name in [*own, *named, *codes] if name}


@lru_cache(maxsize=1)
def _codes() -> Sequence[str]:
    names = [str(code) for code in cldr("en").languages]
    return [code for code in names if 2 <= len(code) <= 3 and code not in _NO_LANGUAGE]
