"""The one door of change: a deed goes to the log first, then into the rooms, then to those who look on."""

from collections.abc import Callable
from datetime import datetime

from adapters.practice.deeds import do
from adapters.practice.log import Log, Record
from adapters.practice.messages import Change
from adapters.practice.rooms import Rooms
from adapters.practice.uploads import Uploads

Watcher = Callable[[Change], None]


class Ledger:
    def __init__(self, log: Log, now: Callable[[], datetime], uploads: Uploads) -> None:
        self._log = log
        self.uploads = uploads
        self._watchers: list[Watcher] = []
        self.now = now
        self.rooms = Rooms()
        self._lines = 0
        for record in log.open():
            self._carry_out(record)
        uploads.tidy(self.rooms.files)

    def write(self, record: Record, *, sure: bool = True) -> int:
        """Put a deed down and carry it out; gives its number.

        Raises:
            OSError: the disk did not take it, and nothing happened.
        """
        record = {"does": record["does"], "at": self.now().isoformat(), **record}
        self._log.append(record, sure=sure)
        change = self._carry_out(record)
        for watcher in tuple(self._watchers):
            watcher(change)
        return self._lines

    def watch(self, watcher: Watcher) -> None:
        self._watchers.append(watcher)

    def unwatch(self, watcher: Watcher) -> None:
        self._watchers.remove(watcher)

    @property
    def empty(self) -> bool:
        return not self._lines

    def _carry_out(self, record: Record) -> Change:
        self._lines += 1
        return do(self.rooms, self._lines, record)
