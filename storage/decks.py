"""Decks of cards and question banks, in the order they will be posted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import func
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import NEVER_AGAIN, Moment


class Card(SQLModel, table=True):
    """A word of the class's list; not yet posted while `posted_at` is empty."""

    __table_args__ = NEVER_AGAIN
    id: int | None = Field(default=None, primary_key=True)
    class_id: int = Field(foreign_key="class.id", index=True)
    position: int
    word: str
    translation: str = ""
    example: str = ""
    note: str = ""
    aim: str = ""
    posted_at: datetime | None = Field(default=None, sa_type=Moment)


class Question(SQLModel, table=True):
    """A question for discussion; `words` are helpful words, one a line."""

    __table_args__ = NEVER_AGAIN
    id: int | None = Field(default=None, primary_key=True)
    class_id: int = Field(foreign_key="class.id", index=True)
    position: int
    question: str
    easier: str = ""
    starter: str = ""
    words: str = ""
    note: str = ""
    aim: str = ""
    posted_at: datetime | None = Field(default=None, sa_type=Moment)


Row = TypeVar("Row", Card, Question)


class _List(Generic[Row]):
    """An ordered list of one class's rows."""

    _table: type[Row]

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, row_id: int) -> Row | None:
        return self._session.get(self._table, row_id)

    def all(self, class_id: int) -> Sequence[Row]:
        found: Sequence[Row] = self._session.exec(self._of(class_id)).all()
        return found

    def some(self, ids: Sequence[int]) -> list[Row]:
        """These rows, in the order of their ids given."""
        found = {row.id: row for row in self._session.exec(select(self._table).where(col(self._table.id).in_(ids)))}
        return [found[row_id] for row_id in ids if row_id in found]

    def waiting(self, class_id: int, count: int | None = None) -> Sequence[Row]:
        """The rows not yet posted, next first."""
        query = self._of(class_id).where(col(self._table.posted_at).is_(None)).limit(count)
        found: Sequence[Row] = self._session.exec(query).all()
        return found

    def left(self, class_id: int) -> int:
        query = select(func.count()).where(self._table.class_id == class_id, col(self._table.posted_at).is_(None))
        return self._session.exec(query).one()

    def add(self, rows: Sequence[Row], *, first: bool) -> None:
        """Append the rows, or put them before all that wait when `first`."""
        if not rows:
            return
        class_id = rows[0].class_id
        edge = func.min(self._table.position) if first else func.max(self._table.position)
        query = select(edge).where(self._table.class_id == class_id)
        if first:
            query = query.where(col(self._table.posted_at).is_(None))
        found = self._session.exec(query).one()
        start = (found or 0) + 1 if not first else (found or 0) - len(rows)
        for number, row in enumerate(rows):
            row.position = start + number
        self._session.add_all(rows)
        self._session.flush()

    def remove(self, row: Row) -> None:
        self._session.delete(row)
        self._session.flush()

    def _of(self, class_id: int) -> Any:  # sqlmodel's own select type cannot be named for a generic row
        query = select(self._table).where(self._table.class_id == class_id)
        return query.order_by(col(self._table.position), col(self._table.id))


class Cards(_List[Card]):
    """What is asked of a class's cards."""

    _table = Card

    def posted(self, class_id: int) -> Sequence[Card]:
        """The cards posted so far, oldest first."""
        query = select(Card).where(Card.class_id == class_id, col(Card.posted_at).is_not(None))
        return self._session.exec(query.order_by(col(Card.posted_at), col(Card.position))).all()


class Questions(_List[Question]):
    """What is asked of a class's question bank."""

    _table = Question
