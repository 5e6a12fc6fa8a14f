"""An empty database, made once a process and copied: the steps that make one take longer than most scenes."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.upgrade import upgrade


def fresh_database(folder: Path) -> None:
    """Put an empty database into a data folder that has none."""
    path = folder / "tertulia.db"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_empty())


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tertulia.db"
        upgrade(path)
        with closing(sqlite3.connect(path)) as connection:
            # as the writer would do first of all, and wait for the disk each time
            connection.execute("PRAGMA journal_mode=WAL")
        return path.read_bytes()
