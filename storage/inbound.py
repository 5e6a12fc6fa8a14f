"""What came in: each event is taken once, and a question in progress waits for its answer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import Moment
from storage.vault import Vault, WrongKey

_KEY = "key"
"""Of the setting that holds a keyed hash, by which the right key is known."""


class Inbound(SQLModel, table=True):
    """The key of an event already taken."""

    key: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment, index=True)


class Draft(SQLModel, table=True):
    """A question in progress with one account, its words so far sealed."""

    platform: str = Field(primary_key=True)
    user: str = Field(primary_key=True)
    class_id: int | None = None
    activity: str
    action: str
    sealed: bytes
    post_id: int | None = None
    at: datetime = Field(sa_type=Moment, index=True)


class Notice(SQLModel, table=True):
    """Something told once; `what` names it, or is a keyed hash where it concerns who has not joined."""

    what: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment, index=True)


class Invitation(SQLModel, table=True):
    """A one-time code, kept as a keyed hash; `kind` says what it opens."""

    hash: str = Field(primary_key=True)
    kind: str
    class_id: int = Field(foreign_key="class.id")
    member_id: int | None = None
    value: str = ""
    expires_at: datetime = Field(sa_type=Moment)


class Setting(SQLModel, table=True):
    """A fact about this database itself, such as how far its rehearsal clock was moved."""

    name: str = Field(primary_key=True)
    value: str


class Inbox:
    """What is asked of inbound keys, drafts, notices and invitations."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def take(self, key: str, now: datetime) -> bool:
        """Note the event; false if it was taken before."""
        done = self._session.connection().execute(
            insert(Inbound).values(key=key, at=now).on_conflict_do_nothing(index_elements=["key"])
        )
        return done.rowcount == 1

    def forget(self, before: datetime) -> None:
        self._session.exec(delete(Inbound).where(col(Inbound.at) < before))

    def forget_drafts(self, before: datetime) -> None:
        self._session.exec(delete(Draft).where(col(Draft.at) < before))

    def draft(self, platform: str, user: str) -> Draft | None:
        return self._session.get(Draft, (platform, user))

    def words(self, draft: Draft) -> dict[str, Any]:
        """What the question in progress has gathered."""
        gathered: dict[str, Any] = json.loads(self._vault.open(draft.sealed))
        return gathered

    def keep(self, draft: Draft, gathered: Mapping[str, Any]) -> None:
        draft.sealed = self._vault.seal(json.dumps(gathered))
        self._session.merge(draft)
        self._session.flush()

    def drop(self, platform: str, user: str) -> None:
        self._session.exec(delete(Draft).where(col(Draft.platform) == platform, col(Draft.user) == user))

    def drop_class(self, class_id: int) -> None:
        """No question about this class is in progress any more."""
        self._session.exec(delete(Draft).where(col(Draft.class_id) == class_id))

    def first_time(self, now: datetime, *what: str) -> bool:
        """True once for these words; they are kept as a keyed hash."""
        done = self._session.connection().execute(
            insert(Notice).values(what=self._vault.hash(*what), at=now).on_conflict_do_nothing(index_elements=["what"])
        )
        return done.rowcount == 1

    def known(self, *what: str, since: datetime | None = None) -> bool:
        """Whether these words were noted, at that moment or later if one is given."""
        found = self._session.get(Notice, self._vault.hash(*what))
        return found is not None and (since is None or found.at >= since)

    def unknow(self, *what: str) -> None:
        self._session.exec(delete(Notice).where(col(Notice.what) == self._vault.hash(*what)))

    def invite(self, code: str, invitation: Invitation) -> None:
        invitation.hash = self._vault.hash("invitation", code)
        self._session.merge(invitation)
        self._session.flush()

    def invitation(self, code: str, now: datetime) -> Invitation | None:
        """What an unused code opens, if its time is not over."""
        found = self._session.get(Invitation, self._vault.hash("invitation", code))
        return found if found and found.expires_at > now else None

    def invited(self, hash: str, now: datetime) -> Invitation | None:
        """The same by the code's hash, as a button carries it."""
        found = self._session.get(Invitation, hash)
        return found if found and found.expires_at > now else None

    def use(self, invitation: Invitation) -> None:
        self._session.delete(invitation)
        self._session.flush()

    def invitations_to(self, member_id: int, kind: str) -> Sequence[Invitation]:
        """The unused codes of a kind that are for one member."""
        found = select(Invitation).where(Invitation.member_id == member_id, Invitation.kind == kind)
        return self._session.exec(found).all()

    def forget_invitations(self, member_id: int) -> None:
        self._session.exec(delete(Invitation).where(col(Invitation.member_id) == member_id))

    def forget_invitations_before(self, now: datetime) -> None:
        """Drop codes whose time is over."""
        self._session.exec(delete(Invitation).where(col(Invitation.expires_at) <= now))

    def hash(self, *what: str) -> str:
        """The keyed hash under which something is noted without saying what."""
        return self._vault.hash(*what)

    def setting(self, name: str) -> str:
        found = self._session.get(Setting, name)
        return found.value if found else ""

    def set(self, name: str, value: str) -> None:
        self._session.merge(Setting(name=name, value=value))
        self._session.flush()

    def key_fits(self) -> bool:
        """Whether this database was first opened with the vault's key, or with none yet."""
        return self.setting(_KEY) in ("", self._vault.hash(_KEY))

    def claim_key(self) -> None:
        """Note that this database belongs to the vault's key.

        Raises:
            WrongKey: it belongs to another.
        """
        if not self.key_fits():
            raise WrongKey("this database was made with another key")
        self.set(_KEY, self._vault.hash(_KEY))
