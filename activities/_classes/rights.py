"""What the bot is not allowed in a room, told to the teacher once, with the remedy."""

from __future__ import annotations

from dataclasses import dataclass

from bot.phrase import Phrase, T, lines, strong
from bot.turn import Turn
from storage.classes import Counts
from storage.rooms import Room

ADMIN = T("Please make me an admin there, with the rights to delete and pin messages.")


@dataclass(frozen=True, slots=True)
class Right:
    """Something the bot needs in a room: whether it is there, and what is said when it is not."""

    name: str
    there: bool
    missing: Phrase
    remedy: T


def check(turn: Turn, room: Room) -> None:
    """Tell the teachers what is missing in a room; once for each thing, and again when it was there in between."""
    fresh = [right for right in _rights(turn, room) if _missing_now(turn, room, right)]
    if not fresh:
        return
    remedies = {right.remedy.sentence: right.remedy for right in fresh}
    head = T("Something is missing in {room}:", room=strong(room.title))
    for teacher in turn.records.people.teachers(turn.class_id):
        turn.tell(teacher, lines(head, *(right.missing for right in fresh), *remedies.values()))


def not_counted(turn: Turn) -> list[Phrase]:
    """What is not counted in this room, or at the desk in any of the class's, and how to change it."""
    if turn.scene.class_ is None:
        return []
    rooms = [turn.scene.room] if turn.scene.room else turn.records.rooms.of_class(turn.class_id)
    return [
        T("{room}: {what} {remedy}", room=room.title, what=_blind(turn, room), remedy=_to_see(turn, room))
        for room in rooms
        if not room.reads_all
    ]


def _rights(turn: Turn, room: Room) -> list[Right]:
    if turn.house.limits(room.platform).permissions:
        return _permissions(turn, room)
    may_pin = room.may_pin or not turn.house.limits(room.platform).can_pin
    return [
        Right(
            "post",
            room.may_post,
            T("I cannot write there, so no task appears."),
            T("Please allow me to send messages in the group's settings."),
        ),
        Right("delete", room.may_delete, T("I cannot delete commands that somebody types there."), ADMIN),
        Right("pin", may_pin, T("I cannot pin the open task."), ADMIN),
        Right("read", room.reads_all, _blind(turn, room), ADMIN if _as_admin(turn, room) else _to_see(turn, room)),
    ]


def _permissions(turn: Turn, room: Room) -> list[Right]:
    """Where each right has a name of its own, the remedy says it; commands are not typed there."""
    return [
        Right(
            "post",
            room.may_post,
            T("I cannot write there, so no task appears."),
            T("Please allow me View Channel and Send Messages in that channel's permissions."),
        ),
        Right(
            "pin",
            room.may_pin,
            T("I cannot pin the open task."),
            T("Please allow me Pin Messages in that channel's permissions."),
        ),
        Right("read", room.reads_all, _blind(turn, room), _to_see(turn, room)),
    ]


def _blind(turn: Turn, room: Room) -> Phrase:
    if turn.house.limits(room.platform).forms:
        if turn.class_.counts == Counts.EVERYTHING:
            return T("I see only replies to me, and what comes with Write or Count this, so only those count.")
        return T(
            "I see only replies to me, and what comes with Write or Count this. Answers between learners are not "
            "counted."
        )
    if turn.class_.counts == Counts.EVERYTHING:
        return T("I see only commands and replies to me, so only those count.")
    return T("I see only commands and replies to me, so answers between learners are not counted.")


def _to_see(turn: Turn, room: Room) -> T:
    if _as_admin(turn, room):
        return T("To change that, make me an admin there.")
    return T("The person who runs me can change that.")


def _as_admin(turn: Turn, room: Room) -> bool:
    return turn.house.limits(room.platform).reads_as_admin


def _missing_now(turn: Turn, room: Room, right: Right) -> bool:
    """Whether it is missing and nobody was told yet."""
    about = ("right", str(room.id), right.name)
    if right.there:
        turn.records.notices.unknow(*about)
        return False
    return turn.records.notices.first_time(turn.now, *about)
