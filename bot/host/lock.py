"""One running bot per database: a lock that goes when its process does, however that ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_PATIENCE = 0.3
"""Seconds to wait for somebody who only looks whether the lock is held."""


class AlreadyRunning(Exception):
    """Another process runs on this database."""


@contextmanager
def only_run(data: Path) -> Iterator[None]:
    """Be the only bot that runs on this data folder.

    The lock is SQLite's own on a second, empty file: it holds on every system SQLite does, needs no process id, and
    leaves the database itself free to be read and backed up.

    Raises:
        AlreadyRunning: another one runs.
        sqlite3.OperationalError: the file can be neither opened nor made.
    """
    with closing(sqlite3.connect(data / "run.lock", timeout=_PATIENCE, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            raise AlreadyRunning(f"Tertulia is already running on {data}. Stop that one first.") from None
        yield


def is_running(data: Path) -> bool:
    """Whether a bot runs on this data folder; only looks."""
    path = data / "run.lock"
    if not path.exists():
        return False
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0)) as lock:
        try:
            lock.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            return bool(error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY)
    return False
