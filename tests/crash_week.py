"""A class week that can be cut off at any step and gone on with: run as a program, one child process a life.

    python tests/crash_week.py FOLDER [POINT NUMBER]...

lives the week once undisturbed, then once for each POINT and NUMBER: the process is killed when that named point is
reached for that time, and started again until the week is over. Prints what each life showed, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shutil
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import structlog

sys.path.insert(0, str(Path(__file__).parent.parent))

from bot.build import Tertulia, assemble
from bot.chat import CommandTyped, Event, Place, Said, Who
from bot.clock import Time
from bot.discover import activities
from bot.tongues import Tongues
from storage.accounts import Account
from storage.classes import Class, Counts
from storage.decks import Card, Question
from storage.people import Member, Role
from storage.records import Records
from storage.rooms import Room
from tests.durable import DurablePaper

MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
ROOM = Place("paper", "room1")
TONGUES = Tongues(None)
PEOPLE = {"Marta": Role.TEACHER, "Ana": Role.LEARNER, "Ben": Role.LEARNER, "Chloe": Role.LEARNER}


class Life:
    """One process's part of the week."""

    def __init__(self, folder: Path, die_at: tuple[str, int] | None) -> None:
        self.folder = folder
        self._die_at = die_at
        self.points: Counter[str] = Counter()
        self.paper = DurablePaper(folder / "log.jsonl")
        self.program: Tertulia = assemble(
            data=folder,
            key=bytes(range(32)),
            platforms={"paper": self.paper},
            activities=[one() for one in activities()],
            time=Time(lambda: MONDAY),
            random=Random(7),
            observe=self._observe,
            tongues=TONGUES,
        )

    def _observe(self, point: str) -> None:
        self.points[point] += 1
        if self._die_at == (point, self.points[point]):
            os.kill(os.getpid(), signal.SIGKILL)

    async def live(self) -> None:
        """The steps not yet done, each noted when it is."""
        await self.program.start()
        done = self.folder / "done"
        first = int(done.read_text()) if done.exists() else 0
        for number, step in enumerate(WEEK[first:], start=first):
            await step(self)
            await self.program.carrier.drain()
            fresh = self.folder / "done.new"
            fresh.write_text(str(number + 1))
            fresh.replace(done)
        self.program.database.stop()

    async def until(self, moment: datetime) -> None:
        clock = self.program.clock
        await self.program.carrier.drain()
        while (upcoming := clock.next_moment()) is not None and upcoming <= moment:
            await clock.move(upcoming)
        await clock.move(moment)

    async def happens(self, event: Event) -> None:
        await self.program.engine.receive(event)
        await self.program.engine.workshop.idle()
        await self.program.carrier.drain()

    @property
    def task(self) -> str:
        return [one.id for one in self.paper.chat("room1") if "Help me start" in one.labels][-1]


Step = Callable[[Life], Awaitable[None]]


def at(days: int, hour: int, minute: int = 0) -> Step:
    return lambda life: life.until(MONDAY.replace(hour=hour, minute=minute) + timedelta(days=days))


def types(name: str, line: str) -> Step:
    async def step(life: Life) -> None:
        command, _, rest = line.removeprefix("/").partition(" ")
        now, who = life.program.time.now(), _who(name)
        where = Place("paper", who.user, private=True)
        await life.happens(CommandTyped(f"{name} {line}", now, where, who, command, rest, f"typed {line}"))

    return step


def says(name: str, text: str) -> Step:
    async def step(life: Life) -> None:
        now, message = life.program.time.now(), f"{name} {text[:20]}"
        # while the task is open its post stays the newest one, so an event handed over again is the same event
        await life.happens(Said(message, now, ROOM, _who(name), message, text, reply_chain=(life.task,)))

    return step


def _who(name: str) -> Who:
    return Who("paper", f"u-{name.lower()}", name)


