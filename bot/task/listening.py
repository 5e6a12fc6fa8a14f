"""Listens to a room: finds the round a message belongs to, and drops unread what belongs to none."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.chat import Deleted, Edited, Said
from bot.task import changing, counting, keeping, refreshing
from storage.classes import Counts
from storage.contributions import Contribution
from storage.people import Role
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn

LATE_FOR = timedelta(days=14)


def heard(turn: Turn, said: Said) -> None:
    """A message in a room: a contribution of who joined, a first answer of who did not, or nothing to us."""
    if turn.scene.room is None or turn.scene.class_ is None or _means_something_else(turn, said):
        return
    if turn.role > Role.LEARNER:
        return
    found = round_for(turn, said)
    activity = activity_of(turn, found) if found else None
    if found is None or activity is None:
        return
    _adopt(turn, found, said)
    turn.activity = activity.name
    if turn.role == Role.LEARNER:
        counting.count(turn, activity, found, said)
    elif counting.may_count(turn, activity, found, said):
        for one in turn.activities():
            one.answered_unjoined(turn, said)


def _means_something_else(turn: Turn, said: Said) -> bool:
    """Whether an activity takes a message of somebody of the class for more than an answer."""
    if turn.role < Role.LEARNER:
        return False
    return any(activity.overheard(turn, said) for activity in turn.activities())


def round_for(turn: Turn, said: Said) -> Round | None:
    """The round a message answers, however old, also through replies to replies; else the newest open one here."""
    answered = _answered_round(turn, said)
    if answered is not None:
        over = answered.closed_at is not None and said.at - answered.closed_at > LATE_FOR
        return None if over or answered.taken_back_at else answered
    if turn.scene.room is None or (turn.class_.counts == Counts.REPLIES and not _to_unknown_post(turn, said)):
        return None
    return turn.records.rounds.open_in(turn.scene.room.id or 0)


def _to_unknown_post(turn: Turn, said: Said) -> bool:
    """Whether it answers a post of ours that arrived without our knowing its id, or has lost it with the room's."""
    if not said.answers_us:
        return False
    return not said.reply_chain or not turn.records.posts.at(said.where.platform, said.where.id, said.reply_chain[0])


def _adopt(turn: Turn, found: Round, said: Said) -> None:
    """A post that arrived without an id known has the one of the first reply that carries it."""
    if not said.reply_chain or not _to_unknown_post(turn, said):
        return
    for post in turn.records.posts.of_round(found.id or 0):
        if post.message is None and (post.platform, post.place) == (said.where.platform, said.where.id):
            post.message = said.reply_chain[0]


def _answered_round(turn: Turn, said: Said) -> Round | None:
    if not said.reply_chain:
        return None
    platform, place, chain = said.where.platform, said.where.id, said.reply_chain[: keeping.MOST_REPLIES]
    rounds = turn.records.posts.rounds_at(platform, place, chain)
    if chain[0] not in rounds:
        said_before = turn.records.whereabouts.of_messages(platform, place, chain)
        rounds = rounds | {message: one.round_id for message, one in said_before.items()}
    nearest = next((rounds[message] for message in chain if message in rounds), 0)
    found = turn.records.rounds.get(nearest)
    return found if found is not None and found.class_id == turn.class_id else None


def activity_of(turn: Turn, round: Round) -> TaskActivity | None:
    from bot.task.activity import TaskActivity

    found = turn.house.activities.get(round.activity)
    return found if isinstance(found, TaskActivity) else None


def sees_otherwise(turn: Turn) -> None:
    """The bot sees more or less of a room than before: open tasks ask for what it can see."""
    if turn.scene.class_ is None:
        return
    for round in turn.records.rounds.open(turn.class_id):
        activity = activity_of(turn, round)
        if activity is not None:
            refreshing.rewrite(turn, activity, round)


def edited(turn: Turn, event: Edited) -> None:
    """An edited contribution is counted anew; an edit may also make an answer long enough, or end its counting."""
    found = _counted(turn, event)
    if turn.scene.class_ is None:
        return
    if found is None:
        _perhaps_now(turn, event)
        return
    round = turn.records.rounds.get(found.round_id)
    activity = activity_of(turn, round) if round else None
    if round is not None and activity is not None and found.class_id == turn.class_id:
        changing.tell(turn, found, event.message, keeping.readable(event.text))
        turn.activity = activity.name
        counting.recount(turn, activity, round, found, event.message, event.text)


def _counted(turn: Turn, event: Edited | Deleted) -> Contribution | None:
    """What a message counts as; of one written in private the class is known by it."""
    found = turn.records.whereabouts.of_message(event.where.platform, event.where.id, event.message)
    if found is not None and event.where.private:
        turn.scene.class_ = turn.records.classes.get(found.class_id)
        turn.outbox.about(turn.scene.class_)
    return found


def _perhaps_now(turn: Turn, event: Edited) -> None:
    """An answer that did not count before; old talk that answers no task is no answer because it was edited."""
    if turn.scene.member is None:
        return
    said = Said(event.key, event.at, event.where, event.by, event.message, event.text, reply_chain=event.reply_chain)
    round = round_for(turn, said)
    waits = round is not None and turn.house.short.holds((round.id or 0, turn.member.id or 0), event.message)
    if waits or _answered_round(turn, said) is not None:
        heard(turn, said)


def deleted(turn: Turn, event: Deleted) -> None:
    """A deleted contribution does not count any more."""
    found = _counted(turn, event)
    if turn.scene.class_ is None:
        return
    round = turn.records.rounds.get(found.round_id) if found else None
    activity = activity_of(turn, round) if round else None
    if found is not None and round is not None and activity is not None:
        changing.tell(turn, found, event.message, None)
        turn.activity = activity.name
        counting.uncount(turn, activity, round, found, event.message)
