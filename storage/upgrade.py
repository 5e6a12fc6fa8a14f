"""Brings a database file up to this program's tables, and refuses one it does not know."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.config import Config

_STEPS = Path(__file__).parent / "migrations"


class Unusable(Exception):
    """This file cannot be the database; the words are one line for the host."""


class VersionTooNew(Unusable):
    """A newer program has worked on this database."""


def newest() -> str:
    """The version of this program's tables: the number of its last step."""
    return max(_known(), default="")


def version(path: Path) -> str:
    """The version of a database file's tables; empty where there are none yet.

    Raises:
        Unusable: it is not a database of ours, or cannot be read.
    """
    if not path.exists() or not path.stat().st_size:
        return ""
    try:
        with closing(sqlite3.connect(path, timeout=10)) as connection:
            return _version(connection)
    except sqlite3.DatabaseError as error:
        raise _unusable(path, error) from error


def check(path: Path) -> str:
    """The version of a database file this program may work on, as `version` gives it.

    Raises:
        VersionTooNew, Unusable: it must not touch it.
    """
    found = version(path)
    if found and found not in _known():
        raise VersionTooNew(
            f"{path} was written by a newer Tertulia (tables {found}, this one knows {newest()}). "
            "Install that version again, or start from a backup."
        )
    return found


def upgrade(path: Path) -> None:
    """Make the database file, or bring it up to this program; all steps happen, or none.

    Raises:
        VersionTooNew, Unusable: nothing was changed.
    """
    if check(path) == newest():
        return
    from sqlalchemy.exc import DBAPIError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # it holds names; what SQLite lays beside it gets the same mode
        path.touch(mode=0o600, exist_ok=True)
        _step_up(path)
    except (DBAPIError, sqlite3.Error, OSError) as error:
        raise _unusable(path, getattr(error, "orig", None) or error) from error


def _step_up(path: Path) -> None:
    from alembic import command
    from sqlalchemy import create_engine

    engine = create_engine(f"sqlite:///{path}", connect_args={"isolation_level": None, "timeout": 10})
    try:
        with engine.connect() as connection:
            # with foreign keys off, a table made anew under its old name keeps the rows that point to it
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            command.upgrade(settings(connection), "head")
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()


def settings(connection: object) -> Config:
    """Alembic's settings for our steps; `connection` is what they run on."""
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def _known() -> set[str]:
    """The numbers of all steps, read from their names `0001_what_it_does.py`, which costs no import."""
    return {step.name.split("_")[0] for step in (_STEPS / "versions").glob("[0-9]*_*.py")}


def _version(connection: sqlite3.Connection) -> str:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "alembic_version" not in tables:
        if tables:
            raise sqlite3.DatabaseError("these tables are not Tertulia's")
        return ""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def _unusable(path: Path, error: Exception) -> Unusable:
    return Unusable(f"{path} cannot be used: {remedy(error)}")


def remedy(error: Exception) -> str:
    """What went wrong with a file of ours, and what to do about it, in one sentence."""
    words = str(error).lower()
    for sign, sentence in _REMEDIES.items():
        if sign in words:
            return sentence
    return f"{words.strip('.')}."


_REMEDIES = {
    "full": "the disk is full. Free some space and start again.",
    "disk i/o": "the disk cannot be read or written. Look after the disk and start again.",
    "no space left": "the disk is full. Free some space and start again.",
    "read-only file system": "the disk is read-only. Mount it writable, or name another folder as data.",
    "readonly": "it may not be written to. Give this user the right to write it.",
    "permission denied": "this user may not use it. Give this user the right to read and write it.",
    "no such file": "it is not there. Make its folder, or name another.",
    "file exists": "a file stands where a folder is needed. Move it away, or name another folder.",
    "not a directory": "a file stands where a folder is needed. Move it away, or name another folder.",
    "is a directory": "a folder stands where a file is needed. Move it away, or name another file.",
    "unable to open": "it cannot be opened. Give this user the right to read and write it and its folder.",
    "not a database": "it is no database. Move it away, or start from a backup.",
    "not tertulia's": "it holds another program's tables. Name another folder as data.",
    "malformed": "it is damaged. Start from a backup.",
    "locked": "another program is writing to it. Stop that program and start again.",
}
