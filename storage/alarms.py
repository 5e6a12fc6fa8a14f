"""Alarms: what an activity wants to be woken for later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, Integer, bindparam
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, delete, select

from storage.columns import NEVER_AGAIN, Moment


class Alarm(SQLModel, table=True):
    """Something an activity wants to be woken for; one per (class, round, activity, name, subject)."""

    __table_args__ = (
        UniqueConstraint("class_id", "round_id", "activity", "name", "subject"),
        Index("ix_alarm_name_at", "name", "at"),
        NEVER_AGAIN,
    )
    id: int | None = Field(default=None, primary_key=True)
    class_id: int = Field(foreign_key="class.id", index=True)
    round_id: int = 0
    activity: str
    name: str
    subject: int = 0
    at: datetime = Field(sa_type=Moment, index=True)


class Alarms:
    """What is asked of alarms."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def wake(self, alarm: Alarm) -> None:
        """Set an alarm; one that stands already for the same thing is moved."""
        self._session.connection().execute(
            insert(Alarm)
            .values(alarm.model_dump(exclude={"id"}))
            .on_conflict_do_update(
                index_elements=["class_id", "round_id", "activity", "name", "subject"], set_={"at": alarm.at}
            )
        )

    def unwake(self, class_id: int, activity: str, name: str, round_id: int = 0, subject: int = 0) -> None:
        self._session.exec(
            delete(Alarm).where(
                col(Alarm.class_id) == class_id,
                col(Alarm.activity) == activity,
                col(Alarm.name) == name,
                col(Alarm.round_id) == round_id,
                col(Alarm.subject) == subject,
            )
        )

    def get(self, class_id: int, activity: str, name: str, round_id: int = 0) -> Alarm | None:
        found = select(Alarm).where(
            Alarm.class_id == class_id, Alarm.activity == activity, Alarm.name == name, Alarm.round_id == round_id
        )
        # one that was moved in this transaction is not what was read of it before
        return self._session.exec(found.execution_options(populate_existing=True)).first()

    def subjects(self, class_id: int, activity: str, name: str) -> set[int]:
        """The subjects for which this alarm is set in a class."""
        query = select(Alarm.subject).where(Alarm.class_id == class_id, Alarm.activity == activity, Alarm.name == name)
        return set(self._session.exec(query).all())

    def by_id(self, alarm_id: int) -> Alarm | None:
        return self._session.get(Alarm, alarm_id)

    def ringing(self, now: datetime, limit: int = 100) -> Sequence[Alarm]:
        """The alarms due, the earliest first."""
        return self._session.scalars(_RINGING, {"now": now, "limit": limit}).all()

    def next(self, name: str = "") -> Alarm | None:
        """The alarm that rings next, of this name if one is given."""
        return self._session.scalars(_NEXT.where(col(Alarm.name) == name) if name else _NEXT).first()

    def silence(self, alarm: Alarm) -> None:
        self._session.delete(alarm)
        self._session.flush()

    def silence_class(self, class_id: int) -> None:
        """No alarm of this class rings any more."""
        self._session.exec(delete(Alarm).where(col(Alarm.class_id) == class_id))


# asked at every tick, so they are put together once
_RINGING = (
    select(Alarm)
    .where(col(Alarm.at) <= bindparam("now"))
    .order_by(col(Alarm.at), col(Alarm.id))
    .limit(bindparam("limit", type_=Integer))
)
_NEXT = select(Alarm).order_by(col(Alarm.at), col(Alarm.id)).limit(1)
