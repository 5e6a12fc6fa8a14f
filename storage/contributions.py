"""Contributions: who took part in which round, and with what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Index, update
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, delete, select

from storage.columns import NEVER_AGAIN, Moment
from storage.parts import Parts
from storage.vault import Vault

_BETWEEN = "\x1e"
"""Stands between the texts of several messages; nothing that is typed holds it."""
LONGEST_KEPT = timedelta(days=31)
"""No text of a contribution is older."""


class Contribution(SQLModel, table=True):
    """A message that counts in a round; its text is sealed and emptied after its time.

    `private`: it was written to the bot alone, and only counted. `post_id`: the bot's post that says it in the room.
    """

    __table_args__ = (
        UniqueConstraint("platform", "place", "message"),
        Index("ix_contribution_class_id_at", "class_id", "at"),
        NEVER_AGAIN,
    )
    id: int | None = Field(default=None, primary_key=True)
    class_id: int = Field(foreign_key="class.id")
    round_id: int = Field(foreign_key="round.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    room_id: int | None = Field(default=None, foreign_key="room.id")
    post_id: int | None = Field(default=None, foreign_key="post.id", index=True)
    platform: str
    place: str
    private: bool = False
    message: str
    kind: str = "text"
    at: datetime = Field(sa_type=Moment)
    messages: int = 1
    words: int = 0
    target_words: int = 0
    late: bool = False
    self_repairs: int = 0
    answers_member_id: int | None = Field(default=None, foreign_key="member.id")
    fingerprint: str = ""
    signed: bool = False
    sealed: bytes | None = None
    erase_at: datetime | None = Field(default=None, sa_type=Moment, index=True)


class UsedCard(SQLModel, table=True):
    """A card whose word was found in a contribution; `unprompted`: weeks after its post, in a task without it."""

    __tablename__ = "used_card"
    contribution_id: int = Field(foreign_key="contribution.id", primary_key=True)
    card_id: int = Field(foreign_key="card.id", primary_key=True, index=True)
    unprompted: bool = False


class Contributions:
    """What is asked of contributions."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault
        self._parts = Parts(session)

    def add(self, row: Contribution, text: str, cards: Iterable[int], unprompted: Iterable[int] = ()) -> None:
        """A new contribution, the cards of its task found in it, and older ones nobody asked for."""
        row.sealed = self._vault.seal(text) if text else None
        self._session.add(row)
        self._session.flush()
        self._use(row, cards, unprompted)

    def change(
        self,
        row: Contribution,
        parts: Sequence[tuple[str, str]],
        cards: Iterable[int],
        unprompted: Iterable[int] = (),
    ) -> None:
        """Give the contribution other messages (id, text) and cards, after an edit or a further short message."""
        assert row.id is not None
        texts = [text for _, text in parts]
        row.sealed, row.messages = self._vault.seal(_BETWEEN.join(texts)), len(parts)
        self._session.exec(delete(UsedCard).where(col(UsedCard.contribution_id) == row.id))
        self._parts.put(row.id, row.platform, row.place, [message for message, _ in parts])
        self._use(row, cards, unprompted)

    def remove(self, row: Contribution) -> None:
        assert row.id is not None
        self._session.exec(delete(UsedCard).where(col(UsedCard.contribution_id) == row.id))
        self._parts.drop(row.id)
        self._session.exec(
            update(Contribution).where(col(Contribution.id) == row.id).values(sealed=None, erase_at=None)
        )
        self._session.delete(row)
        self._session.flush()

    def text(self, row: Contribution) -> str:
        """The text, or nothing once its time is over; short messages in a row one a line."""
        return self._vault.open(row.sealed).replace(_BETWEEN, "\n") if row.sealed else ""

    def parts(self, row: Contribution) -> list[tuple[str, str]]:
        """The messages it is made of, id and text, as long as there is a text."""
        texts = self._vault.open(row.sealed).split(_BETWEEN) if row.sealed else []
        if row.messages == 1:
            return [(row.message, text) for text in texts]
        return list(zip(self._parts.of(row.id or 0), texts, strict=True)) if texts else []

    def fingerprint(self, round_id: int, member_id: int, text: str) -> str:
        """A keyed hash by which a repeat in the same round is known."""
        return self._vault.hash("repeat", str(round_id), str(member_id), " ".join(text.casefold().split()))

    def get(self, contribution_id: int) -> Contribution | None:
        return self._session.get(Contribution, contribution_id)

    def of_round(self, round_id: int, member_id: int | None = None) -> Sequence[Contribution]:
        """The contributions to a round, of one member if given, oldest first."""
        query = select(Contribution).where(Contribution.round_id == round_id)
        if member_id is not None:
            query = query.where(Contribution.member_id == member_id)
        return self._session.exec(query.order_by(col(Contribution.at), col(Contribution.id))).all()

    def of_class(self, class_id: int, since: datetime, until: datetime) -> Sequence[Contribution]:
        return self._session.exec(
            select(Contribution)
            .where(Contribution.class_id == class_id, col(Contribution.at) >= since, col(Contribution.at) < until)
            .order_by(col(Contribution.at))
        ).all()

    def of_member(self, member_id: int) -> Sequence[Contribution]:
        return self._session.exec(
            select(Contribution).where(Contribution.member_id == member_id).order_by(col(Contribution.at))
        ).all()

    def hand_over(self, member_id: int, to: int) -> None:
        """What one member wrote and was answered is another's from now on: both are one person."""
        self._session.exec(update(Contribution).where(col(Contribution.member_id) == member_id).values(member_id=to))
        self._session.exec(
            update(Contribution).where(col(Contribution.answers_member_id) == member_id).values(answers_member_id=to)
        )
        self._session.exec(
            update(Contribution)
            .where(col(Contribution.member_id) == to, col(Contribution.answers_member_id) == to)
            .values(answers_member_id=None)
        )

    def _use(self, row: Contribution, cards: Iterable[int], unprompted: Iterable[int]) -> None:
        assert row.id is not None
        asked_for = set(cards)
        self._session.add_all(UsedCard(contribution_id=row.id, card_id=card) for card in asked_for)
        self._session.add_all(
            UsedCard(contribution_id=row.id, card_id=card, unprompted=True) for card in set(unprompted) - asked_for
        )
        self._session.flush()
