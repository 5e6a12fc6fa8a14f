"""The sentences in which a teacher is told what became of a post."""

from __future__ import annotations

from collections.abc import Sequence

from activities._tasks import task_of, title
from bot.calendar.wall_time import When
from bot.phrase import Phrase, T, lines, listing
from bot.turn import Turn
from storage.rooms import Room
from storage.rounds import Round
from storage.schedules import Occurrence


def missed(turn: Turn, found: Sequence[Occurrence]) -> Phrase:
    what = listing([named(turn, one) for one in found], "\n")
    return lines(T("I was away and could not post in time:"), what, T("To post now: /post"))


def held_no_room(turn: Turn) -> Phrase:
    if not turn.records.rooms.of_class(turn.class_id):
        return T("I could not post: I am in no group of this class. Please add me to your group again.")
    return T("I could not post: I cannot write in your group. Please allow me to send messages in its settings.")


def failed(turn: Turn, round: Round, room: Room | None, why: str, *, back: bool) -> Phrase:
    head = T("I could not post “{title}” in {room}.", title=round.title, room=_called(turn, room))
    next_again = T("It is the next one on your list again.") if back else None
    return lines(head, _remedy(why, room), next_again)


def _remedy(why: str, room: Room | None) -> Phrase:
    match why:
        case "no_right":
            return T("I cannot write there. Please allow me to send messages in the group's settings.")
        case "gone" if room and room.kind == "topic":
            return T("I cannot find that topic any more. To go on in another one: /addroom")
        case "gone":
            return T("I am not in that group any more. Please add me again.")
        case "late":
            return T("The group could not be reached for hours.")
        case "too_late" | "invalid":
            return T("The group's platform did not take it.")
    return T("Please check if I am still in that group.")


def may_not_react(room: Room) -> Phrase:
    return T(
        "I cannot put a sign on messages in {room}, so nobody sees that an answer counted. "
        "Please allow reactions in the group's settings.",
        room=room.title,
    )


def uncertain(turn: Turn, posts: Sequence[tuple[str, Room | None]]) -> Phrase:
    named = [T("“{title}” to {room}", title=name, room=_called(turn, room)) for name, room in posts]
    return T("The line broke just as I sent {posts}. Please look in the group.", posts=listing(named))


def _called(turn: Turn, room: Room | None) -> str:
    return room.title if room and room.title else turn.class_.name


def named(turn: Turn, occurrence: Occurrence) -> Phrase:
    """What would have been posted, and when."""
    schedule = turn.records.schedules.get(occurrence.schedule_id)
    task = title(task_of(turn, schedule.activity)) if schedule else T("a task")
    return T("{task} · {when}", task=task, when=When(occurrence.due_at, turn.zone))
