"""Erasure: the end of what people wrote, when its time is over, when its class ends, or with the person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, delete, select

from storage.contributions import Contribution, UsedCard
from storage.corrections import Correction, Corrections
from storage.deliveries import Deliveries
from storage.looks import Look
from storage.opinions import Opinion
from storage.parts import Part
from storage.posts import Post
from storage.reports import Report
from storage.standing import RECEIVED


class Erasure:
    """What is erased of contributions, corrections, opinions and looks."""

    def __init__(self, session: Session, corrections: Corrections, deliveries: Deliveries) -> None:
        self._session = session
        self._corrections = corrections
        self._deliveries = deliveries

    def contributions_over(self, now: datetime) -> int:
        """Empty the texts whose time is over; their number."""
        over = select(Contribution.id).where(col(Contribution.erase_at) <= now, col(Contribution.sealed).is_not(None))
        ids = self._session.exec(over).all()
        if not ids:
            return 0
        self.quotes(ids)
        self._session.exec(update(Contribution).where(col(Contribution.id).in_(ids)).values(sealed=None, erase_at=None))
        return len(ids)

    def quotes(self, contribution_ids: Sequence[int | None]) -> None:
        """What shows words of these contributions to others and has not left does not leave."""
        quoting = select(Post.id).where(col(Post.quoted_id).in_(contribution_ids))
        if found := [one for one in self._session.exec(quoting) if one is not None]:
            self._deliveries.cancel_posts(found)

    def corrections_over(self, now: datetime) -> int:
        """Empty the words of corrections whose time is over, unless their author keeps them; their number."""
        over = select(Correction.id).where(
            col(Correction.erase_at) <= now, col(Correction.kept).is_(False), col(Correction.sealed).is_not(None)
        )
        return self._empty(self._session.exec(over).all())

    def follow_contributions(self, class_id: int) -> None:
        """The words of a class's corrections end with the contributions', whose time was changed."""
        theirs = select(Contribution.erase_at).where(Contribution.id == Correction.contribution_id).scalar_subquery()
        self._session.flush()
        self._session.exec(
            update(Correction)
            .where(
                col(Correction.class_id) == class_id,
                col(Correction.contribution_id).is_not(None),
                col(Correction.kept).is_(False),
                col(Correction.erase_at).is_not(None),
            )
            .values(erase_at=theirs)
        )

    def correction(self, row: Correction) -> None:
        """Empty the words of a correction whose original is gone."""
        self._empty([row.id])
        self._session.refresh(row)

    def class_(self, class_id: int) -> None:
        """Empty the texts of a class that is over."""
        self._session.exec(
            update(Contribution).where(col(Contribution.class_id) == class_id).values(sealed=None, erase_at=None)
        )
        self._empty(self._session.exec(select(Correction.id).where(Correction.class_id == class_id)).all())

    def member(self, member_id: int) -> None:
        """Remove all a member wrote and got, and of what they gave all that is in their own words or says who it was.

        Answers to what they wrote stay, without saying whom they answered.
        """
        self._given_and_got(member_id)
        self._session.exec(delete(Opinion).where(col(Opinion.member_id) == member_id))
        self._session.exec(delete(Look).where(col(Look.member_id) == member_id))
        self._session.exec(delete(Report).where(col(Report.member_id) == member_id))
        self._session.expire_all()
        self._written(member_id)

    def _given_and_got(self, member_id: int) -> None:
        for row in self._corrections.received_by(member_id):
            self._corrections.remove(row)
        for row in self._corrections.given_by(member_id):
            if row.standing not in RECEIVED:
                self._corrections.remove(row)
                continue
            self._deliveries.cancel_posts(row.posts)
            if row.sealed:
                self._corrections.write(row, self._corrections.words(row)._replace(reason="", answer=""))
        self._session.flush()
        self._session.exec(update(Correction).where(col(Correction.giver_id) == member_id).values(giver_id=None))

    def _written(self, member_id: int) -> None:
        written = select(Contribution.id).where(Contribution.member_id == member_id)
        self.quotes(self._session.exec(written).all())
        mine = written.scalar_subquery()
        self._session.exec(delete(UsedCard).where(col(UsedCard.contribution_id).in_(mine)))
        self._session.exec(delete(Part).where(col(Part.contribution_id).in_(mine)))
        self._session.exec(delete(Contribution).where(col(Contribution.member_id) == member_id))
        self._session.exec(
            update(Contribution).where(col(Contribution.answers_member_id) == member_id).values(answers_member_id=None)
        )

    def _empty(self, ids: Sequence[int | None]) -> int:
        if not ids:
            return 0
        rows = self._session.exec(select(Correction).where(col(Correction.id).in_(ids))).all()
        self._deliveries.cancel_posts([post for row in rows for post in row.posts])
        self._session.exec(update(Opinion).where(col(Opinion.correction_id).in_(ids)).values(sealed=None))
        done = self._session.exec(
            update(Correction).where(col(Correction.id).in_(ids)).values(sealed=None, erase_at=None, kept=False)
        )
        return done.rowcount
