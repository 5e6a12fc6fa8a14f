"""Classes: a language, its learners, and how they would like it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import NEVER_AGAIN, Moment

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


class Counts(StrEnum):
    """What counts in a class: replies to a task only, or all that learners write while a task is open."""

    REPLIES = "replies"
    EVERYTHING = "everything"


class Class(SQLModel, table=True):
    """A language class; `natives` are language codes joined by commas, the first one the main one.

    `threads`: each task opens a thread of its own, where the platform has them.
    `focus` are categories of changes joined by commas, shown first on cards until `focus_until`.
    """

    __tablename__ = "class"
    __table_args__ = NEVER_AGAIN
    id: int | None = Field(default=None, primary_key=True)
    name: str
    target: str = ""
    natives: str = ""
    level: str = ""
    zone: str = ""
    language: str = "en"
    size: int | None = None
    minors: bool = False
    counts: str = Counts.REPLIES.value
    reminder_hour: int = 18
    approve_corrections: bool = False
    threads: bool = False
    focus: str = ""
    focus_until: date | None = None
    ready: bool = False
    holiday_until: date | None = None
    created_at: datetime = Field(sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def approves(self) -> bool:
        """Whether corrections wait for the teacher's OK; for minors they always do."""
        return self.minors or self.approve_corrections

    @property
    def native(self) -> str:
        return self.natives.split(",")[0]

    @property
    def languages(self) -> tuple[str, ...]:
        """The target language first, then the learners' own."""
        return tuple(dict.fromkeys(code for code in (self.target, *self.natives.split(",")) if code))


class Classes:
    """What is asked of classes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, row: Class) -> None:
        self._session.add(row)
        self._session.flush()

    def get(self, class_id: int) -> Class | None:
        return self._session.get(Class, class_id)

    def all(self) -> Sequence[Class]:
        return self._session.exec(select(Class).where(col(Class.finished_at).is_(None)).order_by(col(Class.id))).all()

    def named(self, name: str) -> Sequence[Class]:
        return self._session.exec(select(Class).where(Class.name == name).order_by(col(Class.id))).all()
