"""Reports: who asked the teacher to look at a correction, and whether she has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import Moment


class Report(SQLModel, table=True):
    """Somebody asked the teacher to look at a correction; nobody else hears of it."""

    __tablename__ = "correction_report"
    correction_id: int = Field(foreign_key="correction.id", primary_key=True, ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id", primary_key=True, index=True)
    at: datetime = Field(sa_type=Moment)
    seen: bool = False


class Reports:
    """What is asked of reports."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(self, correction_id: int, member_id: int, now: datetime) -> Report:
        """One person's report, which is there once."""
        found = self.by(correction_id, member_id)
        if found is None:
            found = Report(correction_id=correction_id, member_id=member_id, at=now)
            self._session.add(found)
            self._session.flush()
        return found

    def by(self, correction_id: int, member_id: int) -> Report | None:
        return self._session.get(Report, (correction_id, member_id))

    def of_member(self, member_id: int) -> Sequence[Report]:
        return self._session.exec(select(Report).where(Report.member_id == member_id).order_by(col(Report.at))).all()

    def of(self, correction_ids: Sequence[int | None]) -> Sequence[Report]:
        """All that the teacher has not seen of these, the oldest first."""
        return self._session.exec(
            select(Report)
            .where(col(Report.correction_id).in_(correction_ids), col(Report.seen).is_(False))
            .order_by(col(Report.at))
        ).all()

    def look(self, correction_id: int) -> None:
        """The teacher has looked at it."""
        self._session.exec(update(Report).where(col(Report.correction_id) == correction_id).values(seen=True))

    def renew(self, correction_id: int) -> None:
        """More was said of it: what the teacher has looked at may be shown to her once more."""
        self._session.exec(delete(Report).where(col(Report.correction_id) == correction_id, col(Report.seen)))

    def hand_over(self, member_id: int, to: int) -> None:
        """What one member has reported is another's from now on: both are one person, who has done so once."""
        theirs = select(Report.correction_id).where(Report.member_id == to)
        twice = col(Report.correction_id).in_(theirs)
        self._session.exec(delete(Report).where(col(Report.member_id) == member_id, twice))
        self._session.exec(update(Report).where(col(Report.member_id) == member_id).values(member_id=to))
