"""The end of a class: nothing is posted any more, texts are erased, its rooms are free for another."""

from __future__ import annotations

from activities._corrections import link
from activities._people import count_me_in
from bot import doorway
from bot.turn import Turn
from storage.classes import Class
from storage.rooms import Room

MOST = 50
"""Of each kind so many are looked for; no more stand at a time."""


def end_class(turn: Turn, class_: Class) -> None:
    """Finish a class where it stands; what was on its way to anybody stays unsaid."""
    class_id = class_.id or 0
    class_.finished_at = turn.now
    turn.records.deliveries.cancel_class(class_id, turn.now)
    turn.records.drafts.drop_class(class_id)
    for schedule in turn.records.schedules.of_class(class_id):
        schedule.deleted_at = turn.now
    for round in turn.records.rounds.open(class_id):
        round.closed_at = turn.now
        for post in turn.records.posts.of_round(round.id or 0):
            if post.pinned and post.gone_at is None:
                turn.outbox.unpin(post)
    turn.records.alarms.silence_class(class_id)
    turn.records.erasure.class_(class_id)
    for room in turn.records.rooms.of_class(class_id):
        _tidy(turn, room)
        room.class_id = None
    turn.consequences.erased = True


def _tidy(turn: Turn, room: Room) -> None:
    """What stands in a room for a short time is taken away now: nothing rings for this class any more."""
    for kind in (count_me_in.KIND, link.LINE, doorway.KIND):
        for post in turn.records.posts.in_room(room.id or 0, kind, MOST):
            if post.gone_at is None:
                turn.outbox.delete_post(post)
