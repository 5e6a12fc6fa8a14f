"""What becomes of the rooms of a class: the hello in a new one, and what its teachers hear of the others."""

from __future__ import annotations

from activities._classes import founding, left_alone
from activities._classes.rights import check
from bot.activity import Activity, on_alarm
from bot.chat import RoomGone, RoomSeen
from bot.phrase import T, lines
from bot.turn import Turn


class RoomKeeping(Activity):
    """Looks after the rooms that have a class, or may get one."""

    def room_seen(self, turn: Turn, seen: RoomSeen) -> None:
        room = turn.scene.room
        if room is None:
            return
        if turn.scene.class_ is None:
            if seen.added:
                founding.say_hello(turn, room)
            return
        if founding.came_back(turn, room):
            founding.tell_teachers(turn, T("I am in {room} again. Tasks go on as planned.", room=room.title))
        check(turn, room)

    def room_gone(self, turn: Turn, gone: RoomGone) -> None:  # noqa: ARG002
        room = turn.scene.room
        if room is None or turn.scene.class_ is None:
            return
        founding.went_away(turn, room)
        told = T("I was taken out of {room}, so no tasks appear there. To go on, add me again.", room=room.title)
        founding.tell_teachers(turn, lines(told, left_alone.begin(turn)))

    @on_alarm
    def left_alone(self, turn: Turn, round_id: int, subject: int) -> None:  # noqa: ARG002
        left_alone.end(turn)