WEEK: list[Step] = [
    types("Marta", "/schedule vocabulary mon,thu 18:00 2"),
    types("Marta", "/schedule discussion tue 12:00"),
    at(0, 17, 5),
    says("Ana", "Hoy compro pan y leche en la tienda"),
    at(0, 17, 6),
    says("Ben", "Me gusta mucho el pan con queso y leche"),
    types("Ana", "/today"),
    at(1, 11, 30),
    says("Chloe", "Yo creo que sí, me gusta cocinar en casa"),
    types("Marta", "/post vocabulary"),
    at(3, 18),
    says("Ana", "El jueves como arroz con pollo en casa"),
    types("Ben", "/progress"),
    types("Marta", "/overview"),
    at(7, 12),
]


def _cast(records: Records) -> None:
    class_ = Class(
        name="Tuesday A2", target="es", natives="en", level="A2", zone="Europe/London", ready=True,
        counts=Counts.REPLIES.value, created_at=MONDAY,
    )  # fmt: skip
    records.classes.add(class_)
    room = Room(class_id=class_.id, platform="paper", place="room1", title="Tuesday A2", seen_at=MONDAY)
    records.rooms.add(room)
    for name, role in PEOPLE.items():
        account = Account(platform="paper", user=_who(name).user, name=name, reachable=True, seen_at=MONDAY)
        member = Member(class_id=class_.id or 0, name=name, role=role, joined_at=MONDAY, confirmed_at=MONDAY)
        records.accounts.add(account)
        records.people.add(member)
        records.accounts.link(member, account)
    words = "pan leche queso arroz pollo sal sopa fruta agua té".split()
    asked = ["¿Te gusta cocinar?", "¿Qué desayunas?", "¿Dónde compras?"]
    records.session.add_all(
        Card(class_id=class_.id or 0, position=n, word=word, translation=word) for n, word in enumerate(words)
    )
    records.session.add_all(
        Question(class_id=class_.id or 0, position=n, question=question) for n, question in enumerate(asked)
    )


def _child(work: Callable[[], None]) -> bool:
    """Do something in a process of its own; false if it was killed."""
    child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        except BaseException:  # noqa: BLE001  whatever it was, this child ends here
            traceback.print_exc()
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False
    if os.waitstatus_to_exitcode(status):
        raise SystemExit("a life failed")
    return True


def _prepare(folder: Path) -> None:
    life = Life(folder, None)
    life.program.database.start()
    life.program.database.submit(_cast).result()
    life.program.database.stop()


def _live(folder: Path, die_at: tuple[str, int] | None) -> None:
    life = Life(folder, die_at)
    asyncio.run(life.live())
    (folder / "points.json").write_text(json.dumps(life.points))


def _lived(template: Path, folder: Path, die_at: tuple[str, int] | None) -> dict[str, Any]:
    shutil.copytree(template, folder)
    killed = not _child(lambda: _live(folder, die_at))
    if killed:
        _child(lambda: _live(folder, None))
    paper = DurablePaper(folder / "log.jsonl")
    chats = {
        place: [[one.text, one.labels, one.reactions, one.pinned] for one in paper.chat(place)]
        for place in paper.places()
    }
    return {"killed": killed, "chats": chats, "points": json.loads((folder / "points.json").read_text())}


def main(folder: Path, deaths: list[tuple[str, int]]) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    template = folder / "template"
    template.mkdir()
    _prepare(template)  # here and not in a child, so that every life finds loaded what it needs
    TONGUES.target_words("Hoy compro pan", ("es", "en"))
    TONGUES.used(("pan",), "es", "Hoy compro pan")
    lives = [_lived(template, folder / "undisturbed", None)]
    for point, number in deaths:
        lives.append(_lived(template, folder / f"{point}-{number}", (point, number)))
    print(json.dumps(lives))  # noqa: T201  its answer to the test


if __name__ == "__main__":
    found = sys.argv[2:]
    main(Path(sys.argv[1]), [(point, int(number)) for point, number in zip(found[::2], found[1::2], strict=True)])
