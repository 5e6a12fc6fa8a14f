"""Dates as people type and read them: `24 Dec`, `24/12`, `el lunes`; written Thu 8 May."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Self

from bot.calendar.days import Days, cldr, weekday
from bot.typed import Unreadable, folded, typed

NEAR = {"today": 0, "hoy": 0, "tomorrow": 1, "manana": 1}
FILLER = re.compile(r"the|of|on|next|this|until|till|el|la|de|del|al|a|hasta|dia|proximo|este")
NUMBERS = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?\.?")
ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
NUMBER = re.compile(r"([0-9]{1,4})(?:st|nd|rd|th|[oa])?")
FURTHEST = timedelta(days=3660)


class LocalDate(date):
    """A date on the class's calendar."""

    @classmethod
    def read(cls, text: str, today: date, language: str = "en") -> Self:
        """Understand `24 Dec`, `24/12`, `24.12.`, `2026-12-24`, `24 de diciembre`, `monday`; raises Unreadable.

        Without a year it is the next such date, today included; a weekday is the next one after today.
        The day stands before the month. Dates in the past or more than ten years ahead are refused.
        """
        answer = typed(text)
        found = _near(answer, today, language) or _in_numbers(answer, today) or _in_words(answer, today, language)
        if not found:
            raise Unreadable("date", answer)
        if found < today:
            raise Unreadable("past", answer)
        if found - today > FURTHEST:
            raise Unreadable("far", answer)
        return cls(found.year, found.month, found.day)

    def text(self, language: str = "en") -> str:
        return day(self, language)


def day(on: date, language: str = "en") -> str:
    """Weekday, day and month: "Thu 8 May", "jue 8 may"."""
    from babel.dates import format_date

    return format_date(on, "EEE d MMM", locale=cldr(language)).replace(".", "")


def _near(answer: str, today: date, language: str) -> date | None:
    if (ahead := NEAR.get(answer)) is not None:
        return today + timedelta(days=ahead)
    words = _words(answer)
    number = weekday(words[0], language) if len(words) == 1 else None
    return None if number is None else Days([number]).after(today)


def _in_numbers(answer: str, today: date) -> date | None:
    if found := ISO.fullmatch(answer):
        return _date(int(found[3]), int(found[2]), int(found[1]), today)
    if found := NUMBERS.fullmatch(answer):
        return _date(int(found[1]), int(found[3]), int(found[4]) if found[4] else None, today)
    return None


def _in_words(answer: str, today: date, language: str) -> date | None:
    words = _words(answer)
    if found := _day_and_month(words, today, language):
        return found
    # Only now may the first word be a weekday: "mar" is March and martes.
    number = weekday(words[0], language) if words else None
    found = _day_and_month(words[1:], today, language)
    if found and number is not None and found.weekday() != number:
        raise Unreadable("weekday", answer)
    return found if number is not None else None


def _day_and_month(words: list[str], today: date, language: str) -> date | None:
    numbers = [number and int(number[1]) for number in map(NUMBER.fullmatch, words)]
    months = [_month(word, language) for word in words]
    year = numbers[2] if len(words) == 3 else None
    if len(words) not in (2, 3) or (len(words) == 3 and not year):
        return None
    match numbers[0], months[1], months[0], numbers[1]:
        case (int(on), int(month), _, _) | (_, _, int(month), int(on)):
            return _date(on, month, year, today)
    return None


def _date(on: int, month: int, year: int | None, today: date) -> date:
    first = today.year if year is None else year + 2000 * (year < 100)
    for candidate in range(first, first + (9 if year is None else 1)):
        try:
            found = date(candidate, month, on)
        except ValueError:  # 29 February comes round only in some years
            continue
        if year is not None or found >= today:
            return found
    raise Unreadable("date", f"{on}/{month}")


def _words(answer: str) -> list[str]:
    return [word for word in re.split(r"[\s,.]+", answer) if word and not FILLER.fullmatch(word)]


def _month(word: str, language: str) -> int | None:
    """The number of a folded month name or a beginning of one, in `language`, English or Spanish."""
    for names in map(_months, (language, "en", "es")):
        if number := names.get(word):
            return number
        for name, number in names.items():
            if len(word) >= 3 and name.startswith(word):
                return number
    return None


@lru_cache(maxsize=8)
def _months(language: str) -> dict[str, int]:
    months = cldr(language).months
    forms = [months[context][width] for width in ("wide", "abbreviated") for context in ("stand-alone", "format")]
    names = {folded(form[number]).strip(" ."): number for form in forms for number in range(1, 13)}
    return names | ({"setiembre": 9} if language[:2] == "es" else {})
