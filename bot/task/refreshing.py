"""Keeps the posts of a task up to date: the last line now and then, all of it when something else has changed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.task.form import keys_of, task_language, task_text
from bot.task.writing import write_key
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn

REFRESH_EVERY = timedelta(seconds=30)
YOUNG_FOR = timedelta(hours=1)
"""So long a post is edited as often as that; some platforms let an older one be edited much less often."""


def refresh(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """Bring the last line up to date, now and then; `refreshed_at` lies ahead while an edit is planned."""
    last = round.refreshed_at
    if not round.open or (last and last > turn.now):
        return
    every = _refresh_every(turn, round)
    if last is None or turn.now - last >= every:
        rewrite(turn, activity, round)
        return
    round.refreshed_at = last + every
    turn.activity = activity.name
    turn.wake("refresh", round.refreshed_at, round=round)


def _refresh_every(turn: Turn, round: Round) -> timedelta:
    if turn.now - round.opened_at < YOUNG_FOR:
        return REFRESH_EVERY
    platforms = {post.platform for post in turn.records.posts.of_round(round.id or 0)}
    slowest = max((turn.house.limits(one).edit_old_every for one in platforms), default=0.0)
    return max(REFRESH_EVERY, timedelta(seconds=slowest))


def rewrite(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """Edit all posts of a round to what is true now."""
    turn.activity = activity.name
    round.refreshed_at = turn.now
    text, language = task_text(turn, activity, round), task_language(turn)
    rooms = {room.id: room for room in turn.records.rooms.of_class(turn.class_id)}
    for post in turn.records.posts.of_round(round.id or 0):
        room = rooms.get(post.room_id)
        first = write_key(turn, room, round) if room else None
        turn.edit(post, text, keys_of(activity, round, first), language=language)
