"""The hour at which those who have not written yet are reminded in private, as a teacher chooses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.keys import Keys, Press, grid
from bot.phrase import Phrase, T
from bot.refusal import Refusal
from bot.typed import Unreadable
from bot.wall_time import LocalTime

if TYPE_CHECKING:
    from bot.turn import Turn

HOURS = (8, 10, 12, 14, 16, 17, 18, 19, 20)
_WAKING = range(8, 21)
"""Full hours outside the quiet ones."""


def reminder_keys() -> Keys:
    return grid([Press(_shown(hour), "choose", {"question": "reminder", "value": _shown(hour)}) for hour in HOURS])


def take_reminder(turn: Turn, words: str) -> Phrase:
    """A whole hour outside the quiet hours; the task that is open keeps its own."""
    try:
        meant = [at.hour for at in LocalTime.readings(words) if at.hour in _WAKING and not at.minute]
    except Unreadable:
        meant = []
    if not meant:
        raise Refusal("I need a full hour from 8:00 to 20:00. For example: 18:00")
    turn.class_.reminder_hour = meant[0]
    return T("Reminders come at {time}, from the next task on.", time=_shown(meant[0]))


def about_reminder(turn: Turn) -> Phrase | None:
    """Under 18 nobody is reminded."""
    return None if turn.class_.minors else T("Reminders: {time}", time=_shown(turn.class_.reminder_hour))


def _shown(hour: int) -> str:
    return f"{hour:02}:00"
