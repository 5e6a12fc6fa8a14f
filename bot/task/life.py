"""From post to last line: how a task is opened, kept up to date, and taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.chat import Place
from bot.days import Days
from bot.deadline import GRACE, open_until, quiet, reminder_at
from bot.refusal import Refusal, Settled
from bot.task import changing, closing
from bot.task.form import keys_of, task_language, task_text
from bot.task.writing import write_key
from storage.classes import Room
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn
    from storage.schedules import Schedule

REFRESH_EVERY = timedelta(seconds=30)
YOUNG_FOR = timedelta(hours=1)
"""So long a post is edited as often as that; some platforms let an older one be edited much less often."""
TAKE_BACK_WITHIN = timedelta(minutes=10)
_ALARMS = ("close", "remind", "refresh", "close_line")


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
    rooms = [room for room in turn.records.classes.rooms(turn.class_id) if room.may_post]
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
    rooms = [room for room in turn.records.classes.rooms(turn.class_id) if room.may_post]
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
    rooms = {room.id: room for room in turn.records.classes.rooms(turn.class_id)}
    for post in turn.records.posts.of_round(round.id or 0):
        room = rooms.get(post.room_id)
        first = write_key(turn, room, round) if room else None
        turn.edit(post, text, keys_of(activity, round, first), language=language)


def take_back(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """Delete a fresh post everywhere; its items come next again, its answers count nowhere.

    Raises:
        Refusal: it is older than ten minutes.
    """
    if turn.now - round.opened_at > TAKE_BACK_WITHIN:
        raise Refusal("A task can be taken back for ten minutes. After that you can close it: /post")
    undo(turn, activity, round)


def undo(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """As if the task had never been posted."""
    turn.activity = activity.name
    round.taken_back_at = turn.now
    forget_round(turn, activity, round)
    activity.taken_back(turn, round)
    closing.carry_again(turn, round)


def forget_round(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """Take a round out of the rooms and the counts."""
    round_id = round.id or 0
    for name in _ALARMS:
        turn.records.alarms.unwake(turn.class_id, activity.name, name, round_id)
    turn.records.deliveries.cancel_round(round_id, turn.now)
    for one in turn.records.contributions.of_round(round_id):
        if one.signed:
            turn.outbox.react(Place(one.platform, one.place), one.message, signs=(), round=None)
        changing.tell_gone(turn, one)
        turn.records.contributions.remove(one)
    for post in turn.records.posts.of_round(round_id):
        if post.gone_at is None:
            turn.outbox.delete_post(post)
