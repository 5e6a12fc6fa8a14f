"""A week without any answer: then the teacher is asked instead of posting on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.turn import Turn

WEEK = timedelta(days=7)
_LOOK_BACK = timedelta(days=120)


def is_silent(turn: Turn) -> bool:
    """Whether tasks have stood for a week and nobody has answered any."""
    since = silent_since(turn)
    return since is not None and turn.today - since >= WEEK


def silent_since(turn: Turn) -> date | None:
    """The date of the first task after the last answer; None while there is none.

    A post by hand is the teacher's will to go on, and a holiday is no silence: the week begins anew after them.
    """
    last = turn.records.contributions.last_at(turn.class_id)
    since = max(turn.now - _LOOK_BACK, last) if last else turn.now - _LOOK_BACK
    unanswered = [
        one for one in turn.records.rounds.recent(turn.class_id, since) if last is None or one.opened_at > last
    ]
    by_hand = next(
        (n for n, one in enumerate(unanswered) if not turn.records.schedules.occurrence_of(one.id or 0)), None
    )
    counted = unanswered if by_hand is None else unanswered[: by_hand + 1]
    if not counted:
        return None
    first = counted[-1].opened_at.astimezone(turn.zone).date()
    holiday = turn.class_.holiday_until
    return max(first, holiday + timedelta(days=1)) if holiday else first
