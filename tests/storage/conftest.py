"""A database file of this program's tables, with its writer at work, and records of one transaction."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import Session, create_engine, text

from storage.database import Database
from storage.records import Records
from storage.upgrade import upgrade
from storage.vault import Vault
from tests.storage.town import NOW, Town


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


@pytest.fixture
def records(path: Path, vault: Vault) -> Iterator[Records]:
    """The records of one transaction, undone at the end."""
    engine = create_engine(f"sqlite:///{path}")
    with Session(engine, expire_on_commit=False) as session:
        session.connection().execute(text("PRAGMA foreign_keys=ON"))
        yield Records(session, vault)
    engine.dispose()


@pytest.fixture
def town(records: Records) -> Town:
    return Town(records)
