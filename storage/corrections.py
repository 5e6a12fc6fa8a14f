"""Corrections: a peer's better wording for one contribution, from its giving to what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import JSON, Exists, Index, exists, or_, update
from sqlmodel import Field, Session, SQLModel, col, delete, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.columns import NEVER_AGAIN, Moment
from storage.contributions import Contribution
from storage.deliveries import Delivery, Going
from storage.vault import Vault


class Standing(StrEnum):
    """Where a correction stands. Only what was given counts; see `GIVEN`."""

    OFFERED = "offered"
    """Only its writer has seen it: to send or not."""
    WAITING = "waiting"
    """For the teacher's OK."""
    ON_ITS_WAY = "on_its_way"
    SHOWN = "shown"
    GOT_IT = "got_it"
    NOT_MEANT = "not_meant"
    TAKEN_BACK = "taken_back"
    DECLINED = "declined"
    """The teacher said: not this one."""
    GONE = "gone"
    """What it was about is gone: edited, deleted, or its writer has left."""


GIVEN = (Standing.ON_ITS_WAY, Standing.SHOWN, Standing.GOT_IT, Standing.NOT_MEANT)
"""Those that count as given."""
RECEIVED = (Standing.SHOWN, Standing.GOT_IT, Standing.NOT_MEANT)
"""Those that count as received."""
UNANSWERED = (Standing.OFFERED, Standing.WAITING, Standing.ON_ITS_WAY, Standing.SHOWN)
"""Those that can still be taken back."""
ENDED = (Standing.TAKEN_BACK, Standing.DECLINED, Standing.GONE)
"""Of these nothing more becomes."""


class Passing(StrEnum):
    """Whether a question, an answer or an opinion has reached whom it is for."""

    NONE = ""
    WAITING = "waiting"
    """For the teacher's OK."""
    PASSED = "passed"
    HELD = "held"
    """The teacher said: not this one."""


class Mark(StrEnum):
    """What the teacher says of a correction."""

    NONE = ""
    GOOD = "good"
    FINE = "fine"
    """The sentence was fine as it was."""


