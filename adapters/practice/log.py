"""The practice room's memory: an append-only log whose lines are on disk before anybody is told."""

import json
import os
from pathlib import Path
from typing import Any

Record = dict[str, Any]
"""One line: `does` names the deed, `at` is when, the rest is the deed's own."""


class Damaged(ValueError):
    """A line in the middle of the log cannot be read; the last line may be torn, any other never is."""


class Log:
    """Lines of JSON, numbered from 1 in the order they stand; a line's number never changes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._size = 0

    def read(self) -> list[Record]:
        """Give all whole lines; raises Damaged."""
        whole, _ = self._whole()
        return [self._record(number, line) for number, line in enumerate(whole.splitlines(), start=1)]

    def open(self) -> list[Record]:
        """Give all whole lines and cut off a last one that a crash tore, so that the next one starts clean."""
        records = self.read()
        whole, torn = self._whole()
        self._size = len(whole)
        if torn:
            os.truncate(self.path, self._size)
        return records

    def append(self, record: Record, *, sure: bool = True) -> None:
        """Write one line; `sure` waits until it is on the disk.

        Raises:
            OSError: nothing was written.
        """
        line = json.dumps(record, separators=(",", ":")).encode() + b"\n"
        new = not self.path.exists()
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            self._put(descriptor, line)
            if sure:
                os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, self._size)
            raise
        finally:
            os.close(descriptor)
        self._size += len(line)
        if new and sure:
            _sync_folder(self.path.parent)

    @staticmethod
    def _put(descriptor: int, line: bytes) -> None:
        while line:
            line = line[os.write(descriptor, line) :]

    def _whole(self) -> tuple[bytes, bytes]:
        """Give the bytes up to the last line break, and what a crash left behind them."""
        if not self.path.exists():
            return b"", b""
        head, separator, torn = self.path.read_bytes().rpartition(b"\n")
        return head + separator, torn

    def _record(self, number: int, line: bytes) -> Record:
        try:
            record: Record = json.loads(line)
        except ValueError as error:
            raise Damaged(f"{self.path.name}: line {number} cannot be read") from error
        return record


def _sync_folder(folder: Path) -> None:
    """Make a new file's name last too, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
