"""Posts held on purpose: the reason as a teacher is told it, and what she can do about it."""

from __future__ import annotations

from datetime import date, timedelta

from activities._dates import shown
from activities._news.lines import named
from activities._tasks import task_of, title
from bot.activity import Note
from bot.calendar.wall_time import When
from bot.keys import Press
from bot.phrase import Phrase, T
from bot.planning import coming
from bot.task.silence import WEEK, anyway, silent_since
from bot.turn import Turn
from storage.schedules import Occurrence, Schedule

DAY = timedelta(days=1)


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
            return _held_silently(turn, occurrence, schedule)
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


def silence_ahead(turn: Turn) -> list[Note]:
    """What will be held until tomorrow because nobody answers: asked before, so that there is time to say so."""
    since, found = silent_since(turn), []
    for schedule in turn.records.schedules.of_class(turn.class_id) if since else ():
        moment = next(iter(coming(turn.records, schedule, turn.now, 1)), None)
        if schedule.paused or moment is None or moment - turn.now > DAY:
            continue
        slot = moment.astimezone(turn.zone).date()
        activity = task_of(turn, schedule.activity)
        if since and slot - since >= WEEK and activity.left(turn) and not anyway(schedule, slot):
            post = T("{task} · {when}", task=title(activity), when=When(moment, turn.zone))
            line = T(
                "Nobody has answered for a week. Unless you say so, I do not post {post}. "
                "When somebody answers, I will post again.",
                post=post,
            )
            found.append(_silent(schedule, since, slot, line))
    return found


def _held_silently(turn: Turn, occurrence: Occurrence, schedule: Schedule) -> Note | None:
    since = silent_since(turn)
    if since is None:
        return None
    line = T(
        "Nobody has answered for a week, so I did not post {post}. When somebody answers, I will post again.",
        post=named(turn, occurrence),
    )
    return _silent(schedule, since, occurrence.slot, line)


def _silent(schedule: Schedule, since: date, slot: date, line: Phrase) -> Note:
    """Asked once a week as long as nobody answers, before the post or after it was held."""
    about = {"schedule_id": schedule.id, "slot": slot.isoformat()}
    return Note(
        f"silent {schedule.id} {since} {(slot - since) // WEEK}",
        line,
        (
            Press(T("Post it anyway"), "news.post_anyway", about),
            Press(T("Pause the schedule"), "schedule.pause", {"schedule_id": schedule.id}),
        ),
    )
