"""Full hours at which people may be written to: those a teacher chooses from, and how she writes one."""

from __future__ import annotations

from bot.calendar.wall_time import LocalTime
from bot.refusal import Refusal
from bot.typed import Unreadable

OFFERED = (8, 10, 12, 14, 16, 17, 18, 19, 20)
_WAKING = range(8, 21)
"""Those outside the quiet hours."""


def read_hour(words: str) -> int:
    """The hour that somebody wrote.

    Raises:
        Refusal: it is none, or a quiet one.
    """
    try:
        meant = [at.hour for at in LocalTime.readings(words) if at.hour in _WAKING and not at.minute]
    except Unreadable:
        meant = []
    if not meant:
        raise Refusal("I need a full hour from 8:00 to 20:00. For example: 18:00")
    return meant[0]


def shown_hour(hour: int) -> str:
    return f"{hour:02}:00"
