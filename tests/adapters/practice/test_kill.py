"""`kill -9` of the real program behind a real practice room: its lasting log shows nothing lost and nothing doubled."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from adapters.practice.ledger import Ledger
from adapters.practice.log import Log
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
Bubble = tuple[str, str, tuple[str, ...], str, bool]
"""Chat, text, labels, sign, pinned."""


class Run:
    """A week of the sample class, gone on with after every death."""

    def __init__(self, folder: Path, die_at: tuple[str, int] | None = None) -> None:
        self.folder, self.port = folder, free_port()
        self.deaths = 0
        self._die_at = die_at
        self._program: asyncio.subprocess.Process | None = None

    async def live(self, targets: list[datetime]) -> list[datetime]:
        """Every step until it is done; `targets` are the times the clock steps lead to, found out when empty."""
        reached = []
        async with aiohttp.ClientSession() as session:
            for number, (what, which) in enumerate(WEEK):
                step = (
                    self._written(which)
                    if what == "write"
                    else self._jumped(session, which, targets[number : number + 1])
                )
                reached.append(await self._until_done(session, step))
            return reached

    async def settled(self, expected: Counter[Bubble] | None) -> Counter[Bubble]:
        """What stands in the end, once all that waited has left."""
        async with asyncio.timeout(60):
            while True:
                await self._alive()
                before = self.bubbles()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._program_ends(), 0.5)
                if self.bubbles() == before and (expected is None or not expected - before):
                    break
        await self.stop()
        return self.bubbles()

    async def stop(self) -> None:
        if self._program and self._program.returncode is None:
            self._program.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(self._program.wait(), 10) == 0

    def bubbles(self) -> Counter[Bubble]:
        rooms = Ledger(
            Log(self.folder / "practice.jsonl"), lambda: datetime.now(UTC), Uploads(self.folder / "practice-files")
        ).rooms
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

    async def _until_done(self, session: aiohttp.ClientSession, step: Callable[[Chair], Awaitable[bool]]) -> datetime:
        async with asyncio.timeout(60):
            while True:
                await self._alive()
                try:
                    if await step(await self._enter(session)):
                        return datetime.fromisoformat((await self._enter(session)).welcome["now"])
                except (aiohttp.ClientError, ConnectionError, TimeoutError):
                    await self._program_ends_or_goes_on()

    async def _enter(self, session: aiohttp.ClientSession) -> Chair:
        return await Chair.enter(session, f"http://127.0.0.1:{self.port}/", "marta")

    def _written(self, person: str) -> Callable[[Chair], Awaitable[bool]]:
        async def step(marta: Chair) -> bool:
            if not self._said(person) and self._posted():
                await marta.ask("sample", chat="room-1", person=person)
            await self._program_ends_or_goes_on()
            return self._said(person)

        return step

    def _said(self, person: str) -> bool:
        return any(one["does"] == "said" and one["by"] == person for one in self._lines())

    def _posted(self) -> bool:
        """Whether the first task is there: after a death it comes a moment later."""
        return any("Write a sentence" in str(one) for one in self._lines())

    def _lines(self) -> list[dict[str, Any]]:
        lines = (self.folder / "practice.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines if line.endswith("}")]

    def _jumped(
        self, session: aiohttp.ClientSession, to: str, target: list[datetime]
    ) -> Callable[[Chair], Awaitable[bool]]:
        async def step(marta: Chair) -> bool:
            now = datetime.fromisoformat(marta.welcome["now"])
            if target and now >= target[0].replace(second=0, microsecond=0):
                return True
            await marta.press("clock", chat="room-1", to=to)
            later = datetime.fromisoformat((await self._enter(session)).welcome["now"])
            # at the very start nothing is planned yet, and the clock stands
            return not target and later - now > timedelta(minutes=1)

        return step

    async def _alive(self) -> None:
        """Start the program, or start it again if it has died; it dies by itself only once."""
        if self._program and self._program.returncode is None:
            return
        if self._program:
            assert self._program.returncode == -signal.SIGKILL
            self.deaths, self._die_at = self.deaths + 1, None
        death = [self._die_at[0], str(self._die_at[1])] if self._die_at else []
        self._program = await asyncio.create_subprocess_exec(
            sys.executable, str(PROGRAM), str(self.folder), str(self.port), *death
        )

    async def _program_ends(self) -> None:
        assert self._program
        await self._program.wait()

    async def _program_ends_or_goes_on(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._program_ends(), 0.1)


def _reminders(shown: Counter[Bubble]) -> Counter[Bubble]:
    return Counter({one: number for one, number in shown.items() if one[1].startswith("Hi ")})


async def _whole(folder: Path) -> tuple[list[datetime], Counter[Bubble]]:
    folder.mkdir()
    whole = Run(folder)
    targets = await whole.live([])
    return targets, await whole.settled(None)


async def test_a_killed_week_looks_like_a_whole_one(tmp_path: Path) -> None:
    targets, expected = await _whole(tmp_path / "whole")
    assert any("have written" in text for _, text, *_ in expected)
    assert sum(_reminders(expected).values()) >= 1
    for point, number in DEATHS:
        folder = tmp_path / f"{point}-{number}"
        folder.mkdir()
        run = Run(folder, (point, number))
        await run.live(targets)
        found = await run.settled(expected - _reminders(expected))
        assert run.deaths == 1, f"never died at {point} {number}"
        # a reminder found in the middle of its send is never sent again: rather none than two
        assert found - _reminders(found) == expected - _reminders(expected), f"killed at {point} {number}"
        assert not _reminders(found) - _reminders(expected), f"killed at {point} {number}"
