"""A database file of this program's tables, with its writer at work, and records of one transaction."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import Session, create_engine, text

from storage.classes import Class
from storage.database import Database
from storage.people import Member
from storage.records import Records
from storage.rounds import Round
from storage.vault import Vault
from tests.fresh import fresh_database
from tests.storage.town import NOW, Town


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def vault() -> Vault:
    return Vault(bytes(range(32)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    fresh_database(tmp_path)
    return tmp_path / "tertulia.db"


@pytest.fixture
def database(path: Path, vault: Vault) -> Iterator[Database]:
    database = Database(path, vault, durable=False)
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


@pytest.fixture
def class_(town: Town) -> Class:
    return town.class_()


@pytest.fixture
def ana(town: Town, class_: Class) -> Member:
    return town.member(class_)


@pytest.fixture
def ben(town: Town, class_: Class) -> Member:
    return town.member(class_, "Ben")


@pytest.fixture
def task(town: Town, class_: Class) -> Round:
    return town.round(class_)
