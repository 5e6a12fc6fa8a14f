"""Reads pasted lines into rows that can be kept, and names each line that cannot with the reason why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

import regex

from bot.language.articles import articles
from bot.language.tokens import fold
from bot.phrase import Phrase, T
from bot.refusal import Refusal

MOST_LINES = 1000
MOST_CHARACTERS = 200_000
LONGEST_AIM = 80

_LINE_END = regex.compile(r"\r\n|[\n\r\u2028\u2029]")
_HIDDEN = regex.compile(
    r"[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
# they shape words of some scripts and join emoji; elsewhere they only hide
_STRAY_JOINER = regex.compile(
    r"(?:(?<=^|[\s\p{P}\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}])[\u200c\u200d]+|[\u200c\u200d]+(?=\s|$))"
)
_BULLET = regex.compile(r"\A(?:[-–•*·]\s+|\d{1,4}[.)]\s+)")
_LETTER = regex.compile(r"\p{L}")
_PIECES = regex.compile(r"[\p{L}\p{M}\p{N}\u200c\u200d]+")
_WIDE = str.maketrans("＝｜；＃", "=|;#")


@dataclass(frozen=True, slots=True)
class Row:
    """One line that can be kept: its fields by name and the aim it stands under."""

    number: int
    fields: Mapping[str, str]
    aim: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One line that cannot be kept, and why."""

    number: int
    why: Phrase


@dataclass(slots=True)
class Read:
    """What was read of a text, in its order."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.rows) + len(self.problems)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a line holds: its fields with their longest length, how it is cut, and what is said where it is wrong."""

    fields: Mapping[str, int]
    cut: Callable[[str], list[str]]
    missing: str
    too_long: Mapping[str, str]
    most_words: int = 0


def clean(text: str) -> str:
    """One line without what nobody sees: control, zero-width and direction characters; NFC, single blanks."""
    if not text.isprintable():
        text = _STRAY_JOINER.sub("", _HIDDEN.sub("", text.replace("\t", " ")))
    return " ".join(text.split()) if text.isascii() else " ".join(normalize("NFC", text).split())


def read(text: str, shape: Shape, most: int = MOST_LINES) -> Read:
    """Read a pasted text line by line; `# …` is the aim of what stands below it.

    Raises:
        Refusal: it is too much at once.
    """
    pasted = _LINE_END.split(text)
    if len(pasted) > most or len(text) > most * MOST_CHARACTERS // MOST_LINES:
        raise Refusal("That is a lot at once. Please send me {most} lines first, then the others.", most=most)
    found, aim = Read(), ""
    for number, line in enumerate(pasted, start=1):
        stripped = line.translate(_WIDE).strip()
        if stripped.startswith("#"):
            aim = clean(stripped.lstrip("#"))
            if len(aim) > LONGEST_AIM:
                found.problems.append(_long_aim(number))
                aim = ""
        elif clean(stripped):
            _take(found, shape, number, _BULLET.sub("", stripped, count=1), aim)
    return found


def _take(found: Read, shape: Shape, number: int, line: str, aim: str) -> None:
    values = [clean(part) for part in shape.cut(line)]
    keep(found, shape, number, dict(zip(shape.fields, [*values, *[""] * len(shape.fields)], strict=False)), aim)


def keep(found: Read, shape: Shape, number: int, fields: Mapping[str, str], aim: str) -> None:
    """Add a line's fields, or what is wrong with them."""
    if len(aim) > LONGEST_AIM:
        found.problems.append(_long_aim(number))
        return
    why = next(_faults(shape, fields), None)
    if why is None:
        found.rows.append(Row(number, fields, aim))
    else:
        found.problems.append(Problem(number, why))


def _long_aim(number: int) -> Problem:
    return Problem(number, T("the aim is longer than {most} characters", most=LONGEST_AIM))


def _faults(shape: Shape, fields: Mapping[str, str]) -> Iterator[Phrase]:
    first = next(iter(shape.fields))
    if not _LETTER.search(fields[first]):
        yield T(shape.missing)
    for name, longest in shape.fields.items():
        if len(fields[name]) > longest:
            yield T(shape.too_long[name], most=longest)
    if shape.most_words and len(fields[first].split()) > shape.most_words:
        yield T("it has more than {most} words", most=shape.most_words)


def same(text: str, language: str) -> str:
    """What two spellings of a card or question have in common: no articles, case, accents or signs."""
    words = [fold(word) for word in _PIECES.findall(text)]
    small = articles(language)
    big = [word for word in words if word not in small] or words
    return " ".join(big)
