"""Dates as a teacher or learner gives them, with a kind sentence for those that cannot be."""

from __future__ import annotations

from datetime import date

from bot.calendar.wall_time import LocalDate, Unreadable
from bot.phrase import T
from bot.refusal import Refusal
from bot.turn import Turn


class Until(date):
    """A command's parameter: the last day of something, today or later."""

    @classmethod
    def read(cls, typed: str, turn: Turn) -> Until:
        found = read_date(typed, turn)
        return cls(found.year, found.month, found.day)


def read_date(typed: str, turn: Turn) -> LocalDate:
    """A date on the class's calendar, today or later; raises Refusal with an example."""
    try:
        return LocalDate.read(typed, turn.today, turn.language)
    except Unreadable as error:
        example = LocalDate.fromordinal(turn.today.toordinal() + 14)
        match error.reason:
            case "past":
                sentence = T("That day is over. Please give a later one, for example: {example}", example=example)
            case "far":
                sentence = T("That is too far away. For example: {example}", example=example)
            case "weekday":
                sentence = T("That weekday and that date do not fit. For example: {example}", example=example)
            case _:
                sentence = T("I don't know that date. For example: {example}", example=example)
        raise Refusal(sentence) from None


def shown(day: date) -> LocalDate:
    """A date as a sentence says it."""
    return LocalDate(day.year, day.month, day.day)
