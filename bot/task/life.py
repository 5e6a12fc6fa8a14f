"""How a task is opened, in all rooms of a class or in one more, and opened again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.calendar.days import Days
from bot.calendar.deadline import GRACE, open_until, quiet, reminder_at
from bot.refusal import Refusal, Settled
from bot.task.form import keys_of, task_language, task_text
from bot.task.writing import write_key
from storage.rooms import Room
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn
    from storage.schedules import Schedule


def round_of(turn: Turn, round_id: int) -> Round:
    """The round of a button or alarm.

    Raises:
        Settled: it is of another class, taken back or gone.
    """
    found = turn.records.rounds.get(round_id)
    if found is None or found.class_id != turn.class_id or found.taken_back_at:
        raise Settled("This task is gone. What is open now: /today")
    return found


def open_round(
    turn: Turn, activity: TaskActivity, count: int, schedule: Schedule | None, due_at: datetime | None = None
) -> Round | None:
    """Post the next task in every room of the class; None when the list is empty or no room can be posted to."""
    task = activity.next_task(turn, count)
    rooms = [room for room in turn.records.rooms.of_class(turn.class_id) if room.may_post]
    if task is None or not rooms:
        return None
    turn.activity = activity.name
    posted_at = due_at or turn.now
    days = Days.read(schedule.days) if schedule else None
    found = Round(
        class_id=turn.class_id,
        activity=activity.name,
        title=task.title,
        schedule_id=schedule.id if schedule else None,
        state=task.state,
        opened_at=turn.now,
        deadline=open_until(posted_at, days, turn.zone, turn.class_.holiday_until),
    )
    turn.records.rounds.add(found)
    activity.posted(turn, found)
    _post(turn, activity, found, rooms, until=min(found.deadline, posted_at + GRACE))
    set_alarms(turn, activity, found)
    return found


def post_in(turn: Turn, activity: TaskActivity, round: Round, room: Room) -> None:
    """Post an open task in one more room, without a sound."""
    turn.activity = activity.name
    _post(turn, activity, round, [room], until=round.deadline, opening=False, silently=True)


def _post(
    turn: Turn,
    activity: TaskActivity,
    round: Round,
    rooms: list[Room],
    until: datetime,
    *,
    opening: bool = True,
    silently: bool = False,
) -> None:
    text, language = task_text(turn, activity, round, opening=opening), task_language(turn)
    for room in rooms:
        post = turn.post(
            room,
            text,
            keys_of(activity, round, write_key(turn, room, round)),
            kind="task",
            round=round,
            language=language,
            silent=silently or quiet(turn.now, turn.zone),
            # a topic is a thread already
            thread=round.title if turn.class_.threads and room.kind == "group" else "",
            expires_at=until,
        )
        if room.may_pin and turn.house.limits(room.platform).can_pin:
            turn.outbox.pin(post)


def post_again(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """Open a task again whose posts were deleted, and post it once more in the rooms of the class.

    Raises:
        Refusal: it is open, its time is over, or no room can be posted to.
    """
    rooms = [room for room in turn.records.rooms.of_class(turn.class_id) if room.may_post]
    if round.open:
        raise Refusal("That is done already. What is open: /post")
    if round.deadline <= turn.now:
        raise Refusal("Its time is over now. To post the next task: /post")
    if not rooms:
        raise Refusal("I cannot write in your group. Please allow it in the group's settings and press again.")
    turn.activity = activity.name
    round.closed_at, round.refreshed_at = None, None
    _post(turn, activity, round, rooms, until=round.deadline, opening=False)
    set_alarms(turn, activity, round)


def set_alarms(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """Close at the deadline, remind before it; again when the deadline has moved."""
    turn.activity = activity.name
    turn.wake("close", round.deadline, round=round)
    reminder = reminder_at(round.opened_at, round.deadline, turn.zone, turn.class_.reminder_hour)
    if reminder and reminder >= turn.now and not turn.class_.minors:
        turn.wake("remind", reminder, round=round)
    else:
        turn.records.alarms.unwake(turn.class_id, activity.name, "remind", round.id or 0)
