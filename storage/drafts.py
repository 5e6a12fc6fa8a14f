"""Drafts: a question in progress with one person waits for its answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Field, Session, SQLModel, col, delete

from storage.columns import Moment
from storage.vault import Vault


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


class Drafts:
    """What is asked of drafts."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def get(self, platform: str, user: str) -> Draft | None:
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

    def forget(self, before: datetime) -> None:
        self._session.exec(delete(Draft).where(col(Draft.at) < before))
