"""Every error that was foreseen is told in one line with its exit code; any other gets a reference and no words."""

import errno
import re
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import structlog
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from bot.__main__ import _tell
from bot.config import ConfigError
from bot.host.lock import AlreadyRunning
from bot.host.trouble import trouble
from storage.upgrade import Unusable, VersionTooNew
from storage.vault import WrongKey

PUT_IT_BACK = "Put back the key this database was made with."


@pytest.mark.parametrize(
    ("error", "line", "code"),
    [
        (ConfigError("Change this."), "Change this.", 78),
        (Unusable("Change this."), "Change this.", 78),
        (VersionTooNew("Change this."), "Change this.", 78),
        (AlreadyRunning("Stop that."), "Stop that.", 75),
        (
            WrongKey("sealed with another"),
            f"The key does not fit: sealed with another. {PUT_IT_BACK}",
            78,
        ),
        (
            OSError(errno.EADDRINUSE, "error while attempting to bind on address ('::1', 80, 0, 0): in use"),
            "::1:80 is in use by another program. Stop that one, or choose another port.",
            78,
        ),
        (
            PermissionError(
                errno.EACCES, "error while attempting to bind on address ('127.0.0.1', 80): permission denied"
            ),
            "127.0.0.1:80 may not be opened by this user. Choose a port above 1023.",
            78,
        ),
        (
            OSError(errno.EADDRNOTAVAIL, "error while attempting to bind on address ('10.0.0.1', 80): no"),
            "10.0.0.1:80 is not an address of this machine. Use 127.0.0.1.",
            78,
        ),
        (socket.gaierror(-2, "unknown"), "An address to listen on is not known on this machine. Use 127.0.0.1.", 78),
        (
            OSError(errno.ENOSPC, "No space left on device", "data/x"),
            "data/x cannot be used: the disk is full. Free some space and start again.",
            78,
        ),
        (
            OSError(errno.EROFS, "Read-only file system", "data"),
            "data cannot be used: the disk is read-only. Mount it writable, or name another folder as data.",
            78,
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "tertulia.key"),
            "tertulia.key cannot be used: this user may not use it. Give this user the right to read and write it.",
            78,
        ),
    ],
)
def test_foreseen_errors_have_their_line(error: Exception, line: str, code: int) -> None:
    assert trouble(error) == (line, code)


@pytest.mark.parametrize("error", [ValueError("Ana"), KeyError("Ana"), OSError("Ana"), ConnectionResetError()])
def test_other_errors_are_not_explained_away(error: Exception) -> None:
    assert trouble(error) is None


def test_sqlites_errors_are_known_also_when_wrapped(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("PRAGMA query_only=ON")
        with pytest.raises(sqlite3.OperationalError) as plain:
            connection.execute("CREATE TABLE a (b)")
    engine = create_engine(f"sqlite:///{tmp_path / 'nowhere' / 'a.db'}")
    with pytest.raises(DBAPIError) as wrapped:
        engine.connect()
    assert trouble(plain.value) == (
        "The database cannot be used: it may not be written to. Give this user the right to write it.",
        78,
    )
    line, code = trouble(wrapped.value) or ("", 0)
    assert line.startswith("The database cannot be used: it cannot be opened. Give this user the right")
    assert code == 78


def test_an_error_of_ours_in_sql_is_not_the_hosts() -> None:
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(sqlite3.OperationalError) as caught:
        connection.execute("SELECT nothing")
    assert trouble(caught.value) is None


@pytest.fixture
def no_log_yet(own_log: None) -> None:
    """As in a program that failed before it started its log."""
    structlog.reset_defaults()


@pytest.mark.usefixtures("no_log_yet")
def test_unforeseen_error_gets_a_reference_and_no_words(capsys: pytest.CaptureFixture[str]) -> None:
    code = _tell(ValueError("Ana wrote this"))
    told = capsys.readouterr().err
    reference = re.search(r"Please report it with this reference: (\w{6})\n", told)
    assert code == 70
    assert reference
    assert told.count(reference[1]) == 2
    assert "Ana" not in told


def test_a_line_stays_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert _tell(ConfigError("one\ntwo")) == 78
    assert capsys.readouterr().err == "one two\n"
