"""Invitations: codes that open something once, kept without the code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import Moment
from storage.vault import Vault


class Invitation(SQLModel, table=True):
    """A one-time code, kept as a keyed hash; `kind` says what it opens."""

    hash: str = Field(primary_key=True)
    kind: str
    class_id: int = Field(foreign_key="class.id")
    member_id: int | None = None
    value: str = ""
    expires_at: datetime = Field(sa_type=Moment)


class Invitations:
    """What is asked of invitations."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def add(self, code: str, invitation: Invitation) -> None:
        invitation.hash = self._vault.hash("invitation", code)
        self._session.merge(invitation)
        self._session.flush()

    def of_code(self, code: str, now: datetime) -> Invitation | None:
        """What an unused code opens, if its time is not over."""
        found = self._session.get(Invitation, self._vault.hash("invitation", code))
        return found if found and found.expires_at > now else None

    def of_hash(self, hash: str, now: datetime) -> Invitation | None:
        """The same by the code's hash, as a button carries it."""
        found = self._session.get(Invitation, hash)
        return found if found and found.expires_at > now else None

    def use(self, invitation: Invitation) -> None:
        self._session.delete(invitation)
        self._session.flush()

    def to_member(self, member_id: int, kind: str) -> Sequence[Invitation]:
        """The unused codes of a kind that are for one member."""
        found = select(Invitation).where(Invitation.member_id == member_id, Invitation.kind == kind)
        return self._session.exec(found).all()

    def hand_over(self, member_id: int, to: int) -> None:
        """The codes for one member are another's from now on: both are one person."""
        self._session.exec(update(Invitation).where(col(Invitation.member_id) == member_id).values(member_id=to))

    def forget_member(self, member_id: int) -> None:
        self._session.exec(delete(Invitation).where(col(Invitation.member_id) == member_id))

    def forget_over(self, now: datetime) -> None:
        """Drop codes whose time is over."""
        self._session.exec(delete(Invitation).where(col(Invitation.expires_at) <= now))
