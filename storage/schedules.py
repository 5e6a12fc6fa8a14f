"""Schedules and their occurrences: one due time each, one per local date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Integer, bindparam, func
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, or_, select

from storage.classes import Class
from storage.columns import NEVER_AGAIN, Moment


class Occurring(StrEnum):
    """What became of an occurrence."""

    PLANNED = "planned"
    POSTED = "posted"
    LATE = "late"
    MISSED = "missed"
    HELD = "held"
    UNCERTAIN = "uncertain"


class Schedule(SQLModel, table=True):
    """An activity posted on some days at a wall time; `checked_at` is how far its due times are planned."""

    __table_args__ = NEVER_AGAIN
    id: int | None = Field(default=None, primary_key=True)
    class_id: int = Field(foreign_key="class.id", index=True)
    activity: str
    days: str
    time: str
    count: int
    options: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    last_date: date | None = None
    paused: bool = False
    version: int = 1
    checked_at: datetime = Field(sa_type=Moment)
    deleted_at: datetime | None = Field(default=None, sa_type=Moment)


class Occurrence(SQLModel, table=True):
    """One due time of a schedule; `slot` is its local date, so no change can double a day."""

    __table_args__ = (UniqueConstraint("schedule_id", "slot"), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    schedule_id: int = Field(foreign_key="schedule.id")
    class_id: int = Field(foreign_key="class.id", index=True)
    slot: date
    due_at: datetime = Field(sa_type=Moment, index=True)
    state: str = Field(default=Occurring.PLANNED.value, index=True)
    why: str = ""
    not_before: datetime | None = Field(default=None, sa_type=Moment)
    round_id: int | None = Field(default=None, foreign_key="round.id", index=True)


class Schedules:
    """What is asked of schedules and occurrences."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, row: Schedule) -> None:
        self._session.add(row)
        self._session.flush()

    def get(self, schedule_id: int) -> Schedule | None:
        return self._session.get(Schedule, schedule_id)

    def of_class(self, class_id: int) -> Sequence[Schedule]:
        return self._session.exec(
            select(Schedule)
            .where(Schedule.class_id == class_id, col(Schedule.deleted_at).is_(None))
            .order_by(col(Schedule.id))
        ).all()

    def running(self) -> Sequence[Schedule]:
        """All schedules that still plan due times."""
        return [schedule for schedule, _ in self.running_in_zones()]

    def running_in_zones(self) -> list[tuple[Schedule, str]]:
        """The same, with the name of the zone of each one's class."""
        return [(schedule, zone) for schedule, zone in self._session.execute(_RUNNING)]

    def plan(self, schedule: Schedule, slot: date, due_at: datetime) -> bool:
        """Plan one occurrence; false if that date has one already."""
        done = self._session.connection().execute(
            insert(Occurrence)
            .values(
                schedule_id=schedule.id,
                class_id=schedule.class_id,
                slot=slot,
                due_at=due_at,
                state=Occurring.PLANNED.value,
                why="",
            )
            .on_conflict_do_nothing(index_elements=["schedule_id", "slot"])
        )
        return done.rowcount == 1

    def planned(self, now: datetime, limit: int = 100) -> Sequence[Occurrence]:
        """The occurrences due and not yet settled, the earliest first."""
        return self._session.scalars(_PLANNED, {"now": now, "limit": limit}).all()

    def next_planned(self, now: datetime) -> datetime | None:
        """When the next occurrence that is planned already, or waits for the morning, may be posted."""
        found = self._session.scalars(_NEXT_PLANNED, {"now": now}).first()
        return max(found.due_at, found.not_before or found.due_at) if found else None

    def slots(self, schedule_id: int, since: date) -> Sequence[Occurrence]:
        """The occurrences of a schedule from that date on."""
        return self._session.exec(
            select(Occurrence)
            .where(Occurrence.schedule_id == schedule_id, col(Occurrence.slot) >= since)
            .order_by(col(Occurrence.slot))
        ).all()

    def missed(self, class_id: int, since: datetime, state: Occurring = Occurring.MISSED) -> Sequence[Occurrence]:
        """What a class missed, or was held, of what was due since then, oldest first."""
        return self._session.exec(
            select(Occurrence)
            .where(
                Occurrence.class_id == class_id,
                Occurrence.state == state,
                col(Occurrence.due_at) >= since,
            )
            .order_by(col(Occurrence.due_at), col(Occurrence.id))
        ).all()

    def occurrence(self, occurrence_id: int) -> Occurrence | None:
        return self._session.get(Occurrence, occurrence_id)

    def occurrence_of(self, round_id: int) -> Occurrence | None:
        return self._session.exec(select(Occurrence).where(Occurrence.round_id == round_id)).first()


_at = func.max(Occurrence.due_at, func.coalesce(Occurrence.not_before, Occurrence.due_at))
# asked at every tick, so they are put together once
_RUNNING = (
    select(Schedule, Class.zone)
    .join(Class, col(Class.id) == Schedule.class_id)
    .where(col(Schedule.deleted_at).is_(None), col(Schedule.paused).is_(False), col(Class.finished_at).is_(None))
    .order_by(col(Schedule.id))
)
_PLANNED = (
    select(Occurrence)
    .where(
        col(Occurrence.state) == Occurring.PLANNED,
        col(Occurrence.due_at) <= bindparam("now"),
        or_(col(Occurrence.not_before).is_(None), col(Occurrence.not_before) <= bindparam("now")),
    )
    .order_by(col(Occurrence.due_at), col(Occurrence.id))
    .limit(bindparam("limit", type_=Integer))
)
_NEXT_PLANNED = (
    select(Occurrence)
    .where(col(Occurrence.state) == Occurring.PLANNED, _at > bindparam("now", type_=Moment))
    .order_by(_at)
    .limit(1)
)
