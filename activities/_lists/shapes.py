"""What a line of the word list and of the list of questions holds, how it is cut, and how it is kept."""

from __future__ import annotations

import regex

from activities._lists.lines import Row, Shape, clean
from bot.phrase import later

_COMMAS = regex.compile(r"[,;、，]")
_SEPARATOR = regex.compile(r"[;|]| [-–—] ")


def cut_card(line: str) -> list[str]:
    """`word = translation | example | note`; a tab, `;` or ` - ` do as well."""
    if "\t" in line:
        return _joined([part for cell in line.split("\t") for part in cell.split("|")])
    word, equals, rest = line.partition("=")
    if not equals or "|" in word:
        separator = _SEPARATOR.search(line)
        if separator is None:
            return [line]
        word, rest = line[: separator.start()], line[separator.end() :]
        if separator.group() == ";" and "|" not in rest:
            return _joined([word, *rest.split(";")])
    return _joined([word, *rest.split("|")])


def _joined(parts: list[str]) -> list[str]:
    """Four parts at most: what is left over belongs to the note."""
    return [*parts[:3], " | ".join(part.strip() for part in parts[3:])]


def cut_question(line: str) -> list[str]:
    """`question | starter | words | culture note`; a tab does as well."""
    parts = line.split("\t" if "\t" in line else "|")
    return _joined(parts)


CARDS = Shape(
    fields={"word": 80, "translation": 120, "example": 200, "note": 300},
    cut=cut_card,
    missing=later("there is no word at its beginning"),
    too_long={
        "word": later("its word is longer than {most} characters"),
        "translation": later("its translation is longer than {most} characters"),
        "example": later("its example is longer than {most} characters"),
        "note": later("its note is longer than {most} characters"),
    },
)

QUESTIONS = Shape(
    fields={"question": 500, "starter": 200, "words": 300, "note": 500},
    cut=cut_question,
    missing=later("there is no question at its beginning"),
    too_long={
        "question": later("its question is longer than {most} characters"),
        "starter": later("its starter is longer than {most} characters"),
        "words": later("its words are longer than {most} characters"),
        "note": later("its note is longer than {most} characters"),
    },
    most_words=60,
)


def as_card(row: Row) -> dict[str, str]:
    """The columns of a card."""
    return {**row.fields, "aim": row.aim}


def as_question(row: Row) -> dict[str, str]:
    """The columns of a question; its words, cut at commas, are kept one a line."""
    words = [clean(word) for word in _COMMAS.split(row.fields["words"])]
    return {**row.fields, "words": "\n".join(word for word in words if word), "aim": row.aim}
