"""Times of day as people type and read them, without a zone: `8am`, `18.30`, `18h`; written 18:30."""

import re
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from typing import Self

from bot.calendar.dates import LocalDate, day
from bot.calendar.days import Days
from bot.typed import Unreadable, typed

__all__ = ["Days", "LocalDate", "LocalTime", "Unreadable", "When", "clock", "day", "when"]

WORDS = {word: time(12) for word in ("noon", "midday", "12 noon", "mediodia", "al mediodia", "a mediodia")} | {
    word: time(0) for word in ("midnight", "medianoche", "a medianoche")
}
SHAPES = (
    re.compile(
        r"(?:at |a las? |las? )?(?P<hour>[0-9]{1,2})"
        r"(?: ?[:.,h] ?(?P<minute>[0-9]{2}))?(?::00)? ?(?:hs?|hrs?|horas?|o'clock)?\.?"
        r"(?: ?(?P<half>[ap])\.? ?m\.?)?"
    ),
    re.compile(r"(?P<hour>[0-9]{1,2})(?P<minute>[0-9]{2}) ?h?(?: ?(?P<half>[ap])\.? ?m\.?)?"),
)


class LocalTime(time):
    """A time of day on the class's clock; `str()` is the form to store and to show ("08:00")."""

    @classmethod
    def read(cls, text: str) -> Self:
        """Understand `08:00`, `8`, `8:30pm`, `18.30`, `18h30`, `1830`, `noon`; raises Unreadable."""
        return cls.readings(text)[0]

    @classmethod
    def readings(cls, text: str) -> tuple[Self, ...]:
        """The time, and the one twelve hours later where `8:05` may have been read off a twelve-hour clock."""
        answer = typed(text)
        if word := WORDS.get(answer):
            return (cls(word.hour),)
        found = next((match for shape in SHAPES if (match := shape.fullmatch(answer))), None)
        if not found:
            raise Unreadable("time", answer)
        hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
        if hour > 23 or (half and not 1 <= hour <= 12):
            raise Unreadable("hour", answer)
        if minute > 59:
            raise Unreadable("minute", answer)
        if half:
            return (cls(hour % 12 + 12 * (half == "p"), minute),)
        if 1 <= hour <= 12 and not found["hour"].startswith("0"):
            return cls(hour, minute), cls((hour + 12) % 24, minute)
        return (cls(hour, minute),)

    def text(self, language: str = "en") -> str:  # noqa: ARG002 - every language here writes 18:30
        return str(self)

    def __str__(self) -> str:
        return f"{self.hour:02}:{self.minute:02}"


@dataclass(frozen=True, slots=True)
class When:
    """A moment as a reader in `zone` says it: "Thu 8 May, 20:00", "jue 8 may, 20:00"; never *tomorrow*."""

    moment: datetime
    zone: tzinfo

    def text(self, language: str = "en") -> str:
        return f"{day(self.moment.astimezone(self.zone).date(), language)}, {clock(self.moment, self.zone)}"


def when(moment: datetime, zone: tzinfo, language: str = "en") -> str:
    """`When(moment, zone)` in one language."""
    return When(moment, zone).text(language)


def clock(moment: datetime, zone: tzinfo) -> str:
    """The time of day in `zone`: "20:00"."""
    return f"{moment.astimezone(zone):%H:%M}"
