"""Files as other programs write them: workbooks, and packages of flash cards, old and new."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory


def workbook(*rows: Sequence[object], before: Sequence[Sequence[object]] = ()) -> bytes:
    """A workbook with these rows; `before` is an earlier sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in before:
        sheet.append(list(row))
    target = book.create_sheet("Palabras")
    for row in rows:
        target.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def package(notes: Sequence[Sequence[str]], fields: Sequence[str] = ("Front", "Back"), *, new: bool = False) -> bytes:
    """An Anki package with one note type; the new kind is pressed and keeps its field names in tables."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "collection"
        with closing(sqlite3.connect(path)) as base:
            base.create_collation("unicase", lambda one, other: (one > other) - (one < other))
            base.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, mid INTEGER, tags TEXT, flds TEXT)")
            base.executemany(
                "INSERT INTO notes VALUES (?, 7, '', ?)", [(at, "\x1f".join(one)) for at, one in enumerate(notes, 1)]
            )
            if new:
                base.execute("CREATE TABLE fields (ntid INTEGER, ord INTEGER, name TEXT COLLATE unicase)")
                base.execute("CREATE UNIQUE INDEX named ON fields (name, ntid)")
                base.executemany("INSERT INTO fields VALUES (7, ?, ?)", list(enumerate(fields)))
            else:
                models = {"7": {"name": "Basic", "flds": [{"name": one, "ord": at} for at, one in enumerate(fields)]}}
                base.execute("CREATE TABLE col (models TEXT)")
                base.execute("INSERT INTO col VALUES (?)", [json.dumps(models)])
            base.commit()
        content = path.read_bytes()
    members = {"collection.anki2": content}
    if new:
        import zstandard

        old = package([["Please update to the latest Anki version", ""]])
        with zipfile.ZipFile(io.BytesIO(old)) as file:
            members = {"collection.anki2": file.read("collection.anki2")}
        members["collection.anki21b"] = zstandard.compress(content)
    return zipped({**members, "media": b"{}"})


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()
