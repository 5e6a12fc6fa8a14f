"""The writer: jobs in order of urgency, together in a commit, each undone alone, and it outlives every failure."""

import asyncio
import shutil
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import closing, suppress
from pathlib import Path
from typing import ClassVar

import pytest
from sqlalchemy import Integer, select
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from storage.database import MOST_JOBS_A_COMMIT, Closed, Database, Urgent
from storage.records import Records
from storage.vault import Vault


def note(name: str, value: str = "yes") -> Callable[[Records], None]:
    return lambda records: records.settings.set(name, value)


def noted(database: Database, name: str) -> str:
    with database.read() as records:
        return records.settings.get(name)


def sql(statement: str) -> Callable[[Records], None]:
    def job(records: Records) -> None:
        records.session.connection().exec_driver_sql(statement)

    return job


@pytest.fixture
def gate(database: Database) -> threading.Event:
    """Holds the writer inside a job until it is set, so that what is queued meanwhile waits together."""
    gate, inside = threading.Event(), threading.Event()

    def wait(_: Records) -> None:
        inside.set()
        assert gate.wait(10)

    database.submit(wait)
    assert inside.wait(10)
    return gate


def commits(database: Database) -> int:
    """How many commits stand in the write-ahead log: a frame that ends one tells the file's size after it."""
    log = database.path.with_name(f"{database.path.name}-wal").read_bytes()
    page = int.from_bytes(log[8:12])
    frames = range(32, len(log), 24 + page)
    return sum(int.from_bytes(log[start + 4 : start + 8]) > 0 for start in frames)


def test_result_is_on_disk_when_it_is_told(database: Database) -> None:
    def job(records: Records) -> str:
        records.settings.set("a", "1")
        return "done"

    assert database.submit(job).result(10) == "done"
    with closing(sqlite3.connect(database.path)) as other_program:
        assert other_program.execute("SELECT value FROM setting WHERE name = 'a'").fetchone() == ("1",)


async def test_write_waits_without_holding_up_the_loop(database: Database, gate: threading.Event) -> None:
    writing = asyncio.create_task(database.write(note("a")))
    await asyncio.sleep(0)
    gate.set()
    await writing
    assert noted(database, "a") == "yes"


def test_urgent_jobs_overtake_those_that_wait(database: Database, gate: threading.Event) -> None:
    order: list[str] = []

    def job(name: str) -> Callable[[Records], None]:
        return lambda _: order.append(name)

    waiting = [
        database.submit(job("clock"), Urgent.CLOCK),
        database.submit(job("first message"), Urgent.MESSAGE),
        database.submit(job("second message"), Urgent.MESSAGE),
        database.submit(job("press"), Urgent.PRESS),
    ]
    gate.set()
    for one in waiting:
        one.result(10)
    assert order == ["press", "first message", "second message", "clock"]


def test_waiting_jobs_share_a_commit(database: Database, gate: threading.Event) -> None:
    before = commits(database)
    waiting = [database.submit(note(f"n{number}")) for number in range(MOST_JOBS_A_COMMIT)]
    gate.set()
    for one in waiting:
        one.result(10)
    assert commits(database) == before + 1


def test_a_job_that_fails_undoes_only_itself(database: Database, gate: threading.Event) -> None:
    def half_done(records: Records) -> None:
        records.settings.set("half", "yes")
        raise ZeroDivisionError

    first, failing, last = (database.submit(job) for job in (note("first"), half_done, note("last")))
    gate.set()
    first.result(10)
    last.result(10)
    with pytest.raises(ZeroDivisionError):
        failing.result(10)
    assert [noted(database, name) for name in ("first", "half", "last")] == ["yes", "", "yes"]


def test_a_savepoint_within_a_job_undoes_only_its_part(database: Database) -> None:
    def job(records: Records) -> None:
        records.settings.set("outside", "yes")
        with suppress(ZeroDivisionError), records.session.begin_nested():
            records.settings.set("inside", "yes")
            raise ZeroDivisionError

    database.submit(job).result(10)
    assert [noted(database, name) for name in ("outside", "inside")] == ["yes", ""]


def test_a_released_savepoint_goes_with_the_commit_that_fails(database: Database, gate: threading.Event) -> None:
    good = database.submit(note("good"))
    bad = database.submit(break_a_link)
    gate.set()
    for one in (good, bad):
        with pytest.raises(IntegrityError):
            one.result(10)
    assert noted(database, "good") == ""


def break_a_link(records: Records) -> None:
    """Point to a class that is not there, in a way SQLite notices at the commit only."""
    sql("PRAGMA defer_foreign_keys=ON")(records)
    sql("INSERT INTO invitation VALUES ('h', 'k', 99, NULL, '', '2026-05-04')")(records)


