"""What is due at a moment: alarms and occurrences in their order, and how each is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.occurring import play_occurrence
from bot.scene import Scene
from bot.turn import Turn
from storage.alarms import Alarm
from storage.records import Records
from storage.schedules import Occurrence


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """An alarm or an occurrence; at the same moment alarms come first: a task closes before the next one is posted."""

    at: datetime
    order: int
    id: int
    class_id: int
    activity: str = ""
    name: str = ""
    about: tuple[int, int] = (0, 0)


def due_now(records: Records, now: datetime) -> list[Due]:
    """All that is due, the earliest first."""
    alarms, occurrences = records.alarms.ringing(now), records.schedules.planned(now)
    return sorted([*map(_of_alarm, alarms), *map(_of_occurrence, occurrences)])


def scene(records: Records, due: Due) -> Scene:
    return Scene(class_=records.classes.get(due.class_id))


def silence(records: Records, due: Due, now: datetime) -> bool:
    """An alarm rings once, even if what it calls fails; false if it was moved or taken off meanwhile."""
    standing = records.alarms.by_id(due.id)
    if standing is None or standing.at > now:
        return False
    records.alarms.silence(standing)
    return True


def post(turn: Turn, due: Due) -> None:
    play_occurrence(turn, due.id)


def ring(turn: Turn, due: Due) -> None:
    doing = turn.house.doings.get((due.activity, "alarm", due.name))
    if doing is not None and turn.class_.finished_at is None:
        getattr(turn.house.activities[due.activity], doing.method)(turn, *due.about)


def _of_alarm(alarm: Alarm) -> Due:
    about = (alarm.round_id, alarm.subject)
    return Due(alarm.at, 0, alarm.id or 0, alarm.class_id, alarm.activity, alarm.name, about)


def _of_occurrence(occurrence: Occurrence) -> Due:
    return Due(occurrence.not_before or occurrence.due_at, 1, occurrence.id or 0, occurrence.class_id)
