"""Connections to the database file: one engine to write, one that can only read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.util import LRUCache


def writing(path: Path, *, durable: bool) -> Engine:
    """Each transaction takes the write lock at its begin. Without `durable` a power cut may cost the last commits."""
    # with synchronous=NORMAL a power cut may drop a claim whose post went out
    return _engine(path, (f"synchronous={'FULL' if durable else 'OFF'}", *_WRITING), "BEGIN IMMEDIATE")


def reading(path: Path) -> Engine:
    """What it reads in one transaction is of one moment; it refuses to write."""
    return _engine(path, _READING, "BEGIN")


def _engine(path: Path, pragmas: tuple[str, ...], begin: str) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": 10},
        execution_options={"compiled_cache": _WORDED},
    )
    engine.dialect = _dialect()

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # pysqlite's own transactions would let a released savepoint survive the outer rollback
        connection.exec_driver_sql(begin)

    return engine


@cache
def _dialect() -> Dialect:
    """How SQLite is spoken to. All engines share it, and with it each statement put into SQL once a process."""
    engine = create_engine("sqlite://")
    # the first connection finds out what this SQLite can do
    engine.connect().close()
    engine.dispose()
    return engine.dialect


# most of a statement's first time is spent on its wording; what is kept with it is the dialect it was worded in
_WORDED = LRUCache[Any, Any](1000)
_WRITING = ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON")
_READING = ("query_only=ON", "foreign_keys=ON")
