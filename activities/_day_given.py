"""A day that somebody writes as the end of something."""

from __future__ import annotations

from datetime import date

from bot.dates import LocalDate
from bot.refusal import Refusal
from bot.turn import Turn
from bot.typed import Unreadable


def read_last_day(turn: Turn, words: str) -> date:
    """A date from today on, as people write it.

    Raises:
        Refusal: it is none, or it is past.
    """
    try:
        return LocalDate.read(words, turn.today, turn.language)
    except Unreadable as unreadable:
        if unreadable.reason == "past":
            raise Refusal("That day is over. Write a later one, for example: 24 Dec") from None
        raise Refusal("I cannot read that date. For example: 24 Dec") from None
