"""The database: one SQLite file, one writer thread whose waiting jobs share a commit, and read-only views beside it."""

from __future__ import annotations

import asyncio
import itertools
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlmodel import Session

from storage.connections import reading, writing
from storage.records import Records
from storage.vault import Vault

R = TypeVar("R")
MOST_JOBS_A_COMMIT = 32


class Urgent:
    """Orders of the writer's queue: presses and commands overtake contributions, which overtake the clock."""

    PRESS, MESSAGE, CLOCK, STOP = range(4)


_Job = tuple[int, int, Callable[[Records], Any] | None, "Future[Any]"]


class Closed(Exception):
    """The writer is not at work: it was not started yet, or it has stopped."""


class Database:
    """A database file; `write` runs a job in the one writer's transaction, `read` gives a view that cannot write.

    Without `durable` a power cut may cost the last commits: for tests, which a power cut ends anyway.
    """

    def __init__(self, path: Path, vault: Vault, *, durable: bool = True) -> None:
        self.path = path
        self.vault = vault
        self._jobs: queue.PriorityQueue[_Job] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._writing = writing(path, durable=durable)
        self._reading = reading(path)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Open the file and begin to write; raises what SQLAlchemy raises when the file cannot be opened."""
        connection = self._writing.connect()
        self._thread = threading.Thread(target=self._work, args=(connection,), name="writer", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish what is queued, then close."""
        writer, self._thread = self._thread, None
        if writer is not None:
            self._jobs.put((Urgent.STOP, next(self._numbers), None, Future()))
            writer.join()
        while not self._jobs.empty():
            self._jobs.get()[3].cancel()
        # the last to close takes the write-ahead log in, and what may do without waiting for the disk is the writer
        self._reading.dispose()
        self._writing.dispose()

    @property
    def alive(self) -> bool:
        """Whether the writer is at work."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def queued(self) -> int:
        """How many jobs wait for the writer."""
        return self._jobs.qsize()

    def submit(self, job: Callable[[Records], R], urgency: int = Urgent.MESSAGE) -> Future[R]:
        """Queue a job; its result is there when it is on disk.

        Raises:
            Closed: nobody would ever do it.
        """
        if not self.alive:
            raise Closed("the writer is not at work")
        done: Future[R] = Future()
        self._jobs.put((urgency, next(self._numbers), job, done))
        return done

    async def write(self, job: Callable[[Records], R], urgency: int = Urgent.MESSAGE) -> R:
        return await asyncio.wrap_future(self.submit(job, urgency))

    @contextmanager
    def read(self) -> Iterator[Records]:
        with self._reading.connect() as connection, Session(bind=connection, expire_on_commit=False) as session:
            yield Records(session, self.vault)

    def truncate_log(self) -> bool:
        """Take what was erased out of the write-ahead log as well; waits for views in use, false if for too long."""
        with closing(self._writing.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            [(busy, _, _)] = cursor.fetchall()
            return not busy

    def _work(self, connection: Connection) -> None:
        with connection:
            while batch := self._batch():
                self._commit_together(connection, batch)

    def _batch(self) -> list[_Job]:
        """The waiting jobs, most urgent first; none when it is time to stop."""
        batch = [self._jobs.get()]
        while len(batch) < MOST_JOBS_A_COMMIT:
            try:
                batch.append(self._jobs.get_nowait())
            except queue.Empty:
                break
        stopping = [job for job in batch if job[0] == Urgent.STOP]
        if not stopping:
            return batch
        others = [job for job in batch if job[0] != Urgent.STOP]
        if others:
            self._jobs.put(stopping[0])
        return others

    def _commit_together(self, connection: Connection, batch: list[_Job]) -> None:
        # from here on nobody can call a job off; one called off before is left out
        batch = [job for job in batch if job[3].set_running_or_notify_cancel()]
        settled: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            with connection.begin():
                settled = [(done, *self._run(connection, job)) for _, _, job, done in batch if job]
        except BaseException as error:  # noqa: BLE001  whoever waits must hear that nothing was written
            # a commit that fails may leave its transaction open; a new connection has none
            connection.invalidate()
            for _, _, _, done in batch:
                done.set_exception(error)
            return
        for done, result, failure in settled:
            if failure is None:
                done.set_result(result)
            else:
                done.set_exception(failure)

    def _run(self, connection: Connection, job: Callable[[Records], Any]) -> tuple[Any, BaseException | None]:
        """One job in a savepoint of its own: what fails undoes only itself."""
        session = Session(bind=connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        try:
            result = job(Records(session, self.vault))
            session.commit()
        except Exception as error:  # noqa: BLE001  whoever asked hears it, the others go on
            session.rollback()
            return None, error
        else:
            return result, None
        finally:
            session.close()
