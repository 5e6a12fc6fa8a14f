"""Used cards: which words of the list were found in what people wrote, asked for or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, delete, select

from storage.contributions import Contribution, UsedCard


class UsedCards:
    """What is asked of used cards."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def in_round(self, round_id: int, member_id: int | None = None) -> set[int]:
        """The cards found in a round's contributions, of one member if given."""
        query = (
            select(UsedCard.card_id)
            .join(Contribution, col(Contribution.id) == UsedCard.contribution_id)
            .where(Contribution.round_id == round_id, col(UsedCard.unprompted).is_(False))
        )
        if member_id is not None:
            query = query.where(Contribution.member_id == member_id)
        return set(self._session.exec(query).all())

    def unprompted(self, class_id: int, since: datetime, until: datetime) -> set[int]:
        """The cards of earlier weeks used in that time without being asked for."""
        query = (
            select(UsedCard.card_id)
            .join(Contribution, col(Contribution.id) == UsedCard.contribution_id)
            .where(Contribution.class_id == class_id, col(Contribution.at) >= since, col(Contribution.at) < until)
            .where(UsedCard.unprompted)
        )
        return set(self._session.exec(query).all())

    def users(self, cards: Sequence[int]) -> dict[int, int]:
        """How many people have used each of these cards, asked for or not."""
        query = (
            select(UsedCard.card_id, func.count(func.distinct(Contribution.member_id)))
            .join(Contribution, col(Contribution.id) == UsedCard.contribution_id)
            .where(col(UsedCard.card_id).in_(cards))
            .group_by(col(UsedCard.card_id))
        )
        return dict(self._session.exec(query).all())

    def uses(self, class_id: int, since: datetime, until: datetime) -> list[tuple[int, int]]:
        """(member, card) for each card used in that time, once per contribution."""
        rows = self._session.exec(
            select(Contribution.member_id, UsedCard.card_id)
            .join(Contribution, col(Contribution.id) == UsedCard.contribution_id)
            .where(Contribution.class_id == class_id, col(Contribution.at) >= since, col(Contribution.at) < until)
        ).all()
        return [(member_id, card_id) for member_id, card_id in rows]

    def by_contribution(self, class_id: int, since: datetime, until: datetime) -> dict[int, set[int]]:
        """The cards found in each contribution of that time, by the contribution's id."""
        rows = self._session.exec(
            select(UsedCard.contribution_id, UsedCard.card_id)
            .join(Contribution, col(Contribution.id) == UsedCard.contribution_id)
            .where(Contribution.class_id == class_id, col(Contribution.at) >= since, col(Contribution.at) < until)
        ).all()
        found: dict[int, set[int]] = {}
        for contribution_id, card_id in rows:
            found.setdefault(contribution_id, set()).add(card_id)
        return found

    def ever_by(self, member_id: int) -> set[int]:
        """All cards a member ever used."""
        query = (
            select(UsedCard.card_id)
            .join(Contribution, col(Contribution.id) == UsedCard.contribution_id)
            .where(Contribution.member_id == member_id)
        )
        return set(self._session.exec(query).all())

    def by_contribution_of(self, member_id: int) -> dict[int, list[int]]:
        """The cards whose words were found in each of a member's contributions."""
        query = (
            select(UsedCard.contribution_id, UsedCard.card_id)
            .join(Contribution, col(Contribution.id) == UsedCard.contribution_id)
            .where(Contribution.member_id == member_id)
            .order_by(col(UsedCard.card_id))
        )
        found: dict[int, list[int]] = {}
        for contribution_id, card_id in self._session.exec(query):
            found.setdefault(contribution_id, []).append(card_id)
        return found

    def forget(self, card_id: int) -> None:
        self._session.exec(delete(UsedCard).where(col(UsedCard.card_id) == card_id))
