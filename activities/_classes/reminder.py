"""The hour at which those who have not written yet are reminded in private, as a teacher chooses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from activities._hours import OFFERED, read_hour, shown_hour
from bot.keys import Keys, Press, grid
from bot.phrase import Phrase, T

if TYPE_CHECKING:
    from bot.turn import Turn


def reminder_keys() -> Keys:
    presses = [
        Press(shown_hour(hour), "choose", {"question": "reminder", "value": shown_hour(hour)}) for hour in OFFERED
    ]
    return grid(presses)


def take_reminder(turn: Turn, words: str) -> Phrase:
    """A whole hour outside the quiet hours; the task that is open keeps its own."""
    turn.class_.reminder_hour = read_hour(words)
    return T("Reminders come at {time}, from the next task on.", time=shown_hour(turn.class_.reminder_hour))


def about_reminder(turn: Turn) -> Phrase | None:
    """Under 18 nobody is reminded."""
    return None if turn.class_.minors else T("Reminders: {time}", time=shown_hour(turn.class_.reminder_hour))
