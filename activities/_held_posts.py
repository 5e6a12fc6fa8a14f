"""Posts held on purpose: the reason as a teacher is told it, and what she can do about it."""

from __future__ import annotations

from activities._dates import shown
from activities._news_lines import named
from activities._tasks import task_of, title
from bot.activity import Note
from bot.keys import Press
from bot.phrase import T
from bot.task.silence import silent_since
from bot.turn import Turn
from storage.schedules import Occurrence, Schedule


def held_note(turn: Turn, occurrence: Occurrence) -> Note | None:
    """Why it was not posted; several held for one reason are one note."""
    schedule = turn.records.schedules.get(occurrence.schedule_id)
    if schedule is None:
        return None
    match occurrence.why:
        case "holiday" if turn.class_.holiday_until and turn.class_.holiday_until >= turn.today:
            return _holiday(turn)
        case "empty":
            return _empty(turn, schedule)
        case "schedule":
            gone = T(
                "I did not post this, because its schedule was paused or deleted: {post}", post=named(turn, occurrence)
            )
            return Note(f"held {occurrence.id}", gone)
        case "silent" if not schedule.paused and not schedule.deleted_at:
            return _silent(turn, occurrence, schedule)
    return None


def _holiday(turn: Turn) -> Note:
    until = turn.class_.holiday_until or turn.today
    line = T("It is holiday until {day}, so I post nothing. To end it: /holiday", day=shown(until))
    return Note(f"holiday {until}", line)


def _empty(turn: Turn, schedule: Schedule) -> Note | None:
    activity = task_of(turn, schedule.activity)
    if activity.left(turn):
        return None
    line = T(
        "I had nothing to post: the list for {task} is empty. Send me more: {command}",
        task=title(activity),
        command=activity.opens,
    )
    return Note(f"nothing for {schedule.activity} {activity.newest(turn)}", line)


def _silent(turn: Turn, occurrence: Occurrence, schedule: Schedule) -> Note | None:
    """Asked once a week as long as nobody answers."""
    since = silent_since(turn)
    if since is None:
        return None
    week = (turn.today - since).days // 7
    line = T(
        "Nobody has answered for a week, so I did not post {post}. When somebody answers, I go on by myself.",
        post=named(turn, occurrence),
    )
    return Note(
        f"silent {schedule.id} {since} {week}",
        line,
        (
            Press(T("Post it anyway"), "posting.post_now", {"activity": schedule.activity}),
            Press(T("Pause the schedule"), "schedule.pause", {"schedule_id": schedule.id}),
        ),
    )
