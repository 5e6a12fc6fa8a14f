"""An average as a person reads it: one place, behind the mark of their language."""

from __future__ import annotations

from dataclasses import dataclass

from bot.calendar.days import cldr


@dataclass(frozen=True, slots=True)
class Average:
    """`Average(2.5)` reads "2.5" in English and "2,5" in Spanish."""

    value: float

    def text(self, language: str) -> str:
        from babel.numbers import format_decimal

        return format_decimal(self.value, format="0.0", locale=cldr(language))
