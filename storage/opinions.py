"""Opinions: what second correctors say to a correction that is there already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import NEVER_AGAIN, Moment
from storage.corrections import Correction
from storage.standing import Passing
from storage.vault import Vault


class Opinion(SQLModel, table=True):
    """A second corrector agrees with a correction, perhaps with a reason of their own."""

    __tablename__ = "correction_opinion"
    __table_args__ = NEVER_AGAIN
    id: int | None = Field(default=None, primary_key=True)
    correction_id: int = Field(foreign_key="correction.id", index=True, ondelete="CASCADE")
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    at: datetime = Field(sa_type=Moment)
    sealed: bytes | None = None
    passing: str = Passing.PASSED.value


class Opinions:
    """What is asked of opinions."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def add(self, row: Opinion, reason: str) -> None:
        row.sealed = self._vault.seal(reason) if reason else None
        self._session.add(row)
        self._session.flush()

    def reason(self, row: Opinion) -> str:
        return self._vault.open(row.sealed) if row.sealed else ""

    def of(self, correction_id: int) -> Sequence[Opinion]:
        """All opinions of one correction, oldest first."""
        return self._session.exec(
            select(Opinion).where(Opinion.correction_id == correction_id).order_by(col(Opinion.id))
        ).all()

    def of_member(self, member_id: int) -> Sequence[Opinion]:
        return self._session.exec(select(Opinion).where(Opinion.member_id == member_id).order_by(col(Opinion.id))).all()

    def hand_over(self, member_id: int, to: int) -> None:
        """What one member thought is another's from now on: both are one person, who agrees once, and not with oneself.

        Called when the corrections are handed over.
        """
        given = select(Correction.id).where(Correction.giver_id == to)
        both, theirs = (member_id, to), select(Opinion.correction_id).where(Opinion.member_id == to)
        mine, twice = col(Opinion.member_id) == member_id, col(Opinion.correction_id).in_(theirs)
        self._session.exec(
            delete(Opinion).where(col(Opinion.member_id).in_(both), col(Opinion.correction_id).in_(given))
        )
        self._session.exec(delete(Opinion).where(mine, twice))
        self._session.exec(update(Opinion).where(col(Opinion.member_id) == member_id).values(member_id=to))
