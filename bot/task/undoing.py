"""Takes a task back: out of the rooms, out of the counts, and its items come next again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.chat import Place
from bot.refusal import Refusal
from bot.task import changing, closing
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn

TAKE_BACK_WITHIN = timedelta(minutes=10)
_ALARMS = ("close", "remind", "refresh", "close_line")


def take_back(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """Delete a fresh post everywhere; its items come next again, its answers count nowhere.

    Raises:
        Refusal: it is older than ten minutes.
    """
    if turn.now - round.opened_at > TAKE_BACK_WITHIN:
        raise Refusal("A task can be taken back for ten minutes. After that you can close it: /post")
    undo(turn, activity, round)


def undo(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """As if the task had never been posted."""
    turn.activity = activity.name
    round.taken_back_at = turn.now
    forget_round(turn, activity, round)
    activity.taken_back(turn, round)
    closing.carry_again(turn, round)


def forget_round(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """Take a round out of the rooms and the counts."""
    round_id = round.id or 0
    for name in _ALARMS:
        turn.records.alarms.unwake(turn.class_id, activity.name, name, round_id)
    turn.records.deliveries.cancel_round(round_id, turn.now)
    for one in turn.records.contributions.of_round(round_id):
        if one.signed:
            turn.outbox.react(Place(one.platform, one.place), one.message, signs=(), round=None)
        changing.tell_gone(turn, one)
        turn.records.contributions.remove(one)
    for post in turn.records.posts.of_round(round_id):
        if post.gone_at is None:
            turn.outbox.delete_post(post)
