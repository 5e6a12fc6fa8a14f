"""What becomes of rooms and of the people in them is announced to every activity."""

from __future__ import annotations

from collections.abc import Callable

from bot.activity import Activity
from bot.carrier.moving import move_room
from bot.chat import Arrived, PersonLeft, PostGone, Reachable, RoomGone, RoomMoved, RoomSeen
from bot.scene import room_of
from bot.task.listening import sees_otherwise
from bot.turn import Turn
from storage.rooms import Room


def announce(turn: Turn) -> None:
    """Keep it, and let every activity hear it."""
    match turn.scene.event:
        case RoomSeen() as seen:
            saw = turn.scene.room is None or turn.scene.room.reads_all
            turn.scene.room = room_of(turn.records, seen, turn.now)
            if saw != seen.reads_all:
                sees_otherwise(turn)
            _tell_each(turn, lambda activity: activity.room_seen(turn, seen))
        case RoomGone() as gone if turn.scene.room:
            turn.scene.room.present = False
            _tell_each(turn, lambda activity: activity.room_gone(turn, gone))
        case RoomMoved(to=to) if turn.scene.room:
            _moved(turn, turn.scene.room, to)
        case Arrived() as arrived:
            _tell_each(turn, lambda activity: activity.arrived(turn, arrived))
        case PersonLeft() as left:
            _tell_each(turn, lambda activity: activity.person_left(turn, left))
        case Reachable() as reachable:
            _tell_each(turn, lambda activity: activity.reachable(turn, reachable))
        case PostGone() as post_gone:
            _post_gone(turn, post_gone)


def _tell_each(turn: Turn, tell: Callable[[Activity], None]) -> None:
    for activity in turn.activities():
        tell(activity)


def _moved(turn: Turn, room: Room, to: str) -> None:
    turn.scene.room = move_room(turn.records, room.platform, room.place, to, turn.now)
    if turn.scene.room and turn.scene.class_ and turn.scene.room.class_id == turn.scene.class_.id:
        _tell_each(turn, lambda activity: activity.room_moved(turn))


def _post_gone(turn: Turn, gone: PostGone) -> None:
    post = turn.records.posts.at(gone.where.platform, gone.where.id, gone.message)
    if post is None or post.gone_at:
        return
    post.gone_at = turn.now
    for activity in turn.activities():
        activity.post_gone(turn, post, gone)
