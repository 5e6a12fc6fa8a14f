"""Plans occurrences from schedules, and turns each due one into a post, a late post, or a reason why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.calendar import due
from bot.days import Days
from bot.deadline import next_waking, quiet
from bot.task import life
from bot.task.activity import TaskActivity
from storage.records import Records
from storage.schedules import Occurrence, Occurring, Schedule

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.turn import Turn

GRACE = timedelta(hours=6)
LATE_FROM = timedelta(minutes=5)
_TICK = timedelta(microseconds=1)
_LONGEST = timedelta(days=60)


def slots(schedule: Schedule, zone: ZoneInfo, until: datetime) -> Sequence[tuple[date, datetime]]:
    """The due times since the schedule was looked at last, up to and including `until`."""
    if schedule.paused or schedule.checked_at >= until:
        return []
    start = max(schedule.checked_at, until - _LONGEST) + _TICK
    found = due(Days.read(schedule.days), schedule.time, zone, start, until + _TICK)
    return [(slot, at) for slot, at in found if schedule.last_date is None or slot <= schedule.last_date]


def plan(records: Records, schedule: Schedule, found: Sequence[tuple[date, datetime]], now: datetime) -> int:
    """Write the occurrences down; a date that has one keeps it. The number of new ones."""
    schedule.checked_at = max(schedule.checked_at, now)
    return sum(records.schedules.plan(schedule, slot, at) for slot, at in found)


def play_occurrence(turn: Turn, occurrence_id: int) -> None:
    """Settle one planned occurrence: post it, leave it for the morning, or say why it is not posted."""
    occurrence = turn.records.schedules.occurrence(occurrence_id)
    if occurrence is None or occurrence.state != Occurring.PLANNED:
        return
    schedule = turn.records.schedules.get(occurrence.schedule_id)
    activity = turn.house.activities.get(schedule.activity) if schedule else None
    late = turn.now - occurrence.due_at
    if schedule is None or schedule.deleted_at or schedule.paused or not isinstance(activity, TaskActivity):
        _settle(turn, occurrence, Occurring.HELD, "schedule")
    elif turn.class_.holiday_until and occurrence.slot <= turn.class_.holiday_until:
        _settle(turn, occurrence, Occurring.HELD, "holiday")
    elif late > GRACE:
        _settle(turn, occurrence, Occurring.MISSED, "late")
    elif late > LATE_FROM and quiet(turn.now, turn.zone):
        waits_until = next_waking(turn.now, turn.zone)
        if waits_until - occurrence.due_at > GRACE:
            _settle(turn, occurrence, Occurring.MISSED, "late")
        else:
            occurrence.not_before = waits_until
    else:
        _post(turn, occurrence, schedule, activity)


def _post(turn: Turn, occurrence: Occurrence, schedule: Schedule, activity: TaskActivity) -> None:
    if not any(room.may_post for room in turn.records.classes.rooms(turn.class_id)):
        _settle(turn, occurrence, Occurring.HELD, "no room")
        return
    late = turn.now - occurrence.due_at > LATE_FROM
    posted = life.open_round(turn, activity, schedule.count, schedule, turn.now if late else occurrence.due_at)
    if posted is None:
        _settle(turn, occurrence, Occurring.HELD, "empty")
        return
    occurrence.round_id = posted.id
    occurrence.state = Occurring.LATE if late else Occurring.POSTED
    for one in turn.house.activities.values():
        one.occurred(turn, occurrence)


def _settle(turn: Turn, occurrence: Occurrence, state: Occurring, why: str) -> None:
    occurrence.state, occurrence.why = state, why
    for one in turn.house.activities.values():
        one.occurred(turn, occurrence)
