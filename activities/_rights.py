"""What the bot is not allowed in a room, told to the teacher once, with the remedy."""

from __future__ import annotations

from bot.phrase import Phrase, T, lines, strong
from bot.turn import Turn
from storage.classes import Counts, Room


def check(turn: Turn, room: Room) -> None:
    """Tell the teachers what is missing in a room; once for each thing, and again when it was there in between."""
    fresh = [phrase for name, phrase in _missing(turn, room) if _first_time(turn, room, name)]
    if not fresh:
        return
    for teacher in turn.records.people.teachers(turn.class_id):
        turn.tell(teacher, lines(T("Something is missing in {room}:", room=strong(room.title)), *fresh))


def _missing(turn: Turn, room: Room) -> list[tuple[str, Phrase]]:
    limits = turn.house.limits(room.platform)
    everything = turn.class_.counts == Counts.EVERYTHING
    found: list[tuple[str, bool, Phrase]] = [
        (
            "post",
            room.may_post,
            T("I may not write there, so no task appears. Please allow me to send messages in the group's settings."),
        ),
        (
            "delete",
            room.may_delete,
            T("I may not delete messages. Please make me an admin with the right to delete messages."),
        ),
        (
            "pin",
            room.may_pin or not limits.can_pin,
            T("I may not pin the open task. Please make me an admin with the right to pin messages."),
        ),
        (
            "read",
            room.reads_all or not everything,
            T("I see only replies to me, so not everything counts. Please make me an admin."),
        ),
    ]
    for name, there, _ in found:
        if there:
            turn.records.inbox.unknow("right", str(room.id), name)
    return [(name, phrase) for name, there, phrase in found if not there]


def _first_time(turn: Turn, room: Room, name: str) -> bool:
    return turn.records.inbox.first_time(turn.now, "right", str(room.id), name)
