"""What a host is told about an error that keeps the program from running: one line and an exit code."""

from __future__ import annotations

import errno
import re
import socket
import sqlite3

from bot.config import ConfigError
from bot.host.lock import AlreadyRunning

CANNOT_WORK = 78
"""The configuration or this machine must be changed first (EX_CONFIG)."""
TRY_AGAIN = 75
"""Something else is under way (EX_TEMPFAIL)."""
BROKEN = 70
"""An error of the program's own (EX_SOFTWARE)."""
USAGE = 64
"""Another command line would do (EX_USAGE)."""
BAD_DATA = 65
"""The file to import cannot be used (EX_DATAERR)."""


class Told(Exception):
    """A command was not carried out; the words are one line for the host."""

    def __init__(self, line: str, code: int) -> None:
        super().__init__(line)
        self.code = code


_BIND = re.compile(r"bind on address \('(?P<host>[^']*)', (?P<port>\d+)")


def trouble(error: BaseException) -> tuple[str, int] | None:
    """One line that says what to do, and the exit code; None for an error nobody foresaw."""
    from storage.backup import Taken
    from storage.upgrade import Unusable
    from storage.vault import WrongKey

    match error:
        case Told(code=code):
            return str(error), code
        case AlreadyRunning():
            return str(error), TRY_AGAIN
        case Taken():
            return str(error), USAGE
        case ConfigError() | Unusable():
            return str(error), CANNOT_WORK
        case WrongKey():
            return f"The key does not fit: {error}. Put back the key this database was made with.", CANNOT_WORK
        case OSError():
            return _of_system(error)
        case sqlite3.Error():
            return _of_database(error)
    return _of_wrapped(error)


def _of_system(error: OSError) -> tuple[str, int] | None:
    if isinstance(error, socket.gaierror):
        return "An address to listen on is not known on this machine. Use 127.0.0.1.", CANNOT_WORK
    bind = _BIND.search(str(error))
    where = f"{bind['host']}:{bind['port']}" if bind else "The address to listen on"
    match error.errno:
        case errno.EADDRINUSE:
            return f"{where} is in use by another program. Stop that one, or choose another port.", CANNOT_WORK
        case errno.EADDRNOTAVAIL:
            return f"{where} is not an address of this machine. Use 127.0.0.1.", CANNOT_WORK
        case errno.EACCES | errno.EPERM if bind:
            return f"{where} may not be opened by this user. Choose a port above 1023.", CANNOT_WORK
        case errno.ENOSPC | errno.EROFS | errno.EACCES | errno.EPERM | errno.ENOENT | errno.ENOTDIR | errno.EISDIR:
            return _of_file(error), CANNOT_WORK
    return None


def _of_file(error: OSError) -> str:
    from storage.upgrade import remedy

    return f"{error.filename or 'A file'} cannot be used: {remedy(error)}"


def _of_database(error: sqlite3.Error) -> tuple[str, int] | None:
    from storage.upgrade import remedy

    foreseen = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOTADB,
                sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY)  # fmt: skip
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in foreseen:
        return f"The database cannot be used: {remedy(error)}", CANNOT_WORK
    return None


def _of_wrapped(error: BaseException) -> tuple[str, int] | None:
    """SQLAlchemy hands SQLite's error on in a wrapping of its own."""
    wrapped = getattr(error, "orig", None)
    return _of_database(wrapped) if isinstance(wrapped, sqlite3.Error) else None
