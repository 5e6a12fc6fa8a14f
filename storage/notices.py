"""Notices: what is told once, or noted without saying what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Field, Session, SQLModel, col, delete

from storage.columns import Moment
from storage.vault import Vault


class Notice(SQLModel, table=True):
    """Something told once; `what` names it, or is a keyed hash where it concerns who has not joined."""

    what: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment, index=True)


class Notices:
    """What is asked of notices."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def first_time(self, now: datetime, *what: str) -> bool:
        """True once for these words; they are kept as a keyed hash."""
        done = self._session.connection().execute(
            insert(Notice).values(what=self._vault.hash(*what), at=now).on_conflict_do_nothing(index_elements=["what"])
        )
        return done.rowcount == 1

    def known(self, *what: str, since: datetime | None = None) -> bool:
        """Whether these words were noted, at that moment or later if one is given."""
        found = self._session.get(Notice, self._vault.hash(*what))
        return found is not None and (since is None or found.at >= since)

    def unknow(self, *what: str) -> None:
        self._session.exec(delete(Notice).where(col(Notice.what) == self._vault.hash(*what)))

    def hash(self, *what: str) -> str:
        """The keyed hash under which something is noted without saying what."""
        return self._vault.hash(*what)
