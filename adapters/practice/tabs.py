"""The open tabs: each belongs to one person and is sent what changes in that person's chats, and nothing else."""

import asyncio
from collections.abc import Iterator

from adapters.practice import wire
from adapters.practice.ledger import Ledger
from adapters.practice.messages import Change
from adapters.practice.wire import Json

MOST_WAITING = 2000
"""What waits for a tab that does not listen; past that it is closed and comes back by itself."""


class Tab:
    """One connection; `send` never waits."""

    def __init__(self, person: str, language: str) -> None:
        self.person = person
        self.language = language
        self.waiting: asyncio.Queue[Json | None] = asyncio.Queue()

    def send(self, shape: Json) -> None:
        if self.waiting.qsize() < MOST_WAITING:
            self.waiting.put_nowait(shape)
        elif self.waiting.qsize() == MOST_WAITING:
            self.close()

    def close(self) -> None:
        self.waiting.put_nowait(None)


class Tabs:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._tabs: set[Tab] = set()
        self._jumping = 0

    def __iter__(self) -> Iterator[Tab]:
        return iter(tuple(self._tabs))

    def enter(self, tab: Tab) -> None:
        self._tabs.add(tab)

    def exit(self, tab: Tab) -> None:
        self._tabs.discard(tab)

    def tell(self, change: Change) -> None:
        """Show a change to everybody it concerns."""
        rooms = self._ledger.rooms
        for tab in self:
            if change.wide:
                tab.send({"push": "room", "people": wire.people(rooms), "chats": wire.chats(rooms, tab.person)})
            if not change.chat or tab.person not in rooms.chats[change.chat].members:
                continue
            if change.message:
                self._show(tab, change.message)
            if not change.wide:
                chat = rooms.chats[change.chat]
                tab.send({"push": "chat", "chat": wire.chat(rooms, tab.person, chat)})

    def clock(self, jumping: int = 0) -> None:
        """Tell everybody the time, and whether the clock is being moved."""
        self._jumping += jumping
        for tab in self:
            tab.send({"push": "clock", **self.time()})

    def time(self) -> Json:
        return {"now": self._ledger.now().isoformat(), "jumping": self._jumping > 0}

    def _show(self, tab: Tab, number: int) -> None:
        rooms = self._ledger.rooms
        message = rooms.messages[number]
        if not rooms.sees(tab.person, message):
            return
        if message.gone:
            tab.send({"push": "gone", "chat": message.chat, "id": str(number)})
        else:
            tab.send({"push": "message", "message": wire.shown(rooms, tab.person, message)})
