"""What becomes of an occurrence when its time has come: a post, a late post, or a reason why not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.calendar.deadline import GRACE, next_waking, quiet
from bot.task import life
from bot.task.activity import TaskActivity
from bot.task.silence import ANYWAY, anyway, is_silent
from storage.schedules import Occurrence, Occurring, Schedule

if TYPE_CHECKING:
    from bot.turn import Turn

LATE_FROM = timedelta(minutes=5)


def play_occurrence(turn: Turn, occurrence_id: int) -> None:
    """Settle one planned occurrence: post it, leave it for the morning, or say why it is not posted."""
    occurrence = turn.records.schedules.occurrence(occurrence_id)
    if occurrence is None or occurrence.state != Occurring.PLANNED:
        return
    if turn.class_.finished_at:
        occurrence.state, occurrence.why = Occurring.HELD, "finished"
        return
    schedule = turn.records.schedules.get(occurrence.schedule_id)
    activity = turn.house.activities.get(schedule.activity) if schedule else None
    if schedule is None or schedule.deleted_at or schedule.paused or not isinstance(activity, TaskActivity):
        _settle(turn, occurrence, Occurring.HELD, "schedule")
    elif turn.class_.holiday_until and occurrence.slot <= turn.class_.holiday_until:
        _settle(turn, occurrence, Occurring.HELD, "holiday")
    elif turn.now - occurrence.due_at >= GRACE:
        _settle(turn, occurrence, Occurring.MISSED, "late")
    elif _late(turn, occurrence) and quiet(turn.now, turn.zone):
        _wait_for_morning(turn, occurrence)
    else:
        _post(turn, occurrence, schedule, activity)


def _late(turn: Turn, occurrence: Occurrence) -> bool:
    return turn.now - occurrence.due_at > LATE_FROM


def _wait_for_morning(turn: Turn, occurrence: Occurrence) -> None:
    morning = next_waking(turn.now, turn.zone)
    if morning - occurrence.due_at >= GRACE:
        _settle(turn, occurrence, Occurring.MISSED, "late")
    else:
        occurrence.not_before = morning


def _post(turn: Turn, occurrence: Occurrence, schedule: Schedule, activity: TaskActivity) -> None:
    if not any(room.may_post for room in turn.records.rooms.of_class(turn.class_id)):
        _settle(turn, occurrence, Occurring.HELD, "no room")
        return
    wanted = anyway(schedule, occurrence.slot)
    if activity.left(turn) and not wanted and is_silent(turn):
        _settle(turn, occurrence, Occurring.HELD, "silent")
        return
    late = _late(turn, occurrence)
    posted = life.open_round(turn, activity, schedule.count, schedule, turn.now if late else occurrence.due_at)
    if posted is None:
        _settle(turn, occurrence, Occurring.HELD, "empty")
        return
    occurrence.round_id = posted.id
    if wanted:
        posted.state = {**posted.state, ANYWAY: True}
    _settle(turn, occurrence, Occurring.LATE if late else Occurring.POSTED, "")


def _settle(turn: Turn, occurrence: Occurrence, state: Occurring, why: str) -> None:
    occurrence.state, occurrence.why = state, why
    for one in turn.activities():
        one.occurred(turn, occurrence)
