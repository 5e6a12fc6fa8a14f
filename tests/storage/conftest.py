"""A database file of this program's tables, with its writer at work."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.classes import Class, Room
from storage.database import Database
from storage.people import Account, Member, Role
from storage.records import Records
from storage.upgrade import upgrade
from storage.vault import Vault

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def vault() -> Vault:
    return Vault(bytes(range(32)))


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "tertulia.db"
    upgrade(path)
    return path


@pytest.fixture
def path(tmp_path: Path, empty: Path) -> Path:
    return Path(shutil.copy(empty, tmp_path / "tertulia.db"))


@pytest.fixture
def database(path: Path, vault: Vault) -> Iterator[Database]:
    database = Database(path, vault)
    database.start()
    yield database
    database.stop()


class Town:
    """Makes classes, rooms and people in one transaction, with what a test does not care about filled in."""

    def __init__(self, records: Records) -> None:
        self.records = records

    def class_(self, name: str = "Tuesday A2") -> Class:
        made = Class(name=name, target="es", natives="en", level="A2", zone="Europe/London", created_at=NOW)
        self.records.classes.add(made)
        return made

    def room(self, class_: Class | None, place: str = "r1", platform: str = "paper") -> Room:
        made = Room(class_id=class_.id if class_ else None, platform=platform, place=place, seen_at=NOW)
        self.records.classes.add(made)
        return made

    def member(self, class_: Class, name: str = "Ana", user: str = "", role: Role = Role.LEARNER) -> Member:
        assert class_.id is not None
        made = Member(class_id=class_.id, name=name, role=role.value, joined_at=NOW)
        self.records.people.add(made)
        user = user or name.lower()
        account = self.records.people.account("paper", user)
        if account is None:
            account = Account(platform="paper", user=user, name=name, seen_at=NOW)
            self.records.people.add(account)
        self.records.people.link(made, account)
        return made


@pytest.fixture
def records(database: Database) -> Iterator[Records]:
    """One transaction's records, rolled back at the end; what needs a commit uses `database`."""
    with database._writing.connect() as connection:
        from sqlmodel import Session

        session = Session(bind=connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        yield Records(session, database.vault)
        session.close()


@pytest.fixture
def town(records: Records) -> Town:
    return Town(records)
