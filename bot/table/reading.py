"""Reads a file somebody sent by what it is, not by what it is called."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from bot.table.anki import COLLECTIONS, read_package
from bot.table.encoding import is_binary
from bot.table.separated import read_separated
from bot.table.sheet import (
    BROKEN,
    EMPTY,
    LOCKED,
    MOST_PACKAGE,
    MOST_TEXT,
    MOST_UNPACKED,
    OLD_KIND,
    TOO_LARGE,
    UNKNOWN,
    Sheet,
    Unreadable,
)
from bot.table.workbook import read_workbook

PACKAGES = (".apkg", ".colpkg")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def largest(name: str) -> int:
    """How many bytes a file of this name may have."""
    return MOST_PACKAGE if name.lower().endswith(PACKAGES) else MOST_TEXT


def read_table(content: bytes, languages: Sequence[str] = ()) -> Sheet:
    """The table in a file, or its text; `languages` are those it may be written in, the likeliest first.

    Raises:
        Unreadable: there is none in it that can be read.
    """
    if not content.strip():
        raise Unreadable(EMPTY)
    if content.startswith(_OLD_OFFICE):
        # a workbook with a password lies in the same old container
        raise Unreadable(LOCKED if "EncryptedPackage".encode("utf-16-le") in content else OLD_KIND)
    if content.startswith(b"PK"):
        return _packed(content)
    if is_binary(content) or content.startswith((b"%PDF", b"{\\rtf")):
        raise Unreadable(UNKNOWN)
    return read_separated(content, languages)


def _packed(content: bytes) -> Sheet:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            names = set(file.namelist())
            if names & set(COLLECTIONS):
                return read_package(file)
            if "xl/workbook.xml" not in names:
                raise Unreadable(UNKNOWN)
            # no member can give more than the size it is listed with
            if sum(one.file_size for one in file.infolist()) > MOST_UNPACKED:
                raise Unreadable(TOO_LARGE)
        return read_workbook(content)
    except Unreadable:
        raise
    except MemoryError as error:
        raise Unreadable(TOO_LARGE) from error
    except Exception as error:  # a damaged file fails in the libraries that read it in ways nobody can list
        raise Unreadable(BROKEN) from error
