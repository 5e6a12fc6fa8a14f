"""Copies a database that may be in use, as it is at one moment; only reads."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from storage.upgrade import Unusable, remedy


class Taken(Unusable):
    """Something stands where the copy was to be made."""


def back_up(path: Path, dest: Path, now: datetime) -> Path:
    """Copy the database file to `dest`, or into that folder under the moment's name; where it is now.

    Raises:
        Unusable: there is nothing to copy, or it cannot be written.
        Taken: something is there already.
    """
    if not path.exists():
        raise Unusable(f"There is no database {path} yet. Nothing was saved.")
    made = dest / f"tertulia-{now:%Y-%m-%dT%H%M%SZ}.db" if dest.is_dir() else dest
    if made.exists():
        raise Taken(f"{made} is there already. Name another file; nothing was saved.")
    half = made.with_name(f".{made.name}.half")
    try:
        half.unlink(missing_ok=True)
        os.close(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(path, half)
        half.rename(made)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise Unusable(f"{made} cannot be written: {remedy(error)}") from error
    return made


def _copy(path: Path, to: Path) -> None:
    with closing(sqlite3.connect(path, timeout=10)) as source, closing(sqlite3.connect(to)) as copy:
        source.execute("PRAGMA query_only=ON")
        source.backup(copy)
        # one file that needs no others beside it
        copy.execute("PRAGMA journal_mode=DELETE")
    with to.open("rb+") as file:
        os.fsync(file.fileno())