LONGEST_KEPT = timedelta(days=31)
"""No text of a contribution is older."""


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
    contribution's messages it is about. `shared`: the class may learn from it, without a name. `post_id` is the
    author's card, `posts` are all posts that carry its words: what of them has not left goes with the words.
    """

    __table_args__ = (
        Index("ix_correction_class_id_at", "class_id", "at"),
        Index("ix_correction_author_id_at", "author_id", "at"),
        Index("ix_correction_giver_id_at", "giver_id", "at"),
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
    shared: bool = False
    post_id: int | None = Field(default=None, index=True)
    posts: list[Any] = Field(default_factory=list, sa_type=JSON)
    shown_at: datetime | None = Field(default=None, sa_type=Moment)
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    taken_up_at: datetime | None = Field(default=None, sa_type=Moment)
    question: str = Passing.NONE.value
    answer: str = Passing.NONE.value
    reported_at: datetime | None = Field(default=None, sa_type=Moment)
    mark: str = Mark.NONE.value


class Opinion(SQLModel, table=True):
    """A second corrector agrees with a correction, perhaps with a reason of their own."""

    __tablename__ = "correction_opinion"
    __table_args__ = NEVER_AGAIN
    id: int | None = Field(default=None, primary_key=True)
    correction_id: int = Field(foreign_key="correction.id", index=True, ondelete="CASCADE")
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    at: datetime = Field(sa_type=Moment)
    sealed: bytes | None = None
    passing: str = Passing.PASSED.value


class Look(SQLModel, table=True):
    """Somebody was shown a classmate's sentence to correct, and what they said of it."""

    __tablename__ = "contribution_look"
    contribution_id: int = Field(foreign_key="contribution.id", primary_key=True, ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id", primary_key=True, index=True)
    at: datetime = Field(sa_type=Moment)
    verdict: str = Verdict.SEEN.value


class Corrections:
    """What is asked of corrections, opinions and looks."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

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
        self._silence([row])
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
                col(Correction.at) >= since,
                col(Correction.standing).in_((Standing.SHOWN, Standing.GOT_IT)),
                col(Correction.taken_up_at).is_(None),
                col(Correction.sealed).is_not(None),
            )
        ).all()

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
        """What authors have shown to their teacher and the teacher has not marked yet, oldest first."""
        return self._session.exec(
            select(Correction)
            .where(
                Correction.class_id == class_id, col(Correction.reported_at).is_not(None), Correction.mark == Mark.NONE
            )
            .order_by(col(Correction.reported_at))
        ).all()

    def arrived(self, post_id: int, now: datetime) -> None:
        """The card of this post is in its author's hands."""
        self._session.exec(
            update(Correction)
            .where(col(Correction.post_id) == post_id, col(Correction.standing) == Standing.ON_ITS_WAY)
            .values(standing=Standing.SHOWN, shown_at=now)
        )

    def forget_offers(self, before: datetime) -> None:
        """Drop what was shown to its writer only and never sent."""
        self._session.exec(
            delete(Correction).where(col(Correction.standing) == Standing.OFFERED, col(Correction.at) < before)
        )

    # -- opinions -----------------------------------------------------------------------------------------------

    def agree(self, row: Opinion, reason: str) -> None:
        row.sealed = self._vault.seal(reason) if reason else None
        self._session.add(row)
        self._session.flush()

    def opinion(self, opinion_id: int) -> Opinion | None:
        return self._session.get(Opinion, opinion_id)

    def opinions(self, correction_id: int) -> Sequence[Opinion]:
        return self._session.exec(
            select(Opinion).where(Opinion.correction_id == correction_id).order_by(col(Opinion.id))
        ).all()

    def opinions_of(self, member_id: int) -> Sequence[Opinion]:
        return self._session.exec(select(Opinion).where(Opinion.member_id == member_id).order_by(col(Opinion.id))).all()

    def reason(self, row: Opinion) -> str:
        return self._vault.open(row.sealed) if row.sealed else ""

    # -- looks --------------------------------------------------------------------------------------------------

    def look(self, contribution_id: int, member_id: int, now: datetime, verdict: Verdict = Verdict.SEEN) -> None:
        """Note that somebody was shown a sentence, or what they said of it."""
        self._session.merge(Look(contribution_id=contribution_id, member_id=member_id, at=now, verdict=verdict.value))
        self._session.flush()

    def looks(self, contribution_ids: Sequence[int]) -> dict[int, list[Look]]:
        """Who looked at each of these, and what they said."""
        found: dict[int, list[Look]] = {one: [] for one in contribution_ids}
        for look in self._session.exec(select(Look).where(col(Look.contribution_id).in_(contribution_ids))):
            found[look.contribution_id].append(look)
        return found

    def looks_of(self, member_id: int) -> Sequence[Look]:
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

    def reported_texts(self, class_id: int, now: datetime) -> Sequence[Contribution]:
        """The sentences the teacher is asked to look at, oldest first."""
        return self._session.exec(
            select(Contribution)
            .where(
                Contribution.class_id == class_id,
                col(Contribution.at) >= now - LONGEST_KEPT,
                col(Contribution.sealed).is_not(None),
                _look_with(Verdict.REPORTED),
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

    def uncorrected(self, class_id: int, since: datetime) -> Sequence[Contribution]:
        """Texts for all to see, written since then, that nobody has corrected, found fine or reported, oldest first."""
        corrected = exists().where(
            col(Correction.contribution_id) == col(Contribution.id),
            col(Correction.standing).not_in((Standing.TAKEN_BACK, Standing.DECLINED)),
        )
        return self._session.exec(
            select(Contribution)
            .where(
                Contribution.class_id == class_id,
                col(Contribution.at) >= since,
                col(Contribution.sealed).is_not(None),
                col(Contribution.private).is_(False),
                ~corrected,
                ~_look_with(Verdict.FINE, Verdict.REPORTED, Verdict.SETTLED),
            )
            .order_by(col(Contribution.at), col(Contribution.id))
        ).all()

    # -- the end of words and of people -------------------------------------------------------------------------

    def erase_texts(self, now: datetime) -> int:
        """Empty the words whose time is over, unless their author keeps them; their number."""
        over = select(Correction.id).where(
            col(Correction.erase_at) <= now, col(Correction.kept).is_(False), col(Correction.sealed).is_not(None)
        )
        return self._empty(self._session.exec(over).all())

    def follow_texts(self, class_id: int) -> None:
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

    def empty(self, row: Correction) -> None:
        """Empty the words of a correction whose original is gone."""
        self._empty([row.id])
        self._session.refresh(row)

    def empty_texts(self, class_id: int) -> None:
        """Empty the words of a class that is over."""
        self._empty(self._session.exec(select(Correction.id).where(Correction.class_id == class_id)).all())

    def _empty(self, ids: Sequence[int | None]) -> int:
        self._silence(self._session.exec(select(Correction).where(col(Correction.id).in_(ids))).all())
        self._session.exec(update(Opinion).where(col(Opinion.correction_id).in_(ids)).values(sealed=None))
        done = self._session.exec(
            update(Correction).where(col(Correction.id).in_(ids)).values(sealed=None, erase_at=None, kept=False)
        )
        return done.rowcount

    def _silence(self, rows: Sequence[Correction]) -> None:
        """What carries the words of these and has not left does not leave."""
        posts = [post for row in rows for post in row.posts]
        self._session.exec(
            update(Delivery)
            .where(col(Delivery.post_id).in_(posts), col(Delivery.state).in_((Going.WAITING, Going.KEPT)))
            .values(state=Going.FAILED, why="words gone", sealed=None, settled_at=Delivery.not_before)
        )

    def hand_over(self, member_id: int, to: int) -> None:
        """Two members are one person: what one gave and got is the other's; what they gave each other goes."""
        both = {member_id, to}
        for row in [*self.given_by(member_id), *self.given_by(to)]:
            if row.author_id in both:
                self.remove(row)
        for column in (Correction.author_id, Correction.giver_id):
            self._session.exec(update(Correction).where(col(column) == member_id).values({col(column): to}))
        self._session.exec(update(Opinion).where(col(Opinion.member_id) == member_id).values(member_id=to))
        seen = select(Look.contribution_id).where(Look.member_id == to)
        self._session.exec(delete(Look).where(col(Look.member_id) == member_id, col(Look.contribution_id).in_(seen)))
        self._session.exec(update(Look).where(col(Look.member_id) == member_id).values(member_id=to))

    def forget_member(self, member_id: int) -> None:
        """Remove what a member got, and of what they gave all that is in their own words or says who it was."""
        for row in self.received_by(member_id):
            self.remove(row)
        for row in self.given_by(member_id):
            if row.standing not in RECEIVED:
                self.remove(row)
                continue
            self._silence([row])
            if row.sealed:
                self.write(row, self.words(row)._replace(reason="", answer=""))
        self._session.flush()
        self._session.exec(update(Correction).where(col(Correction.giver_id) == member_id).values(giver_id=None))
        self._session.exec(delete(Opinion).where(col(Opinion.member_id) == member_id))
        self._session.exec(delete(Look).where(col(Look.member_id) == member_id))
        self._session.expire_all()


def _look_with(*verdicts: Verdict) -> Exists:
    """Whether somebody said one of these of a contribution."""
    return exists().where(col(Look.contribution_id) == col(Contribution.id), col(Look.verdict).in_(verdicts))


def _since(query: SelectOfScalar[Correction], since: datetime | None) -> SelectOfScalar[Correction]:
    if since is not None:
        query = query.where(col(Correction.at) >= since)
    return query.order_by(col(Correction.at), col(Correction.id))


def categories(rows: Iterable[Correction], level: int = 3) -> list[str]:
    """The named categories of all changes of at least this level, once each time they stand there."""
    return [category for row in rows for height, category in row.kinds if category and height >= level]
