"""Corrections: a peer's better wording for one contribution, from its giving to what became of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, Index, func, update
from sqlmodel import Field, Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.columns import NEVER_AGAIN, Moment
from storage.deliveries import Deliveries
from storage.standing import Mark, Passing, Standing
from storage.vault import Vault


class Wording(NamedTuple):
    """All words of a correction; `changes` are rows of start, end, replacement, level, category."""

    before: str = ""
    after: str = ""
    changes: list[tuple[int, int, str, int, str]] = []  # noqa: RUF012  never changed, always replaced
    reason: str = ""
    question: str = ""
    answer: str = ""


class Correction(SQLModel, table=True):
    """One person's better wording for one contribution; all words are in `sealed`, emptied with the contribution's.

    `kinds` are (level, category) of each change, `level` is the highest of them. `message` is the one of the
    contribution's messages it is about. `shared`: the class may learn from it, without a name. `unfolded`: its author
    has opened all its changes; `only_big`: they were shown no small ones. `post_id` is the author's card, `posts` are
    all posts that carry its words: what of them has not left goes with the words.
    """

    __table_args__ = (
        Index("ix_correction_class_id_at", "class_id", "at"),
        Index("ix_correction_author_id_at", "author_id", "at"),
        Index("ix_correction_giver_id_at", "giver_id", "at"),
        Index("ix_correction_standing_at", "standing", "at"),
        NEVER_AGAIN,
    )
    id: int | None = Field(default=None, primary_key=True)
    class_id: int = Field(foreign_key="class.id")
    round_id: int = Field(foreign_key="round.id", index=True)
    contribution_id: int | None = Field(
        default=None, foreign_key="contribution.id", index=True, ondelete="SET NULL", nullable=True
    )
    message: str = ""
    author_id: int = Field(foreign_key="member.id")
    giver_id: int | None = Field(default=None, foreign_key="member.id")
    standing: str = Standing.OFFERED.value
    at: datetime = Field(sa_type=Moment)
    level: int = 0
    kinds: list[Any] = Field(default_factory=list, sa_type=JSON)
    sealed: bytes | None = None
    erase_at: datetime | None = Field(default=None, sa_type=Moment, index=True)
    kept: bool = False
    unfolded: bool = False
    only_big: bool = False
    shared: bool = False
    post_id: int | None = Field(default=None, index=True)
    posts: list[Any] = Field(default_factory=list, sa_type=JSON)
    shown_at: datetime | None = Field(default=None, sa_type=Moment)
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    taken_up_at: datetime | None = Field(default=None, sa_type=Moment)
    question: str = Passing.NONE.value
    answer: str = Passing.NONE.value
    mark: str = Mark.NONE.value


class Corrections:
    """What is asked of corrections."""

    def __init__(self, session: Session, vault: Vault, deliveries: Deliveries) -> None:
        self._session = session
        self._vault = vault
        self._deliveries = deliveries

    def add(self, row: Correction, words: Wording) -> None:
        self._session.add(row)
        self.write(row, words)
        self._session.flush()

    def write(self, row: Correction, words: Wording) -> None:
        """Give a correction other words; its level and kinds follow from the changes."""
        row.sealed = self._vault.seal(json.dumps(words))
        row.kinds = [[level, category] for *_, level, category in words.changes]
        row.level = max((level for level, _ in row.kinds), default=0)

    def words(self, row: Correction) -> Wording:
        """The words, all empty once their time is over."""
        if row.sealed is None:
            return Wording()
        before, after, changes, *others = json.loads(self._vault.open(row.sealed))
        return Wording(before, after, [tuple(one) for one in changes], *others)

    def get(self, correction_id: int) -> Correction | None:
        return self._session.get(Correction, correction_id)

    def remove(self, row: Correction) -> None:
        """Take a correction away; what carries its words and has not left does not leave."""
        self._deliveries.cancel_posts(row.posts)
        self._session.delete(row)
        self._session.flush()

    def of_contribution(self, contribution_id: int) -> Sequence[Correction]:
        """All corrections of one contribution, oldest first."""
        return self._session.exec(
            select(Correction).where(Correction.contribution_id == contribution_id).order_by(col(Correction.id))
        ).all()

    def of_class(self, class_id: int, since: datetime, until: datetime) -> Sequence[Correction]:
        """The corrections written in that time, whatever became of them, oldest first."""
        return self._session.exec(
            select(Correction)
            .where(Correction.class_id == class_id, col(Correction.at) >= since, col(Correction.at) < until)
            .order_by(col(Correction.at), col(Correction.id))
        ).all()

    def received_by(self, member_id: int, since: datetime | None = None) -> Sequence[Correction]:
        """What was written for a member, whatever became of it, oldest first."""
        query = select(Correction).where(Correction.author_id == member_id)
        return self._session.exec(_since(query, since)).all()

    def given_by(self, member_id: int, since: datetime | None = None) -> Sequence[Correction]:
        """What a member wrote for others, whatever became of it, oldest first."""
        query = select(Correction).where(Correction.giver_id == member_id)
        return self._session.exec(_since(query, since)).all()

    def to_take_up(self, member_id: int, since: datetime) -> Sequence[Correction]:
        """The corrections a member has seen since then and not yet written themselves."""
        return self._session.exec(
            select(Correction).where(
                Correction.author_id == member_id,
                func.coalesce(Correction.shown_at, Correction.at) >= since,
                col(Correction.standing).in_((Standing.SHOWN, Standing.GOT_IT)),
                col(Correction.taken_up_at).is_(None),
                col(Correction.sealed).is_not(None),
            )
        ).all()

    def arrived(self, post_id: int, now: datetime) -> None:
        """The card of this post is in its author's hands."""
        self._session.exec(
            update(Correction)
            .where(col(Correction.post_id) == post_id, col(Correction.standing) == Standing.ON_ITS_WAY)
            .values(standing=Standing.SHOWN, shown_at=now)
        )

    def forget_offers(self, before: datetime) -> None:
        """Drop what was shown to its writer only and never sent, or waits to be shown to them."""
        over = select(Correction).where(col(Correction.standing) == Standing.OFFERED, col(Correction.at) < before)
        for row in self._session.exec(over).all():
            self.remove(row)

    def hand_over(self, member_id: int, to: int) -> None:
        """Two members are one person: what one gave and got is the other's; what they gave each other goes."""
        both = {member_id, to}
        for row in [*self.given_by(member_id), *self.given_by(to)]:
            if row.author_id in both:
                self.remove(row)
        for column in (Correction.author_id, Correction.giver_id):
            self._session.exec(update(Correction).where(col(column) == member_id).values({col(column): to}))


def _since(query: SelectOfScalar[Correction], since: datetime | None) -> SelectOfScalar[Correction]:
    if since is not None:
        query = query.where(col(Correction.at) >= since)
    return query.order_by(col(Correction.at), col(Correction.id))
