"""Reads the notes of an Anki package, old or new; pictures, sounds and learning records are left alone."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from bot.table.markup import plain_field
from bot.table.sheet import EMPTY, MOST_UNPACKED, TOO_LARGE, Sheet, Unreadable

COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first: beside a new one an old one only says that Anki is too old."""
_BETWEEN = "\x1f"
_BLOCK = 1 << 20


def read_package(file: zipfile.ZipFile) -> Sheet:
    """The notes as lines, each with the names of its note type's fields.

    Raises:
        Unreadable: it holds too much, or no notes.
        Exception: it is damaged; what reads it then fails in many ways.
    """
    name = next(one for one in COLLECTIONS if one in file.namelist())
    with TemporaryDirectory(prefix="tertulia-anki-") as folder:
        path = Path(folder) / "collection.db"
        with file.open(name) as packed, path.open("wb") as out:
            _unpack(packed, out, pressed=name.endswith("b"))
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as collection:
            return _read(collection)


def _unpack(packed: IO[bytes], out: IO[bytes], *, pressed: bool) -> None:
    size = 0
    for block in _blocks(packed, pressed=pressed):
        size += len(block)
        if size > MOST_UNPACKED:
            raise Unreadable(TOO_LARGE)
        out.write(block)


def _blocks(packed: IO[bytes], *, pressed: bool) -> Iterator[bytes]:
    if not pressed:
        while block := packed.read(_BLOCK):
            yield block
        return
    import zstandard

    with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(packed) as reader:
        while block := reader.read(_BLOCK):
            yield block


def _read(collection: sqlite3.Connection) -> Sheet:
    collection.execute("PRAGMA trusted_schema=OFF")
    # the new kind sorts its names by a rule of Anki's own; we only read them
    collection.create_collation(
        "unicase", lambda one, other: (one.lower() > other.lower()) - (one.lower() < other.lower())
    )
    names = _field_names(collection)
    sheet = Sheet()
    for number, (kind, fields) in enumerate(collection.execute("SELECT mid, flds FROM notes ORDER BY id"), start=1):
        cells = [plain_field(one) for one in str(fields).split(_BETWEEN)]
        if not sheet.add(number, cells, names.get(int(kind), ())):
            break
    if not sheet.lines:
        raise Unreadable(EMPTY)
    return sheet


def _field_names(collection: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    """The names of the fields of each note type."""
    tables = {name for (name,) in collection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    found: dict[int, tuple[str, ...]] = {}
    if "fields" in tables:
        for kind, name in collection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            found[int(kind)] = (*found.get(int(kind), ()), str(name))
        return found
    (models,) = collection.execute("SELECT models FROM col").fetchone()
    for kind, model in json.loads(models).items():
        found[int(kind)] = tuple(str(one["name"]) for one in model["flds"])
    return found