def test_writer_goes_on_after_a_commit_that_failed(database: Database) -> None:
    with pytest.raises(IntegrityError):
        database.submit(break_a_link).result(10)
    database.submit(note("after")).result(10)
    assert noted(database, "after") == "yes"


def test_writer_goes_on_after_a_full_disk(database: Database) -> None:
    def fill(records: Records) -> None:
        sql("PRAGMA max_page_count=1")(records)
        records.settings.set("much", "x" * 10**6)

    with pytest.raises(DBAPIError):
        database.submit(fill).result(10)
    database.submit(note("after")).result(10)
    assert [noted(database, name) for name in ("much", "after")] == ["", "yes"]


def test_writer_goes_on_after_another_program_held_the_file(database: Database) -> None:
    database.submit(sql("PRAGMA busy_timeout=0")).result(10)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other_program:
        other_program.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError):
            database.submit(note("during")).result(10)
    database.submit(note("after")).result(10)
    assert [noted(database, name) for name in ("during", "after")] == ["", "yes"]


def test_a_job_called_off_while_it_waits_is_not_done(database: Database, gate: threading.Event) -> None:
    called_off, wanted = database.submit(note("off")), database.submit(note("on"))
    assert called_off.cancel()
    gate.set()
    wanted.result(10)
    with pytest.raises(CancelledError):
        called_off.result(10)
    assert [noted(database, name) for name in ("off", "on")] == ["", "yes"]


async def test_a_write_given_up_at_any_moment_leaves_the_writer_alive(database: Database) -> None:
    for steps in range(20):
        writing = asyncio.create_task(database.write(note(f"n{steps}")))
        for _ in range(steps):
            await asyncio.sleep(0)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
    await database.write(note("after"))
    assert noted(database, "after") == "yes"


def test_stop_does_what_is_queued_first(path: Path, vault: Vault) -> None:
    database = Database(path, vault)
    database.start()
    waiting = [database.submit(note(f"n{number}"), Urgent.CLOCK) for number in range(100)]
    database.stop()
    assert all(one.done() and one.exception() is None for one in waiting)
    assert noted(database, "n99") == "yes"
    database.stop()


@pytest.mark.parametrize("begin", [lambda _: None, Database.stop, lambda one: (one.start(), one.stop())])
def test_nobody_waits_for_a_writer_that_is_not_there(
    path: Path, vault: Vault, begin: Callable[[Database], object]
) -> None:
    database = Database(path, vault)
    begin(database)
    assert not database.alive
    with pytest.raises(Closed):
        database.submit(note("a"))


def test_start_says_when_the_file_cannot_be_opened(tmp_path: Path, vault: Vault) -> None:
    database = Database(tmp_path / "nowhere" / "tertulia.db", vault)
    with pytest.raises(OperationalError):
        database.start()
    database.stop()


def test_a_view_cannot_write(database: Database) -> None:
    with pytest.raises(OperationalError, match="readonly"), database.read() as records:
        records.settings.set("a", "1")


def test_a_view_shows_one_moment(database: Database) -> None:
    database.submit(note("a", "old")).result(10)
    with database.read() as records:
        assert records.settings.get("a") == "old"
        database.submit(note("b")).result(10)
        assert records.settings.get("b") == ""
    assert noted(database, "b") == "yes"


class Number(FunctionElement[int]):
    """A number in a statement, which tells each time it is put into SQL."""

    inherit_cache = True
    name = "number"
    type = Integer()
    wordings: ClassVar[list[str]] = []


@compiles(Number)
def _word(_element: object, _compiler: object, **_: object) -> str:
    Number.wordings.append("7")
    return Number.wordings[-1]


def test_a_statement_is_put_into_sql_once_for_all_databases(path: Path, vault: Vault) -> None:
    for database in (Database(path, vault), Database(Path(shutil.copy(path, f"{path}.2")), vault)):
        database.start()
        assert database.submit(lambda records: records.session.scalar(select(Number()))).result(5) == 7
        with database.read() as records:
            assert records.session.scalar(select(Number())) == 7
        database.stop()
    assert len(Number.wordings) == 1


def test_what_is_erased_leaves_the_files(database: Database) -> None:
    secret = "nobody may read this any more"
    database.submit(note("a", secret)).result(10)
    assert secret.encode() in everything(database)
    database.submit(sql("DELETE FROM setting WHERE name = 'a'")).result(10)
    assert database.truncate_log()
    assert secret.encode() not in everything(database)


def everything(database: Database) -> bytes:
    return b"".join(one.read_bytes() for one in database.path.parent.iterdir())


def test_queue_is_counted(database: Database, gate: threading.Event) -> None:
    waiting: list[Future[None]] = [database.submit(note(str(number))) for number in range(3)]
    assert database.queued == 3
    gate.set()
    for one in waiting:
        one.result(10)
    assert database.queued == 0
