"""How much one message holds on every platform, so that what is changed later is changed as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from bot.phrase import Phrase
from bot.turn import Turn

EVERYWHERE = 1900
"""Of the 2,000 units of UTF-16 that the narrowest platform takes; the rest is for what stands above a list."""


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def length(turn: Turn, phrase: Phrase) -> int:
    """Units of a phrase in a message, with the end of its line."""
    return units(turn.house.languages.render(phrase, turn.language).plain) + 1


def as_fit(turn: Turn, entries: Sequence[Phrase], room: int) -> list[Phrase]:
    """Of these, in their order, as many as there is room for; too long a one is left out, not what follows."""
    found = []
    for entry in entries:
        long = length(turn, entry)
        if long <= room:
            found.append(entry)
            room -= long
    return found


def as_come(turn: Turn, entries: Sequence[Phrase]) -> Sequence[Phrase]:
    """The first of these, as many as one message holds; one that is longer itself comes alone."""
    left = EVERYWHERE
    for number, entry in enumerate(entries):
        left -= length(turn, entry)
        if left < 0:
            return entries[: max(1, number)]
    return entries
