"""For me: answers and messages that wait until their person opens the private chat, or looks under a task."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from storage.deliveries import Delivery, Going, Urgency


class ForMe:
    """What is asked of deliveries that are kept for their person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, member_id: int) -> Sequence[Delivery]:
        """What waits for a member whose private chat is closed."""
        return self._session.exec(
            select(Delivery)
            .where(Delivery.member_id == member_id, Delivery.state == Going.KEPT)
            .order_by(col(Delivery.id))
        ).all()

    def outdate(self, platform: str, user: str, now: datetime) -> None:
        """Of the answers that wait for a private chat only the newest is still worth reading."""
        self._session.exec(
            update(Delivery)
            .where(*_kept_for(platform, user))
            .where(col(Delivery.urgency) == Urgency.ANSWER, col(Delivery.not_before) < now)
            .values(state=Going.FAILED, why="outdated", sealed=None, settled_at=now)
        )

    def release(self, platform: str, user: str, now: datetime) -> None:
        """What waited for a private chat to open may leave."""
        self._session.exec(
            update(Delivery).where(*_kept_for(platform, user)).values(state=Going.WAITING, not_before=now)
        )


def _kept_for(platform: str, user: str) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Delivery.platform) == platform,
        col(Delivery.place) == user,
        col(Delivery.private).is_(True),
        col(Delivery.state) == Going.KEPT,
    )
