"""Phrases: sentences of ours with escaped values, put into a reader's language only when the reader is known."""

from __future__ import annotations

import gettext
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from string import Formatter
from typing import Protocol, runtime_checkable

from bot.text import EMPTY, Span, Style, Text, join, plain

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_PIECES = Formatter()
_TURNING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Controls, and marks that turn the direction of the sentence around them; no value needs them."""


@runtime_checkable
class Localised(Protocol):
    """A value that reads differently in each language: a date, a list of days."""

    def text(self, language: str) -> str: ...


@runtime_checkable
class Moment(Localised, Protocol):
    """A value that is a moment, which a platform may show on each reader's own clock."""

    @property
    def moment(self) -> datetime: ...


class T:
    """A sentence to translate: `T("Hi {name}.", name=ana)`; `**…**` in the sentence, never in a value, is bold."""

    __slots__ = ("context", "count", "plural", "sentence", "values")

    def __init__(self, sentence: str, /, **values: Value) -> None:
        self.sentence = sentence
        self.plural: str | None = None
        self.count = 0
        self.values = values

    def __repr__(self) -> str:
        return f"T({self.sentence!r})"


class N(T):
    """A sentence that changes with a number: `N("{n} word", "{n} words", n=3)`."""

    def __init__(self, one: str, many: str, /, n: int, **values: Value) -> None:
        super().__init__(one, n=n, **values)
        self.plural, self.count = many, n


@dataclass(frozen=True, slots=True)
class Joined:
    """Several phrases with a separator between them."""

    parts: tuple[Phrase, ...]
    separator: str = "\n"


@dataclass(frozen=True, slots=True)
class Styled:
    """A phrase in one style."""

    phrase: Phrase
    style: Style


Phrase = T | Text | Joined | Styled | Localised | str
Value = Phrase | int


def later(sentence: str) -> str:
    """A sentence of ours that is put into a language where it is used, such as an activity's title."""
    return sentence


def lines(*parts: Phrase | None) -> Joined:
    """One phrase a line; what is None is left out."""
    return Joined(tuple(part for part in parts if part is not None))


def listing(parts: Sequence[Phrase], separator: str = ", ") -> Joined:
    return Joined(tuple(parts), separator)


def strong(phrase: Phrase) -> Styled:
    return Styled(phrase, Style.BOLD)


def quoted(phrase: Phrase) -> Styled:
    return Styled(phrase, Style.QUOTE)


class Languages:
    """The interface languages there are, each with its translations; English stands in the code."""

    def __init__(self, translations: dict[str, gettext.NullTranslations]) -> None:
        self._translations = {"en": gettext.NullTranslations(), **translations}

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self._translations)

    def nearest(self, *wanted: str | None) -> str:
        """The first wanted language there is, by its main part ("es-MX" → "es"); English if none."""
        for code in wanted:
            short = re.split(r"[-_]", code)[0].lower() if code else ""
            if short in self._translations:
                return short
        return "en"

    def render(self, phrase: Phrase, language: str) -> Text:
        """Put a phrase into a language; values stay as they were typed, and cannot reach beyond their place."""
        match phrase:
            case str():
                return plain(_TURNING.sub("", phrase))
            case Text():
                return phrase
            case T():
                return self._sentence(phrase, language)
            case Joined(parts, separator):
                return join(separator, [self.render(part, language) for part in parts])
            case Styled(inner, style):
                return Text.of(Span(span.text, style) for span in self.render(inner, language))
            case Moment():
                return Text.of([Span(phrase.text(language), Style.TIME, str(int(phrase.moment.timestamp())))])
            case _:
                return plain(phrase.text(language))

    def word(self, sentence: str, language: str) -> str:
        """One of our own strings (a label, a description) in a language."""
        return self._translations[self.nearest(language)].gettext(sentence) if sentence else ""

    def _sentence(self, phrase: T, language: str) -> Text:
        table = self._translations[self.nearest(language)]
        if phrase.plural is None:
            template = table.gettext(phrase.sentence) if phrase.sentence else ""
        else:
            template = table.ngettext(phrase.sentence, phrase.plural, phrase.count)
        result = EMPTY
        for number, part in enumerate(_BOLD.split(template)):
            style = Style.BOLD if number % 2 else Style.PLAIN
            result += self._filled(part, phrase, language, style)
        return result

    def _filled(self, template: str, phrase: T, language: str, style: Style) -> Text:
        spans: list[Span] = []
        for literal, name, _, _ in _PIECES.parse(template):
            spans.append(Span(literal, style))
            if name is None:
                continue
            value = phrase.values[name]
            filled = self.render(str(value) if isinstance(value, int) else value, language)
            spans.extend(Span(s.text, style if s.style is Style.PLAIN else s.style, s.url) for s in filled)
        return Text.of(spans)
