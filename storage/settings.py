"""Settings: facts about this database itself, and whose key it belongs to."""

from __future__ import annotations

from sqlmodel import Field, Session, SQLModel

from storage.vault import Vault, WrongKey

_KEY = "key"
"""Of the setting that holds a keyed hash, by which the right key is known."""


class Setting(SQLModel, table=True):
    """A fact about this database itself, such as how far its rehearsal clock was moved."""

    name: str = Field(primary_key=True)
    value: str


class Settings:
    """What is asked of settings."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def get(self, name: str) -> str:
        found = self._session.get(Setting, name)
        return found.value if found else ""

    def set(self, name: str, value: str) -> None:
        self._session.merge(Setting(name=name, value=value))
        self._session.flush()

    def key_fits(self) -> bool:
        """Whether this database was first opened with the vault's key, or with none yet."""
        return self.get(_KEY) in ("", self._vault.hash(_KEY))

    def claim_key(self) -> None:
        """Note that this database belongs to the vault's key.

        Raises:
            WrongKey: it belongs to another.
        """
        if not self.key_fits():
            raise WrongKey("this database was made with another key")
        self.set(_KEY, self._vault.hash(_KEY))
