"""What waits for a teacher of what learners say of each other's sentences: to be approved, or to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, or_, update
from sqlmodel import Session, col, select

from storage.contributions import LONGEST_KEPT, Contribution
from storage.corrections import Correction
from storage.looks import Look, Verdict, look_with
from storage.opinions import Opinion
from storage.reports import Report
from storage.standing import Passing, Standing


class ForTeacher:
    """What is asked for a teacher's lists."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def to_approve(self, class_id: int) -> Sequence[Correction]:
        """Corrections of which something waits for the teacher: itself, a question, an answer, or an opinion."""
        opinion = exists().where(
            col(Opinion.correction_id) == col(Correction.id), col(Opinion.passing) == Passing.WAITING
        )
        return self._session.exec(
            select(Correction)
            .where(
                Correction.class_id == class_id,
                col(Correction.sealed).is_not(None),
                or_(
                    col(Correction.standing) == Standing.WAITING,
                    col(Correction.question) == Passing.WAITING,
                    col(Correction.answer) == Passing.WAITING,
                    opinion,
                ),
            )
            .order_by(col(Correction.id))
        ).all()

    def reported(self, class_id: int) -> Sequence[Correction]:
        """What somebody has shown to their teacher and she has not looked at yet, oldest first."""
        shown = exists().where(col(Report.correction_id) == col(Correction.id), col(Report.seen).is_(False))
        return self._session.exec(
            select(Correction)
            .where(Correction.class_id == class_id, col(Correction.sealed).is_not(None), shown)
            .order_by(col(Correction.id))
        ).all()

    def reported_texts(self, class_id: int, now: datetime) -> Sequence[Contribution]:
        """The sentences the teacher is asked to look at, oldest first."""
        return self._session.exec(
            select(Contribution)
            .where(
                Contribution.class_id == class_id,
                col(Contribution.at) >= now - LONGEST_KEPT,
                col(Contribution.sealed).is_not(None),
                look_with(Verdict.REPORTED),
            )
            .order_by(col(Contribution.at), col(Contribution.id))
        ).all()

    def report_seen(self, contribution_id: int) -> None:
        """The teacher has looked at it."""
        self._session.exec(
            update(Look)
            .where(col(Look.contribution_id) == contribution_id, col(Look.verdict) == Verdict.REPORTED)
            .values(verdict=Verdict.SETTLED.value)
        )
