"""When a task's post is lost: it never arrived, or somebody deleted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.port import Why
from bot.task import closing, life
from storage.deliveries import Delivery, Going
from storage.rounds import Post

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn


def undelivered(turn: Turn, activity: TaskActivity, delivery: Delivery) -> None:
    """A post that will never arrive, or whose edit found it gone; an uncertain one may stand there and stays."""
    post = turn.records.rounds.post(delivery.post_id) if delivery.post_id else None
    if post is None or post.kind != "task":
        return
    never_came = delivery.act == "say" and delivery.state in (Going.FAILED, Going.MISSED)
    if never_came or delivery.why == Why.GONE:
        gone(turn, activity, post)


def gone(turn: Turn, activity: TaskActivity, post: Post) -> None:
    """With its last post a task ends: closed quietly, or taken back if nobody can have seen it."""
    round = turn.records.rounds.get(post.round_id) if post.round_id else None
    if round is None or round.activity != activity.name or not round.open:
        return
    post.gone_at = post.gone_at or turn.now
    posts = turn.records.rounds.posts(round.id or 0)
    if any(one.gone_at is None for one in posts):
        return
    if any(one.message for one in posts):
        closing.close(turn, activity, round, silently=True)
    else:
        life.undo(turn, activity, round)


def room_gone(turn: Turn, activity: TaskActivity, room_id: int) -> None:
    """The bot is no longer in a room: the posts there cannot be reached."""
    for round in turn.records.rounds.open(turn.class_id):
        for post in turn.records.rounds.posts(round.id or 0):
            if post.room_id == room_id and post.gone_at is None:
                gone(turn, activity, post)
