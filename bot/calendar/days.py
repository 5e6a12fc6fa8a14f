"""The days of the week a schedule runs on: read from what people type, written as people say it."""

import operator
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Self, TypeAlias

from bot.typed import Unreadable, folded, typed

if TYPE_CHECKING:
    from babel import Locale

KEYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SPANISH = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
KNOWN = tuple((folded(name), number) for names in (ENGLISH, SPANISH) for number, name in enumerate(names))
LETTERS = {"l": 0, "x": 2, "j": 3, "v": 4}  # Spanish timetables write L-V; M, S and D are not clear enough

# In this order: "todos los días laborables" must not be taken for "todos los días".
GROUPS = {
    "sat-sun": r"(every |each )?weekends?|((todos )?los |cada )?(fin(es)? de semana|findes?)",
    "mon-fri": r"(every |each )?(weekdays?|work(ing )?days?)|((todos )?los |cada )?(dias? )?laborables?|entre semana",
    "mon-sun": r"daily|every ?day|each day|all days|all week|(a )?diario|diariamente|cada dia|todos los dias",
}
UNTIL = re.compile(r"[\s.]*(?:[-‐–—~]|\.\.|\b(?:to|through|thru|al?|hasta)\b)\s*")
BETWEEN = re.compile(r"[\s,;/&+|.、،]+")
FILLER = re.compile(r"on|every|each|the|from|and|y|e|los|las|el|la|cada|todos|de|del|desde|et|und")


@dataclass(frozen=True, slots=True, init=False)
class Days:
    """One to seven weekdays, Monday = 0, sorted; `str()` is the form to store ("mon,thu")."""

    numbers: tuple[int, ...]

    def __init__(self, numbers: Iterable[int]) -> None:
        chosen = tuple(sorted({operator.index(number) for number in numbers}))
        if not chosen or chosen[0] < 0 or chosen[-1] > 6:
            raise ValueError("days are numbers from 0 (Monday) to 6 (Sunday), at least one")
        object.__setattr__(self, "numbers", chosen)

    @classmethod
    def read(cls, text: str, language: str = "en") -> Self:
        """Understand `mon,thu`, `weekdays`, `lun-vie`, `lunes y jueves`; raises Unreadable.

        English and Spanish are always understood, alone or mixed; so are the weekday names of `language`.
        """
        answer = typed(text)
        for name, number in _foreign(language).items():
            if not name.isalpha():
                answer = answer.replace(name, KEYS[number])
        for span, pattern in GROUPS.items():
            answer = re.sub(rf"\b(?:{pattern})\b", f" {span} ", answer)
        words = [word for word in BETWEEN.split(UNTIL.sub("-", answer)) if word and not FILLER.fullmatch(word)]
        if not words:
            raise Unreadable("empty")
        return cls(number for word in words for number in _span(word, language))

    def text(self, language: str = "en") -> str:
        """The days as a sentence says them: "on Mondays and Thursdays", "los lunes y jueves"; `read` understands it."""
        names = [_plural(number, language) for number in self.numbers]
        match language[:2], self.numbers:
            case "en", (0, 1, 2, 3, 4, 5, 6):
                return "every day"
            case "es", (0, 1, 2, 3, 4, 5, 6):
                return "todos los días"
            case "en", (0, 1, 2, 3, 4):
                return "Monday to Friday"
            case "es", (0, 1, 2, 3, 4):
                return "de lunes a viernes"
            case "en", _:
                return f"on {_listed(names, 'and')}"
            case "es", _:
                return f"los {_listed(names, 'y')}"
        return ", ".join(names)

    def after(self, day: date) -> date:
        """The first of these days later than `day`."""
        return next(later for later in (day + timedelta(days=n) for n in range(1, 8)) if later.weekday() in self)

    def __iter__(self) -> Iterator[int]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    def __contains__(self, number: object) -> bool:
        return number in self.numbers

    def __str__(self) -> str:
        return ",".join(KEYS[number] for number in self.numbers)


DaysLike: TypeAlias = Days | str | Iterable[int | str]


def weekdays(days: DaysLike) -> frozenset[int]:
    """Weekday numbers of whatever names days; raises ValueError. No days at all are an empty set."""
    if isinstance(days, str):
        return frozenset(Days.read(days))
    numbers = [number for day in days for number in (Days.read(day) if isinstance(day, str) else (day,))]
    return frozenset(Days(numbers)) if numbers else frozenset()


def weekday(word: str, language: str = "en") -> int | None:
    """The number of a folded weekday name, plural or beginning of one ("tues", "mier"), or None."""
    if (number := _foreign(language).get(word)) is not None:
        return number
    for start in (word, word.removesuffix("s")):
        for name, number in (*KNOWN, *_foreign(language).items()):
            if len(start) >= 2 and name.startswith(start):
                return number
    return LETTERS.get(word)


def _span(word: str, language: str) -> Iterable[int]:
    ends = [weekday(end, language) for end in word.split("-")]
    match ends:
        case [int(day)]:
            return (day,)
        case [int(first), int(last)]:
            return ((first + step) % 7 for step in range((last - first) % 7 + 1))
    raise Unreadable("word", word)


def _listed(names: list[str], last: str) -> str:
    return f" {last} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _plural(number: int, language: str) -> str:
    match language[:2]:
        case "en":
            return f"{ENGLISH[number]}s"
        case "es":
            return SPANISH[number] + "s" * (number > 4)
    return next(name for name, day in _names(language) if day == number)


@lru_cache
def _foreign(language: str) -> dict[str, int]:
    """Folded weekday names of other languages, the longest first."""
    if language[:2] in {"en", "es"}:
        return {}
    names = {folded(name).strip(" ."): number for name, number in _names(language)}
    return dict(sorted(names.items(), key=lambda entry: -len(entry[0])))


def _names(language: str) -> list[tuple[str, int]]:
    days = cldr(language).days
    forms = [
        days[context][width] for width in ("wide", "abbreviated", "short") for context in ("stand-alone", "format")
    ]
    return [(form[number], number) for form in forms for number in range(7)]


def cldr(language: str) -> "Locale":
    """Babel's names for one language; English where it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
