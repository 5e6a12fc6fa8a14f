"""Listens to a room: finds the round a message belongs to, and drops unread what belongs to none."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.chat import Deleted, Edited, Said
from bot.task import counting, life
from storage.classes import Counts
from storage.people import Role
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn

LATE_FOR = timedelta(days=14)


def heard(turn: Turn, said: Said) -> None:
    """A message in a room: a contribution of who joined, a first answer of who did not, or nothing to us."""
    if turn.scene.room is None or turn.scene.class_ is None:
        return
    found = round_for(turn, said)
    if found is None:
        return
    activity = activity_of(turn, found)
    if activity is None:
        return
    turn.activity = activity.name
    if turn.scene.member is None:
        if counting.may_count(turn, activity, found, said):
            for one in turn.house.activities.values():
                one.answered_unjoined(turn, said)
        return
    if turn.role == Role.LEARNER:
        counting.count(turn, activity, found, said)


def round_for(turn: Turn, said: Said) -> Round | None:
    """The round a message answers, however old, also through replies to replies; else the newest open one."""
    answered = _answered_round(turn, said)
    if answered is not None:
        over = answered.closed_at is not None and turn.now - answered.closed_at > LATE_FOR
        return None if over or answered.taken_back_at else answered
    if turn.class_.counts == Counts.REPLIES:
        return None
    return next(iter(turn.records.rounds.open(turn.class_id)), None)


def _answered_round(turn: Turn, said: Said) -> Round | None:
    where = said.where
    for message in said.reply_chain:
        post = turn.records.rounds.post_at(where.platform, where.id, message)
        if post and post.round_id and post.class_id == turn.class_id:
            return turn.records.rounds.get(post.round_id)
        contribution = turn.records.contributions.of_message(where.platform, where.id, message)
        if contribution and contribution.class_id == turn.class_id:
            return turn.records.rounds.get(contribution.round_id)
    return None


def activity_of(turn: Turn, round: Round) -> TaskActivity | None:
    from bot.task.activity import TaskActivity

    found = turn.house.activities.get(round.activity)
    return found if isinstance(found, TaskActivity) else None


def edited(turn: Turn, event: Edited) -> None:
    """An edited contribution is counted anew; an edit may also make a message count, or end its counting."""
    contribution = turn.records.contributions.of_message(event.where.platform, event.where.id, event.message)
    if contribution is None:
        if event.reply_chain and turn.scene.member is not None:
            heard(
                turn,
                Said(
                    event.key, event.at, event.where, event.by, event.message, event.text, reply_chain=event.reply_chain
                ),
            )
        return
    found = turn.records.rounds.get(contribution.round_id)
    activity = activity_of(turn, found) if found else None
    if found is None or activity is None:
        return
    turn.activity = activity.name
    counting.recount(turn, activity, found, contribution, event.text)
    life.refresh(turn, activity, found)


def deleted(turn: Turn, event: Deleted) -> None:
    """A deleted contribution does not count any more."""
    contribution = turn.records.contributions.of_message(event.where.platform, event.where.id, event.message)
    if contribution is None:
        return
    found = turn.records.rounds.get(contribution.round_id)
    activity = activity_of(turn, found) if found else None
    turn.records.contributions.remove(contribution)
    if found is not None and activity is not None:
        turn.activity = activity.name
        life.refresh(turn, activity, found)
