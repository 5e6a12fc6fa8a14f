"""Looks: which sentences somebody was shown to correct, what they said of them, and what waits for a look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Exists, exists, update
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import Moment
from storage.contributions import LONGEST_KEPT, Contribution
from storage.corrections import Correction
from storage.standing import ENDED, Standing


class Verdict(StrEnum):
    """What somebody who looked at a sentence said of it."""

    SEEN = ""
    """It was shown, nothing was said yet."""
    FINE = "fine"
    SKIPPED = "skipped"
    CORRECTED = "corrected"
    REPORTED = "reported"
    """The teacher should look at it."""
    SETTLED = "settled"
    """The teacher has."""


class Look(SQLModel, table=True):
    """Somebody was shown a classmate's sentence to correct, and what they said of it."""

    __tablename__ = "contribution_look"
    contribution_id: int = Field(foreign_key="contribution.id", primary_key=True, ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id", primary_key=True, index=True)
    at: datetime = Field(sa_type=Moment)
    verdict: str = Verdict.SEEN.value


class Looks:
    """What is asked of looks."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(self, contribution_id: int, member_id: int, now: datetime, verdict: Verdict = Verdict.SEEN) -> None:
        """Note that somebody was shown a sentence, or what they said of it; a report stays until a teacher looks."""
        before = self._session.get(Look, (contribution_id, member_id))
        if before is not None and before.verdict == Verdict.REPORTED:
            return
        self._session.merge(Look(contribution_id=contribution_id, member_id=member_id, at=now, verdict=verdict.value))
        self._session.flush()

    def of(self, contribution_ids: Sequence[int]) -> dict[int, list[Look]]:
        """Who looked at each of these, and what they said."""
        found: dict[int, list[Look]] = {one: [] for one in contribution_ids}
        for look in self._session.exec(select(Look).where(col(Look.contribution_id).in_(contribution_ids))):
            found[look.contribution_id].append(look)
        return found

    def of_member(self, member_id: int) -> Sequence[Look]:
        return self._session.exec(select(Look).where(Look.member_id == member_id).order_by(col(Look.at))).all()

    def dealt(self, class_id: int, since: datetime) -> list[tuple[int, int]]:
        """(author, corrector) of each sentence of a class somebody was shown since then."""
        return [(author, look.member_id) for author, look in self._looked_at(class_id, since)]

    def fine(self, class_id: int, since: datetime, until: datetime) -> list[tuple[int, int]]:
        """(author, corrector) of each sentence a classmate found fine in that time."""
        return [
            (author, look.member_id)
            for author, look in self._looked_at(class_id, since)
            if look.at < until and look.verdict == Verdict.FINE
        ]

    def _looked_at(self, class_id: int, since: datetime) -> Sequence[tuple[int, Look]]:
        """By contributions that still had their text then, so that the index on their time is of use."""
        return self._session.exec(
            select(Contribution.member_id, Look)
            .join(Look, col(Look.contribution_id) == Contribution.id)
            .where(
                Contribution.class_id == class_id,
                col(Contribution.at) >= since - LONGEST_KEPT,
                col(Look.at) >= since,
            )
        ).all()

    def uncorrected(self, class_id: int, since: datetime) -> Sequence[Contribution]:
        """Texts for all to see, written since then, that nobody has corrected, found fine or reported, oldest first.

        What was only offered to its writer, or came to nothing, is no correction.
        """
        corrected = exists().where(
            col(Correction.contribution_id) == col(Contribution.id),
            col(Correction.standing).not_in((Standing.OFFERED, *ENDED)),
        )
        return self._session.exec(
            select(Contribution)
            .where(
                Contribution.class_id == class_id,
                col(Contribution.at) >= since,
                col(Contribution.sealed).is_not(None),
                col(Contribution.private).is_(False),
                ~corrected,
                ~look_with(Verdict.FINE, Verdict.REPORTED, Verdict.SETTLED),
            )
            .order_by(col(Contribution.at), col(Contribution.id))
        ).all()

    def hand_over(self, member_id: int, to: int) -> None:
        """What one member has seen is another's from now on: both are one person, who has seen it once.

        Where only one of them has said something of a sentence, that stays.
        """
        unsaid = (Verdict.SEEN, Verdict.SKIPPED)
        said = select(Look.contribution_id).where(Look.member_id == member_id, col(Look.verdict).not_in(unsaid))
        theirs = col(Look.member_id) == to
        self._session.exec(
            delete(Look).where(theirs, col(Look.verdict).in_(unsaid), col(Look.contribution_id).in_(said))
        )
        seen = select(Look.contribution_id).where(theirs)
        self._session.exec(delete(Look).where(col(Look.member_id) == member_id, col(Look.contribution_id).in_(seen)))
        self._session.exec(update(Look).where(col(Look.member_id) == member_id).values(member_id=to))


def look_with(*verdicts: Verdict) -> Exists:
    """Whether somebody said one of these of a contribution."""
    return exists().where(col(Look.contribution_id) == col(Contribution.id), col(Look.verdict).in_(verdicts))
