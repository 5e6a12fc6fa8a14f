"""When a task's post is lost: it never arrived, or somebody deleted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.calendar.deadline import next_waking
from bot.keys import Press, row
from bot.phrase import T
from bot.port import Why
from bot.task import closing, life, relaying, undoing
from storage.deliveries import Delivery, Going
from storage.posts import RELAY, Post
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn


def undelivered(turn: Turn, activity: TaskActivity, delivery: Delivery) -> None:
    """A post that will never arrive, or whose edit found it gone; an uncertain one may stand there and stays."""
    post = turn.records.posts.get(delivery.post_id) if delivery.post_id else None
    never_came = delivery.act == "say" and delivery.state in (Going.FAILED, Going.MISSED)
    if post is not None and post.kind == RELAY and never_came:
        relaying.never_came(turn, activity, post)
    if post is None or post.kind != "task":
        return
    if delivery.why == Why.GONE and delivery.act != "say":
        deleted(turn, activity, post)
    elif never_came:
        gone(turn, activity, post)


def deleted(turn: Turn, activity: TaskActivity, post: Post) -> None:
    """Somebody deleted it by hand: of a task that ends with it the teachers are asked."""
    if post.kind == RELAY:
        relaying.gone(turn, activity, post)
        return
    round = turn.records.rounds.get(post.round_id) if post.round_id else None
    was_open = round is not None and round.open
    gone(turn, activity, post)
    here = bool(turn.records.rooms.of_class(turn.class_id))
    if round is not None and was_open and round.closed_at and round.activity == activity.name and here:
        _ask(turn, activity, round)


def _ask(turn: Turn, activity: TaskActivity, round: Round) -> None:
    about = {"round_id": round.id}
    keys = row(Press(T("Post it again"), "post_again", about), Press(T("It was me, leave it"), "leave_it", about))
    asked = T("“{title}” was deleted in your group, so I have closed it. What was written counts.", title=round.title)
    turn.activity = activity.name
    for teacher in turn.records.people.teachers(turn.class_id):
        turn.tell(teacher, asked, keys, kind="news", not_before=next_waking(turn.now, turn.zone))


def gone(turn: Turn, activity: TaskActivity, post: Post) -> None:
    """With its last post a task ends: closed quietly, or taken back if nobody can have seen it."""
    round = turn.records.rounds.get(post.round_id) if post.round_id else None
    if round is None or round.activity != activity.name or not round.open:
        return
    post.gone_at = post.gone_at or turn.now
    posts = turn.records.posts.of_round(round.id or 0)
    if any(one.gone_at is None for one in posts):
        return
    if any(one.message for one in posts):
        closing.close(turn, activity, round, silently=True)
    else:
        undoing.undo(turn, activity, round)


def room_gone(turn: Turn, activity: TaskActivity, room_id: int) -> None:
    """The bot is no longer in a room: the posts there cannot be reached."""
    for round in turn.records.rounds.open(turn.class_id):
        for post in turn.records.posts.of_round(round.id or 0):
            if post.room_id == room_id and post.gone_at is None:
                gone(turn, activity, post)


def room_moved(turn: Turn, activity: TaskActivity) -> None:
    """The posts of a room lost their ids with the room's: open tasks stand there once more."""
    room = turn.scene.room
    if room is None or not room.may_post:
        return
    for round in turn.records.rounds.open(turn.class_id):
        posts = turn.records.posts.of_round(round.id or 0)
        if round.activity == activity.name and any(one.message and one.gone_at == turn.now for one in posts):
            life.post_in(turn, activity, round, room)
