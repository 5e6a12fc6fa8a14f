"""*Count this* in the menu of a message: for an answer the bot was not shown, or that replies to no task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat import Said
from bot.phrase import Phrase, T, later, lines
from bot.refusal import Refusal
from bot.task import counting
from bot.task.listening import activity_of, round_for
from storage.people import Role

if TYPE_CHECKING:
    from bot.turn import Turn

COUNT_THIS = "count"
"""What a platform calls the command of the menu of a message; it is offered nowhere else."""
COUNT_THIS_LABEL = later("Count this")


def count_this(turn: Turn, said: Said) -> None:
    """Count a message its writer points to; the bot is shown it with the press.

    Raises:
        Refusal: it is not theirs, no task is open, or it does not count.
    """
    if turn.role != Role.LEARNER:
        raise Refusal("Only learners' messages are counted. To be counted, press Join under a task.")
    if said.by.user != turn.by.user:
        raise Refusal("You can count your own messages only.")
    room = turn.scene.room
    found = round_for(turn, said) or (turn.records.rounds.open_in(room.id or 0) if room else None)
    activity = activity_of(turn, found) if found else None
    if found is None or activity is None:
        raise Refusal("No task is open here right now. What is open: /today")
    turn.activity = activity.name
    before = turn.records.whereabouts.of_message(said.where.platform, said.where.id, said.message)
    if before is None and counting.count(turn, activity, found, said) is None:
        raise Refusal("I cannot count that for “{title}”. A new sentence of three words is enough.", title=found.title)
    mine = turn.records.used_cards.in_round(found.id or 0, turn.member.id)
    own: Phrase | None = activity.own_words(turn, found, mine)
    turn.show(lines(T("Counted for “{title}”.", title=found.title), own))
