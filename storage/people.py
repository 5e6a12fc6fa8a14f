"""The roster: who is a member of which class, in which role, and how they would like it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import IntEnum, StrEnum

from sqlalchemy import func
from sqlmodel import Field, Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.accounts import Account, Accounts, MemberAccount
from storage.columns import NEVER_AGAIN, Moment


class Role(IntEnum):
    """Who may do what; a higher role may do all a lower one may."""

    STRANGER = 0
    LEARNER = 1
    HELPER = 2
    TEACHER = 3


class CorrectionWish(StrEnum):
    """How a member wants to be corrected."""

    PRIVATE = "private"
    BIG = "big"
    NOT_NOW = "not_now"


class Member(SQLModel, table=True):
    """A person on the roster of one class; `joined_at` is the consent, `left_at` its end.

    `corrects_paused`: the teacher asks this person to correct nobody for a while.
    """

    __table_args__ = NEVER_AGAIN
    id: int | None = Field(default=None, primary_key=True)
    class_id: int = Field(foreign_key="class.id", index=True)
    name: str
    role: int = Role.LEARNER.value
    teacher_until: date | None = None
    joined_at: datetime = Field(sa_type=Moment)
    left_at: datetime | None = Field(default=None, sa_type=Moment)
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment)
    corrections: str = CorrectionWish.NOT_NOW.value
    corrections_asked: bool = False
    corrects_paused: bool = False
    reminders: bool | None = None
    reminders_unanswered: int = 0
    rest_until: datetime | None = Field(default=None, sa_type=Moment)
    language: str | None = None
    away_until: date | None = None
    daily_hour: int | None = None


class People:
    """What is asked of members."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._accounts = Accounts(session)

    def add(self, row: Member) -> None:
        self._session.add(row)
        self._session.flush()

    def get(self, member_id: int) -> Member | None:
        return self._session.get(Member, member_id)

    def member_of(self, class_id: int, platform: str, user: str) -> Member | None:
        """Who this account is in the class, as long as they are in it."""
        return self._session.exec(
            _members_with(platform, user).where(Member.class_id == class_id, col(Member.left_at).is_(None))
        ).first()

    def former(self, class_id: int, platform: str, user: str) -> Member | None:
        """Who this account was in a class it has left, the latest if there were several."""
        return self._session.exec(
            _members_with(platform, user)
            .where(Member.class_id == class_id, col(Member.left_at).is_not(None))
            .order_by(col(Member.left_at).desc())
        ).first()

    def person(self, platform: str, user: str) -> tuple[list[Account], list[Member]]:
        """All accounts and all memberships, also ended ones, that belong to one person with this account."""
        start = self._accounts.get(platform, user)
        accounts: dict[int | None, Account] = {start.id: start} if start else {}
        members: dict[int | None, Member] = {}
        waiting = list(accounts.values())
        while waiting:
            found = [one for one in self._of(waiting.pop()) if one.id not in members]
            members |= {one.id: one for one in found}
            fresh = [one for member in found for one in self._accounts.of(member) if one.id not in accounts]
            accounts |= {one.id: one for one in fresh}
            waiting += fresh
        return list(accounts.values()), list(members.values())

    def memberships(self, platform: str, user: str) -> Sequence[Member]:
        """All classes this account is in."""
        return self._session.exec(
            _members_with(platform, user).where(col(Member.left_at).is_(None)).order_by(col(Member.class_id))
        ).all()

    def roster(self, class_id: int, *, gone: bool = False) -> Sequence[Member]:
        """The members of a class by name; with `gone` also those who left."""
        query = select(Member).where(Member.class_id == class_id)
        if not gone:
            query = query.where(col(Member.left_at).is_(None))
        return self._session.exec(query.order_by(func.lower(Member.name), col(Member.id))).all()

    def learners(self, class_id: int) -> list[Member]:
        """Those who are counted: joined and known to belong there, and neither helper nor teacher."""
        return [member for member in self.roster(class_id) if member.role == Role.LEARNER and member.confirmed_at]

    def teachers(self, class_id: int) -> list[Member]:
        return [member for member in self.roster(class_id) if member.role == Role.TEACHER]

    def classes_with_substitutes(self) -> Sequence[int]:
        """The classes of which somebody is a teacher until a date."""
        return self._session.scalars(_SUBSTITUTES).all()

    def erase(self, member: Member) -> None:
        """Take the member off, and accounts nobody uses any more with it."""
        self._accounts.unlink(member)
        self._session.delete(member)
        self._session.flush()

    def _of(self, account: Account) -> Sequence[Member]:
        return self._session.exec(
            select(Member)
            .join(MemberAccount, col(MemberAccount.member_id) == Member.id)
            .where(MemberAccount.account_id == account.id)
            .order_by(col(Member.id))
        ).all()


def _members_with(platform: str, user: str) -> SelectOfScalar[Member]:
    """All members who write, or wrote, with this account."""
    return (
        select(Member)
        .join(MemberAccount, col(MemberAccount.member_id) == Member.id)
        .join(Account, col(Account.id) == MemberAccount.account_id)
        .where(Account.platform == platform, Account.user == user)
    )


_SUBSTITUTES = (
    select(Member.class_id)
    .where(col(Member.role) == Role.TEACHER, col(Member.teacher_until).is_not(None), col(Member.left_at).is_(None))
    .distinct()
)
