"""Rounds: one posting of an activity each, open until its deadline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import NEVER_AGAIN, Moment
from storage.posts import Post


class Round(SQLModel, table=True):
    """One posting of an activity, open from `opened_at` until `deadline`; `state` is the activity's own."""

    __table_args__ = NEVER_AGAIN
    id: int | None = Field(default=None, primary_key=True)
    class_id: int = Field(foreign_key="class.id", index=True)
    activity: str
    title: str = ""
    schedule_id: int | None = Field(default=None, foreign_key="schedule.id")
    state: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    opened_at: datetime = Field(sa_type=Moment, index=True)
    deadline: datetime = Field(sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    taken_back_at: datetime | None = Field(default=None, sa_type=Moment)
    refreshed_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def open(self) -> bool:
        return self.closed_at is None and self.taken_back_at is None


class Rounds:
    """What is asked of rounds."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, row: Round) -> None:
        self._session.add(row)
        self._session.flush()

    def get(self, round_id: int) -> Round | None:
        return self._session.get(Round, round_id)

    def open(self, class_id: int) -> Sequence[Round]:
        """The open rounds of a class, the newest first."""
        return self._session.exec(
            select(Round)
            .where(Round.class_id == class_id, col(Round.closed_at).is_(None), col(Round.taken_back_at).is_(None))
            .order_by(col(Round.opened_at).desc(), col(Round.id).desc())
        ).all()

    def recent(self, class_id: int, since: datetime, activity: str = "") -> Sequence[Round]:
        """The rounds posted since then and not taken back, the newest first."""
        query = _RECENT_OF_ACTIVITY if activity else _RECENT
        asked = {"class_id": class_id, "since": since}
        return self._session.scalars(query, asked | {"activity": activity} if activity else asked).all()

    def open_in(self, room_id: int) -> Round | None:
        """The newest open round with a post that stands in this room."""
        return self._session.exec(
            select(Round)
            .join(Post, col(Post.round_id) == Round.id)
            .where(
                Post.room_id == room_id,
                Post.kind == "task",
                col(Post.gone_at).is_(None),
                col(Round.closed_at).is_(None),
                col(Round.taken_back_at).is_(None),
            )
            .order_by(col(Round.opened_at).desc(), col(Round.id).desc())
            .limit(1)
        ).first()


# asked several times for each post that is due, so they are put together once
_RECENT = (
    select(Round)
    .where(
        col(Round.class_id) == bindparam("class_id"),
        col(Round.opened_at) >= bindparam("since"),
        col(Round.taken_back_at).is_(None),
    )
    .order_by(col(Round.opened_at).desc(), col(Round.id).desc())
)
_RECENT_OF_ACTIVITY = _RECENT.where(col(Round.activity) == bindparam("activity"))
