"""Accounts: what a person writes with, one platform's user each; a member may have several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, delete, select

from storage.columns import NEVER_AGAIN, Moment

if TYPE_CHECKING:
    from storage.people import Member


class Account(SQLModel, table=True):
    """One platform's user; `reachable` tells whether the private chat is open."""

    __table_args__ = (UniqueConstraint("platform", "user"), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    platform: str
    user: str
    name: str
    language: str | None = None
    reachable: bool = False
    seen_at: datetime = Field(sa_type=Moment)


class MemberAccount(SQLModel, table=True):
    """An account a member writes with."""

    __tablename__ = "member_account"
    member_id: int = Field(foreign_key="member.id", primary_key=True)
    account_id: int = Field(foreign_key="account.id", primary_key=True, index=True)


class Accounts:
    """What is asked of accounts."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, row: Account) -> None:
        self._session.add(row)
        self._session.flush()

    def get(self, platform: str, user: str) -> Account | None:
        return self._session.exec(select(Account).where(Account.platform == platform, Account.user == user)).first()

    def of(self, member: Member) -> Sequence[Account]:
        """The member's accounts, the one seen last first."""
        return self._session.exec(
            select(Account)
            .join(MemberAccount, col(MemberAccount.account_id) == Account.id)
            .where(MemberAccount.member_id == member.id)
            .order_by(col(Account.seen_at).desc())
        ).all()

    def link(self, member: Member, account: Account) -> None:
        assert member.id is not None
        assert account.id is not None
        if self._session.get(MemberAccount, (member.id, account.id)) is None:
            self._session.add(MemberAccount(member_id=member.id, account_id=account.id))
            self._session.flush()

    def unlink(self, member: Member) -> None:
        """The member writes with none any more; accounts nobody else writes with go."""
        accounts = self.of(member)
        self._session.exec(delete(MemberAccount).where(col(MemberAccount.member_id) == member.id))
        for account in accounts:
            if not self._session.exec(select(MemberAccount).where(MemberAccount.account_id == account.id)).first():
                self._session.delete(account)

    def delete(self, account: Account) -> None:
        """Take off an account no member writes with."""
        self._session.delete(account)
        self._session.flush()
