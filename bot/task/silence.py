"""A week without any answer: then the teacher is asked instead of posting on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.turn import Turn
    from storage.rounds import Round
    from storage.schedules import Schedule

WEEK = timedelta(days=7)
ANYWAY = "anyway"
"""In a schedule's options the date whose post the teacher wants; in a round's state that she wanted it."""
_LOOK_BACK = timedelta(days=120)


def is_silent(turn: Turn) -> bool:
    """Whether tasks have stood for a week and nobody has answered any."""
    since = silent_since(turn)
    return since is not None and turn.today - since >= WEEK


def silent_since(turn: Turn) -> date | None:
    """The date of the first task after the last answer; None while there is none.

    A post by hand, or one she let go out, is the teacher's will to go on, and a holiday is no silence: the week begins
    anew after them.
    """
    last = turn.records.taking_part.last_at(turn.class_id)
    since = max(turn.now - _LOOK_BACK, last) if last else turn.now - _LOOK_BACK
    unanswered = [
        one for one in turn.records.rounds.recent(turn.class_id, since) if last is None or one.opened_at > last
    ]
    wanted = next((n for n, one in enumerate(unanswered) if _wanted(turn, one)), None)
    counted = unanswered if wanted is None else unanswered[: wanted + 1]
    if not counted:
        return None
    first = counted[-1].opened_at.astimezone(turn.zone).date()
    holiday = turn.class_.holiday_until
    return max(first, holiday + timedelta(days=1)) if holiday else first


def _wanted(turn: Turn, round: Round) -> bool:
    return bool(round.state.get(ANYWAY)) or turn.records.schedules.occurrence_of(round.id or 0) is None


def anyway(schedule: Schedule, slot: date) -> bool:
    """Whether the teacher wants the post of this date, whoever answers."""
    return bool(schedule.options.get(ANYWAY) == slot.isoformat())


def let_go_out(schedule: Schedule, slot: date) -> None:
    schedule.options = {**schedule.options, ANYWAY: slot.isoformat()}
