"""Whom no classmate has answered for two days, for the teacher alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.activity import Note
from bot.phrase import N, Phrase, T, listing

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn
    from storage.rounds import Round

AFTER = timedelta(days=2)
_LOOK_BACK = timedelta(days=9)
"""A round is open for a week at most; what is told later helps nobody."""
_MOST_NAMES = 3


def notes(turn: Turn, activity: TaskActivity) -> list[Note]:
    """One note a round, told once; nothing where no answers are asked for, or the bot cannot see them."""
    if not activity.asks_classmates or not all(room.reads_all for room in turn.records.rooms.of_class(turn.class_id)):
        return []
    found = []
    for round in turn.records.rounds.recent(turn.class_id, turn.now - _LOOK_BACK, activity.name):
        names = _unanswered(turn, round) if turn.now - round.opened_at >= AFTER else []
        if names:
            found.append(Note(f"unanswered {round.id}", _line(round, names)))
    return found


def _unanswered(turn: Turn, round: Round) -> list[str]:
    """Who wrote two days ago or earlier where all could read it, and got no answer in this round since."""
    waiting = turn.records.taking_part.unanswered(round.id or 0, turn.now - AFTER)
    return [one.name for one in turn.records.people.learners(turn.class_id) if one.id in waiting]


def _line(round: Round, names: Sequence[str]) -> Phrase:
    shown, more = list(names[:_MOST_NAMES]), len(names) - _MOST_NAMES
    if more > 0:
        return N(
            "“{title}”: no classmate has answered {names} and {n} more.",
            "“{title}”: no classmate has answered {names} and {n} more.",
            n=more,
            title=round.title,
            names=listing(shown),
        )
    return T("“{title}”: no classmate has answered {names}.", title=round.title, names=listing(shown))
