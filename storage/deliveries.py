"""Deliveries: every outgoing act on its way to one place, sealed until it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Index, and_, func, or_, update
from sqlalchemy.orm import Mapped
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import NEVER_AGAIN, Moment
from storage.vault import Vault

RETRY = "retry"
"""Why a delivery waits whose platform asked for a pause."""

ABOUT_A_MESSAGE = ("edit", "react", "pin", "unpin", "delete")


class Going(StrEnum):
    """Where a delivery stands; `KEPT` waits under "For me" until its person opens it."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    MISSED = "missed"
    KEPT = "kept"


class Urgency(StrEnum):
    """What a delivery is, for its order and for what may be repeated after a crash."""

    ANSWER = "0 answer"
    POST = "1 post"
    CARE = "2 care"
    REMINDER = "3 reminder"


class Delivery(SQLModel, table=True):
    """One act for one place. `act` names its kind, `sealed` holds it until it is settled."""

    __table_args__ = (Index("ix_delivery_platform_place_state", "platform", "place", "state"), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    class_id: int | None = Field(default=None, foreign_key="class.id", index=True)
    round_id: int | None = Field(default=None, index=True)
    post_id: int | None = Field(default=None, index=True)
    member_id: int | None = Field(default=None, index=True)
    platform: str
    place: str
    private: bool = False
    act: str
    urgency: str = Urgency.POST.value
    sealed: bytes | None = None
    state: str = Field(default=Going.WAITING.value, index=True)
    attempts: int = 0
    not_before: datetime = Field(sa_type=Moment)
    expires_at: datetime | None = Field(default=None, sa_type=Moment)
    claimed_at: datetime | None = Field(default=None, sa_type=Moment)
    settled_at: datetime | None = Field(default=None, sa_type=Moment, index=True)
    why: str = ""

    @property
    def is_here(self) -> bool:
        """Whether it has not left."""
        return self.state in (Going.WAITING, Going.KEPT)


_HERE = col(Delivery.state).in_((Going.WAITING, Going.KEPT))


class Deliveries:
    """What is asked of deliveries."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def add(self, row: Delivery, payload: str) -> None:
        row.sealed = self._vault.seal(payload)
        self._session.add(row)
        self._session.flush()

    def payload(self, row: Delivery) -> str:
        return self._vault.open(row.sealed) if row.sealed else ""

    def replace(self, row: Delivery, payload: str) -> None:
        row.sealed = self._vault.seal(payload)

    def get(self, delivery_id: int) -> Delivery | None:
        return self._session.get(Delivery, delivery_id)

    def waiting_edit(self, post_id: int) -> Delivery | None:
        """The edit of this post that has not left yet, for a newer one to take its place."""
        return self._session.exec(
            select(Delivery).where(Delivery.post_id == post_id, Delivery.act == "edit", Delivery.state == Going.WAITING)
        ).first()

    def of_post(self, post_id: int, act: str = "say") -> Delivery | None:
        """The delivery of a post, the latest where it was sent again."""
        return self._session.exec(
            select(Delivery).where(Delivery.post_id == post_id, Delivery.act == act).order_by(col(Delivery.id).desc())
        ).first()

    def uncertain(self, class_id: int) -> Sequence[Delivery]:
        """What may or may not have arrived, oldest first, for the teacher to say."""
        return self._session.exec(
            select(Delivery)
            .where(Delivery.class_id == class_id, Delivery.state == Going.UNCERTAIN)
            .order_by(col(Delivery.id))
        ).all()

    def in_state(self, state: Going) -> Sequence[Delivery]:
        return self._session.exec(select(Delivery).where(Delivery.state == state).order_by(col(Delivery.id))).all()

    def reminders(self, member_id: int, since: datetime) -> int:
        """How many reminders went to a member since then, or are about to."""
        sent = and_(col(Delivery.state) == Going.SENT, col(Delivery.settled_at) >= since)
        query = select(func.count()).where(
            Delivery.member_id == member_id,
            Delivery.urgency == Urgency.REMINDER,
            or_(sent, col(Delivery.state).in_((Going.WAITING, Going.SENDING))),
        )
        return self._session.exec(query).one()

    def settle(self, row: Delivery, state: Going, now: datetime, why: str = "") -> None:
        """End a delivery; nothing of its text stays, unless it may still be sent."""
        row.state, row.settled_at, row.why = state, now, why
        if state not in (Going.UNCERTAIN, Going.KEPT):
            row.sealed = None

    def cancel_round(self, round_id: int, now: datetime) -> None:
        """What has not left for this round will not leave."""
        self._end("taken back", now, col(Delivery.round_id) == round_id, col(Delivery.state) == Going.WAITING)

    def cancel_class(self, class_id: int, now: datetime) -> None:
        """What has not left for anybody of this class will not leave; nothing of it stays."""
        self._end("finished", now, col(Delivery.class_id) == class_id, _HERE)

    def cancel_member(self, member_id: int, now: datetime) -> None:
        """What has not left for this member will not leave; nothing of it stays."""
        self._end("left", now, col(Delivery.member_id) == member_id, col(Delivery.sealed).is_not(None))

    def cancel_posts(self, posts: Sequence[int]) -> None:
        """What has not left of these posts will not leave: the words in it are gone."""
        self._end("words gone", col(Delivery.not_before), col(Delivery.post_id).in_(posts), _HERE)

    def _end(self, why: str, at: datetime | Mapped[datetime], *which: ColumnElement[bool]) -> None:
        self._session.exec(
            update(Delivery).where(*which).values(state=Going.FAILED, why=why, sealed=None, settled_at=at)
        )

    def hand_over(self, member_id: int, to: int) -> None:
        """What is on its way to one member is another's from now on: both are one person."""
        self._session.exec(update(Delivery).where(col(Delivery.member_id) == member_id).values(member_id=to))

    def of_member(self, member_id: int) -> Sequence[Delivery]:
        return self._session.exec(
            select(Delivery).where(Delivery.member_id == member_id).order_by(col(Delivery.id))
        ).all()

    def to_person(self, platform: str, user: str) -> Sequence[Delivery]:
        """What went or goes to somebody's private chat."""
        return self._session.exec(
            select(Delivery)
            .where(Delivery.platform == platform, Delivery.place == user, Delivery.private)
            .order_by(col(Delivery.id))
        ).all()

    def remove(self, row: Delivery) -> None:
        """Take a delivery off, text and all; one being sent right now ends without a trace."""
        self._session.delete(row)
        self._session.flush()

    def forget(self, before: datetime) -> None:
        """Drop what was settled long ago."""
        self._session.exec(delete(Delivery).where(col(Delivery.settled_at) < before))

    def states(self) -> dict[str, int]:
        """How many deliveries are kept in each state."""
        rows = self._session.exec(select(Delivery.state, func.count()).group_by(col(Delivery.state))).all()
        return dict(rows)

    def count(self, state: Going) -> int:
        return self._session.exec(select(func.count()).where(Delivery.state == state)).one()
