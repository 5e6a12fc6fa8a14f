"""Taking part: who wrote in a round, and who got an answer there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.contributions import Contribution


class TakingPart:
    """What is asked of who takes part."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def writers(self, round_id: int, *, late: bool = False) -> int:
        """How many people wrote in a round; late ones only when asked for."""
        return len(self.who_wrote(round_id, late=late))

    def who_wrote(self, round_id: int, *, late: bool = False) -> set[int]:
        """The members who wrote in a round; late ones only when asked for."""
        query = select(Contribution.member_id).distinct().where(Contribution.round_id == round_id)
        if not late:
            query = query.where(col(Contribution.late).is_(False))
        return set(self._session.exec(query).all())

    def answered(self, round_id: int) -> int:
        """How many people in a round got an answer from a classmate."""
        query = select(func.count(func.distinct(Contribution.answers_member_id))).where(
            Contribution.round_id == round_id, Contribution.answers_member_id != Contribution.member_id
        )
        return self._session.exec(query).one()

    def unanswered(self, round_id: int, before: datetime) -> set[int]:
        """Who wrote in a round by then, for all to read, and has got no answer in it."""
        answered = select(Contribution.answers_member_id).where(
            Contribution.round_id == round_id, col(Contribution.answers_member_id).is_not(None)
        )
        query = select(Contribution.member_id).where(
            Contribution.round_id == round_id, col(Contribution.at) <= before, col(Contribution.private).is_(False)
        )
        return set(self._session.exec(query.distinct()).all()) - set(self._session.exec(answered.distinct()).all())

    def last_at(self, class_id: int) -> datetime | None:
        """When somebody in a class answered last."""
        query = select(Contribution.at).where(Contribution.class_id == class_id)
        return self._session.exec(query.order_by(col(Contribution.at).desc()).limit(1)).first()
