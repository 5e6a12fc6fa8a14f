"""What came in: each event is taken once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Field, Session, SQLModel, col, delete

from storage.columns import Moment


class Inbound(SQLModel, table=True):
    """The key of an event already taken."""

    key: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment, index=True)


class Inbox:
    """What is asked of inbound keys."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(self, key: str, now: datetime) -> bool:
        """Note the event; false if it was taken before."""
        done = self._session.connection().execute(
            insert(Inbound).values(key=key, at=now).on_conflict_do_nothing(index_elements=["key"])
        )
        return done.rowcount == 1

    def forget(self, before: datetime) -> None:
        self._session.exec(delete(Inbound).where(col(Inbound.at) < before))
