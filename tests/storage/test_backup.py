"""A backup is a whole copy of one moment, made beside a running bot, and covers nothing that is there."""

import errno
import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from storage.backup import back_up
from storage.database import Database
from storage.upgrade import Unusable, newest, version
from storage.vault import Vault


@pytest.fixture
def kept(database: Database) -> Database:
    database.submit(lambda records: records.settings.set("a", "1")).result(10)
    return database


def test_copy_opens_by_itself(kept: Database, tmp_path: Path, vault: Vault, now: datetime) -> None:
    (tmp_path / "elsewhere").mkdir()
    made = back_up(kept.path, tmp_path / "elsewhere" / "copy.db", now)
    assert [one.name for one in made.parent.iterdir()] == ["copy.db"]
    assert version(made) == newest()
    copy = Database(made, vault)
    with copy.read() as records:
        assert records.settings.get("a") == "1"
    copy.stop()


def test_running_bot_goes_on(kept: Database, tmp_path: Path, now: datetime) -> None:
    before = kept.path.read_bytes()
    back_up(kept.path, tmp_path / "copy.db", now)
    assert kept.path.read_bytes() == before
    kept.submit(lambda records: records.settings.set("b", "2")).result(10)


def test_folder_gets_a_file_named_by_the_moment(kept: Database, tmp_path: Path, now: datetime) -> None:
    made = back_up(kept.path, tmp_path, now)
    assert made == tmp_path / "tertulia-2026-05-04T090000Z.db"
    if os.name == "posix":
        assert made.stat().st_mode & 0o777 == 0o600


def test_what_is_there_is_not_covered(kept: Database, tmp_path: Path, now: datetime) -> None:
    there = tmp_path / "copy.db"
    there.write_text("something dear")
    with pytest.raises(Unusable, match="is there already"):
        back_up(kept.path, there, now)
    assert there.read_text() == "something dear"


def test_nothing_to_copy_is_told(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(Unusable, match="Nothing was saved"):
        back_up(tmp_path / "tertulia.db", tmp_path / "copy.db", now)
    assert list(tmp_path.iterdir()) == []


def test_missing_folder_is_told(kept: Database, tmp_path: Path, now: datetime) -> None:
    with pytest.raises(Unusable, match="Make its folder"):
        back_up(kept.path, tmp_path / "nowhere" / "copy.db", now)


def test_half_a_copy_of_a_crash_is_made_anew(kept: Database, tmp_path: Path, now: datetime) -> None:
    (tmp_path / ".copy.db.half").write_bytes(b"torn")
    made = back_up(kept.path, tmp_path / "copy.db", now)
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not (tmp_path / ".copy.db.half").exists()


def test_a_disk_that_cannot_be_written_is_told_of_the_copy(
    kept: Database, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "unlink", read_only)
    with pytest.raises(Unusable, match=r"copy\.db cannot be written: the disk is read-only"):
        back_up(kept.path, tmp_path / "copy.db", now)
