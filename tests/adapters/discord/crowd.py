"""Two hundred people on a local Discord who answer a task within ten seconds, in real time, and what they wait for."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from storage.records import Records
from tests.adapters.discord.interactions import Interaction
from tests.adapters.discord.lesson import set_up_by_a_command, words_and_days
from tests.adapters.discord.rig import RIGHTS
from tests.adapters.discord.theatre import MONDAY, Theatre
from tests.adapters.discord.world import Message

SENTENCES = ("Compro dos aguacates y queso.", "Yo como pan con queso.", "Busco una cuchara y pan.")


@dataclass(frozen=True)
class Figures:
    """Seconds: until presses were acknowledged, sorted, and from the last answer until all are counted and signed."""

    joined: list[float]
    acknowledged: list[float]
    counted: float
    signed: float
    contributions: int
    people: int
    signs: int
    refused: int
    failed: list[tuple[str, int]]

    def percentile(self, part: float) -> float:
        return self.acknowledged[min(len(self.acknowledged) - 1, int(len(self.acknowledged) * part))]


class Crowd(Theatre):
    """`paced`: Discord's own limits of requests hold, and the bot keeps its own pace."""

    pace: ClassVar[dict[str, float]] = {}
    durable = True

    def __init__(self, folder: Path, *, people: int = 200, paced: bool = True, **more: Any) -> None:
        self._began = time.monotonic()
        super().__init__(folder, **more)
        self.api.paces.real = paced
        self.people = [self.world.person(f"Learner{number}") for number in range(people)]
        for person in self.people:
            self.api.people.arrive(person, self.guild)
        assert RIGHTS

    def moment(self) -> datetime:
        return MONDAY + timedelta(seconds=time.monotonic() - self._began)

    async def __aenter__(self) -> Crowd:
        await super().__aenter__()
        return self

    async def answers_within(self, seconds: float) -> Figures:
        """Everybody joins; then everybody answers and looks at *For me*, one after the other within so many seconds."""
        self.api.paces.real, paced = False, self.api.paces.real
        await set_up_by_a_command(self)
        await words_and_days(self)
        await self.uses("Marta", "post", activity="vocabulary")
        task = self.message(self.task().message)
        await self._counted_once_forms_are_built(task)
        self.api.paces.real = paced
        carrying = asyncio.create_task(self.house.carrier.run())
        joins = [await self._presses(person, task, "Join", 0.02) for person in self.people]
        await asyncio.gather(*(one.shown.wait() for one in joins))
        presses, written = [], []
        for number, person in enumerate(self.people):
            text = f"{SENTENCES[number % len(SENTENCES)]} {number}"
            written.append(self.api.people.say(person, self.channel, text, answers=task.id))
            presses.append(await self._presses(person, task, "🔒 For me", seconds / len(self.people)))
        last = time.monotonic()
        await asyncio.gather(*(one.shown.wait() for one in presses))
        counted = await self._until(self._count, len(self.people), 60)
        signed = await self._until(lambda: self._signs(written), len(self.people), 120)
        await self.house.carrier.stop()
        carrying.cancel()
        await asyncio.gather(carrying, return_exceptions=True)
        contributions, members = await self.house.database.write(_counted)
        return Figures(
            sorted(one.took for one in joins),
            sorted(one.took for one in presses),
            counted - last,
            signed - last,
            contributions,
            members,
            sum(len(one.reactions) for one in written),
            self.api.paces.refused,
            [(call.named, call.failed) for call in self.api.calls if call.failed],
        )

    async def _counted_once_forms_are_built(self, task: Message) -> None:
        """The first answer of a class builds its dictionary, which takes seconds and is no part of this."""
        await self.presses("Ben", "Join")
        await self.writes("Ben", "Yo como pan con queso.", to=self.as_seen(task))

    async def _presses(self, person: Any, task: Message, label: str, pause: float) -> Interaction:
        (code,) = [b.code for row in self.as_seen(task).buttons for b in row if b.label == label]
        made = self.api.interactions.press(person, task, code)
        await asyncio.sleep(pause)
        return made

    async def _count(self) -> int:
        contributions, _ = await self.house.database.write(_counted)
        return contributions - 1

    async def _signs(self, written: list[Message]) -> int:
        return sum(bool(one.reactions) for one in written)

    async def _until(self, what: Any, wanted: int, patience: float) -> float:
        until = time.monotonic() + patience
        while await what() < wanted and time.monotonic() < until:
            await asyncio.sleep(0.02)
        return time.monotonic()


def _counted(records: Records) -> tuple[int, int]:
    """How many contributions there are to the open round, and from how many people."""
    (round_,) = records.rounds.open(1)
    rows = records.contributions.of_round(round_.id or 0)
    return len(rows), len({one.member_id for one in rows})
