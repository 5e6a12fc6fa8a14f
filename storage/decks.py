"""Decks of cards and question banks, in the order they will be posted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import func, insert, tuple_, update
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


class Items(Generic[Row]):
    """An ordered list of one class's rows."""

    _table: type[Row]
    _text: ClassVar[str]

    def __init__(self, session: Session) -> None:
        self._session = session
        self._read: dict[int, Row] = {}

    def get(self, row_id: int) -> Row | None:
        return self._session.get(self._table, row_id)

    def all(self, class_id: int) -> Sequence[Row]:
        found: Sequence[Row] = self._session.exec(self._of(class_id)).all()
        return found

    def some(self, ids: Sequence[int]) -> list[Row]:
        """These rows, in the order of their ids given; asked of the database once a transaction."""
        fresh = [row_id for row_id in ids if row_id not in self._read]
        if fresh:
            rows = self._session.exec(select(self._table).where(col(self._table.id).in_(fresh))).all()
            self._read.update({row.id or 0: row for row in rows})
        return [self._read[row_id] for row_id in ids if row_id in self._read]

    def texts(self, class_id: int) -> Sequence[str]:
        """The words or questions themselves, posted or not, without the rows around them."""
        return self._session.exec(
            select(getattr(self._table, self._text)).where(self._table.class_id == class_id)
        ).all()

    def waiting(self, class_id: int, count: int | None = None, start: int = 0) -> Sequence[Row]:
        """The rows not yet posted, next first; `start` leaves out so many of them."""
        query = self._of(class_id).where(col(self._table.posted_at).is_(None)).limit(count).offset(start)
        found: Sequence[Row] = self._session.exec(query).all()
        return found

    def posted(self, class_id: int, count: int | None = None, start: int = 0) -> Sequence[Row]:
        """The rows posted so far, newest post first, each post's in its order."""
        query = select(self._table).where(self._table.class_id == class_id, col(self._table.posted_at).is_not(None))
        query = query.order_by(col(self._table.posted_at).desc(), col(self._table.position), col(self._table.id))
        found: Sequence[Row] = self._session.exec(query.limit(count).offset(start)).all()
        return found

    def posted_between(self, class_id: int, since: datetime, until: datetime) -> Sequence[Row]:
        """The rows posted in that time, oldest first."""
        query = self._of(class_id).where(col(self._table.posted_at) >= since, col(self._table.posted_at) < until)
        found: Sequence[Row] = self._session.exec(query).all()
        return found

    def before(self, row: Row) -> int:
        """How many rows that wait come before this one."""
        query = select(func.count()).where(
            self._table.class_id == row.class_id,
            col(self._table.posted_at).is_(None),
            tuple_(col(self._table.position), col(self._table.id)) < tuple_(row.position, row.id),
        )
        return self._session.exec(query).one()

    def newest(self, class_id: int) -> int:
        """The id of the row added last; 0 of an empty list."""
        return self._session.exec(select(func.max(self._table.id)).where(self._table.class_id == class_id)).one() or 0

    def size(self, class_id: int) -> int:
        """How many rows there are, posted or not."""
        return self._session.exec(select(func.count()).where(self._table.class_id == class_id)).one()

    def left(self, class_id: int) -> int:
        query = select(func.count()).where(self._table.class_id == class_id, col(self._table.posted_at).is_(None))
        return self._session.exec(query).one()

    def append(self, class_id: int, rows: Sequence[Mapping[str, str]]) -> tuple[int, int]:
        """Put new rows, given by their columns, behind all others; the ids of the first and the last."""
        found = select(func.max(self._table.position)).where(self._table.class_id == class_id)
        start = (self._session.exec(found).one() or 0) + 1
        new = [{**row, "class_id": class_id, "position": start + number} for number, row in enumerate(rows)]
        # a tenth of what as many objects would cost; the writer is alone, so that their ids follow each other
        self._session.connection().execute(insert(self._table), new)
        last = self.newest(class_id)
        return last - len(rows) + 1, last

    def add(self, rows: Sequence[Row], *, first: bool) -> None:
        """Put new rows, or some that are there, behind all others, or before all when `first`."""
        if not rows:
            return
        edge = func.min(self._table.position) if first else func.max(self._table.position)
        found = self._session.exec(select(edge).where(self._table.class_id == rows[0].class_id)).one() or 0
        start = found - len(rows) if first else found + 1
        for number, row in enumerate(rows):
            row.position = start + number
        self._session.add_all(rows)
        self._session.flush()

    def sheet(self, class_id: int, *, posted: bool = False) -> Sequence[Any]:
        """All columns of all rows, in their order, or of the posted ones, oldest first; to read, not to change."""
        query = select(*self._table.__table__.columns).where(self._table.class_id == class_id)  # type: ignore[attr-defined]
        if posted:
            query = query.where(col(self._table.posted_at).is_not(None)).order_by(col(self._table.posted_at))
        return self._session.execute(query.order_by(col(self._table.position), col(self._table.id))).all()

    def swap(self, row: Row, other: Row) -> None:
        """Let two rows change places."""
        row.position, other.position = other.position, row.position
        self._session.flush()

    def put_first(self, class_id: int, first: int, last: int) -> int:
        """Put the rows of one import, by the ids it began and ended with, before all that wait; their number."""
        waits: list[Any] = [self._table.class_id == class_id, col(self._table.posted_at).is_(None)]
        those: list[Any] = [*waits, col(self._table.id).between(first, last)]
        count, lowest, highest = self._session.exec(
            select(func.count(), func.min(self._table.position), func.max(self._table.position)).where(*those)
        ).one()
        if count:
            edge = self._session.exec(select(func.min(self._table.position)).where(*waits)).one()
            # they keep their distances, so that one statement moves them all
            down = highest + 1 - min(edge, lowest)
            self._session.exec(update(self._table).where(*those).values(position=self._table.position - down))
        return int(count)

    def remove(self, row: Row) -> None:
        self._read.pop(row.id or 0, None)
        self._session.delete(row)
        self._session.flush()

    def _of(self, class_id: int) -> Any:  # sqlmodel's own select type cannot be named for a generic row
        query = select(self._table).where(self._table.class_id == class_id)
        return query.order_by(col(self._table.position), col(self._table.id))


class Cards(Items[Card]):
    """What is asked of a class's cards."""

    _table = Card
    _text = "word"

    def words_posted(self, class_id: int, since: datetime, until: datetime, most: int) -> list[tuple[int, str]]:
        """Id and word of the cards posted in that time, of so many newest ones, oldest first."""
        query = (
            select(Card.id, Card.word)
            .where(Card.class_id == class_id, col(Card.posted_at) >= since, col(Card.posted_at) < until)
            .order_by(col(Card.posted_at).desc(), col(Card.id).desc())
            .limit(most)
        )
        return [(card_id or 0, word) for card_id, word in reversed(self._session.exec(query).all())]


class Questions(Items[Question]):
    """What is asked of a class's question bank."""

    _table = Question
    _text = "question"
