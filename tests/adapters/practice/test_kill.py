"""`kill -9` of the real program behind a real practice room: its lasting log shows nothing lost and nothing doubled."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import aiohttp
import pytest

from adapters.practice.ledger import Ledger
from adapters.practice.log import Log
from adapters.practice.rooms import Message, Rooms
from adapters.practice.uploads import Uploads
from tests.adapters.practice.rig import Chair
from tests.ports import free_port

pytestmark = pytest.mark.slow

PROGRAM = Path(__file__).with_name("living.py")
WEEK = (
    ("clock", "post"),
    ("write", "ana"),
    ("write", "ben"),
    ("clock", "reminder"),
    ("clock", "close"),
    ("clock", "post"),
)
DEATHS = [
    ("planned", 1),
    ("posted", 2),
    ("rung", 1),
    ("rung", 3),
    ("claimed", 1),
    ("claimed", 6),
    ("sent", 1),
    ("sent", 6),
    ("noted", 1),
    ("noted", 6),
]
LONGEST = 300.0
"""Seconds: it ends what hangs, and no machine is so busy that a step takes them."""
Bubble = tuple[str, str, tuple[str, ...], str, bool]
"""Chat, text, labels, sign, pinned."""
R = TypeVar("R")


class Run:
    """A week of the sample class, gone on with after every death."""

    def __init__(self, folder: Path, die_at: tuple[str, int] | None = None) -> None:
        self.folder, self.port = folder, free_port()
        self.deaths = 0
        self._die_at = die_at
        self._program: asyncio.subprocess.Process | None = None
        # the program reads the one end, and is over when nobody holds the other
        self._lifeline, self._held = os.pipe()
        self._session = aiohttp.ClientSession()

    async def __aenter__(self) -> Run:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._program and self._program.returncode is None:
            self._program.kill()
            await self._program.wait()
        await self._session.close()
        os.close(self._lifeline)
        os.close(self._held)

    async def live(self, targets: list[datetime]) -> list[datetime]:
        """Every step until it is done; `targets` are the times the clock steps lead to, found out when empty."""
        reached = []
        for number, (what, which) in enumerate(WEEK):
            step = self._written(which) if what == "write" else self._jumped(which, targets[number : number + 1])
            reached.append(await self._until_done(step))
        return reached

    async def settled(self, expected: Counter[Bubble] | None) -> Counter[Bubble]:
        """What stands in the end, once all that waited has left."""
        async with asyncio.timeout(LONGEST):
            while True:
                program = await self._alive()
                before = self.bubbles()
                # after a start, time enough to say something twice
                with suppress(TimeoutError):
                    await asyncio.wait_for(program.wait(), 0.5)
                if self.bubbles() == before and self._all_left() and (expected is None or not expected - before):
                    break
        await self.stop()
        return self.bubbles()

    async def stop(self) -> None:
        assert self._program
        self._program.send_signal(signal.SIGTERM)
        assert await self._program.wait() == 0

    def _all_left(self) -> bool:
        with closing(sqlite3.connect(self.folder / "tertulia.db")) as database:
            found = database.execute("SELECT count(*) FROM delivery WHERE state IN ('waiting', 'sending')")
            return bool(found.fetchone() == (0,))

    def bubbles(self) -> Counter[Bubble]:
        rooms = self._rooms()
        pinned = {number for chat in rooms.chats.values() for number in chat.pinned}
        return Counter(
            (
                one.chat,
                one.text.plain,
                tuple(b.label for row in one.buttons for b in row),
                one.sign,
                one.number in pinned,
            )
            for one in rooms.messages.values()
            if not one.deleted and not one.line
        )

    def _rooms(self) -> Rooms:
        """What the room's lasting log tells."""
        log, files = Log(self.folder / "practice.jsonl"), Uploads(self.folder / "practice-files")
        return Ledger(log, lambda: datetime.now(UTC), files).rooms

    async def _until_done(self, step: Callable[[Chair], Awaitable[bool]]) -> datetime:
        async with asyncio.timeout(LONGEST):
            while True:
                program = await self._alive()
                try:
                    if await self._as_marta(step):
                        return await self._as_marta(_now)
                except (aiohttp.ClientError, ConnectionError):
                    # nothing but its death cuts the wire
                    await program.wait()

    async def _as_marta(self, step: Callable[[Chair], Awaitable[R]]) -> R:
        marta = await Chair.enter(self._session, f"http://127.0.0.1:{self.port}/", "marta")
        try:
            return await step(marta)
        finally:
            await marta.close()

    def _written(self, person: str) -> Callable[[Chair], Awaitable[bool]]:
        async def step(marta: Chair) -> bool:
            if not self._said(person):
                # after a death the first task comes a moment later
                await marta.until(lambda: any("Write a sentence" in text for _, text, *_ in self.bubbles()))
                await marta.ask("sample", chat="room-1", person=person)
            await marta.until(lambda: any(one.sign for one in self._said(person)))
            return True

        return step

    def _said(self, person: str) -> list[Message]:
        return [one for one in self._rooms().messages.values() if one.by == person and not one.line]

    def _jumped(self, to: str, target: list[datetime]) -> Callable[[Chair], Awaitable[bool]]:
        async def step(marta: Chair) -> bool:
            now = await _now(marta)
            if target and now >= target[0].replace(second=0, microsecond=0):
                return True
            await marta.press("clock", chat="room-1", to=to)
            later = await self._as_marta(_now)
            # at the very start nothing is planned yet, and the clock stands
            return not target and later - now > timedelta(minutes=1)

        return step

    async def _alive(self) -> asyncio.subprocess.Process:
        """Start the program, or start it again if it has died, until its door is open; it dies by itself only once."""
        if self._program and self._program.returncode is None:
            return self._program
        if self._program:
            assert self._program.returncode == -signal.SIGKILL
            self.deaths, self._die_at = self.deaths + 1, None
        death = [self._die_at[0], str(self._die_at[1])] if self._die_at else []
        self._program = await asyncio.create_subprocess_exec(
            sys.executable, str(PROGRAM), str(self.folder), str(self.port), *death, stdin=self._lifeline
        )
        while self._program.returncode is None and not await self._open():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._program.wait(), 0.05)
        return self._program

    async def _open(self) -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return False
        writer.close()
        return True


async def _now(chair: Chair) -> datetime:
    return datetime.fromisoformat(chair.welcome["now"])


def _reminders(shown: Counter[Bubble]) -> Counter[Bubble]:
    return Counter({one: number for one, number in shown.items() if one[1].startswith("Hi ")})


async def _whole(folder: Path) -> tuple[list[datetime], Counter[Bubble]]:
    folder.mkdir()
    async with Run(folder) as whole:
        targets = await whole.live([])
        return targets, await whole.settled(None)


async def test_a_killed_week_looks_like_a_whole_one(tmp_path: Path) -> None:
    targets, expected = await _whole(tmp_path / "whole")
    assert any("have written" in text for _, text, *_ in expected)
    assert sum(_reminders(expected).values()) >= 1
    for point, number in DEATHS:
        folder = tmp_path / f"{point}-{number}"
        folder.mkdir()
        async with Run(folder, (point, number)) as run:
            await run.live(targets)
            found = await run.settled(expected - _reminders(expected))
        assert run.deaths == 1, f"never died at {point} {number}"
        # a reminder found in the middle of its send is never sent again: rather none than two
        assert found - _reminders(found) == expected - _reminders(expected), f"killed at {point} {number}"
        assert not _reminders(found) - _reminders(expected), f"killed at {point} {number}"
