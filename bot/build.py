"""The only place that puts the parts together."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot import discover
from bot.activity import Activity
from bot.asking import Asking
from bot.chat import ClockAsked
from bot.clock import Clock, Time
from bot.config import Config
from bot.delivery import Carrier
from bot.engine import Engine
from bot.health import Pulse, serving_health
from bot.host import hand_over, importing
from bot.host.preparation import read_key
from bot.house import House
from bot.menu import ordered
from bot.port import Platform, Surroundings
from bot.rehearsal import jump
from bot.tongues import Tongues
from bot.translations import load_languages
from storage.database import Database
from storage.upgrade import upgrade
from storage.vault import Vault

PLATFORMS_STOP_WITHIN = 1.5
WORK_STOPS_WITHIN = 1.5


def _unobserved(point: str) -> None:
    """The observer of a program nobody tests."""


@dataclass(frozen=True)
class Tertulia:
    """The program, put together; `start` and `stop` bring it to life and to rest."""

    house: House
    database: Database
    engine: Engine
    carrier: Carrier
    clock: Clock
    time: Time
    data: Path

    async def start(self) -> None:
        """Take up time and deliveries where the last run left them."""
        self.database.start()
        self.clock.resume()
        await self.carrier.recover()

    async def serve(self, stop: asyncio.Event) -> None:
        """Run until told to stop; what is under way is finished first."""
        await self.start()
        tasks = [asyncio.create_task(self.carrier.run(), name="carrier")]
        tasks += [
            asyncio.create_task(platform.run(self.engine, self.engine.receive), name=platform.name)
            for platform in self.house.platforms.values()
        ]
        tasks.append(asyncio.create_task(hand_over.serve(self.data, self.take), name="hand over"))
        await self.clock.start()
        stopping = asyncio.create_task(stop.wait(), name="stop")
        try:
            done, _ = await asyncio.wait([stopping, *tasks], return_when=asyncio.FIRST_COMPLETED)
            for task in done - {stopping}:
                task.result()
        finally:
            await self._rest([*tasks, stopping])

    async def take(self, request: hand_over.Request, content: bytes) -> hand_over.Report:
        """What `tertulia import` hands over while this runs."""
        return await importing.perform(self.engine, request, content)

    async def _rest(self, tasks: Iterable[asyncio.Task[object]]) -> None:
        """Stop within ten seconds, whatever a platform is doing: what was cut off is settled at the next start."""
        self.clock.stop()
        await self.engine.workshop.close(WORK_STOPS_WITHIN)
        await self.carrier.stop()
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=PLATFORMS_STOP_WITHIN)
        await asyncio.to_thread(self.database.stop)


def assemble(  # noqa: PLR0913  each is named at the call
    *,
    data: Path,
    key: bytes,
    platforms: Mapping[str, Platform],
    activities: Iterable[Activity],
    time: Time,
    contact: str = "",
    random: Random | None = None,
    observe: Callable[[str], None] = _unobserved,
    tongues: Tongues | None = None,
    durable: bool = True,
) -> Tertulia:
    """Put a program together around a data folder; nothing runs yet."""
    data.mkdir(parents=True, exist_ok=True)
    path = data / "tertulia.db"
    upgrade(path)
    shuffle = random or Random()  # noqa: S311  it deals tasks, it keeps no secret
    house = _house(activities, platforms, tongues or Tongues(data / "languages"), contact, shuffle)
    database = Database(path, Vault(key), durable=durable)
    engine = Engine(house, database, time.now)
    carrier = Carrier(engine, time.now, observe)
    clock = Clock(engine, carrier, time, observe)
    engine.pulse = Pulse(
        alive=lambda: database.alive, queued=lambda: database.queued, deliveries=lambda: _deliveries(database)
    )
    engine.wake = carrier.poke

    async def rehearse(asked: ClockAsked) -> bool:
        await engine.workshop.idle()  # or a jump of a week outlives the patience for what is being made now
        return await jump(clock, database, time.now(), asked)

    engine.rehearse = rehearse
    return Tertulia(house, database, engine, carrier, clock, time, data)


def _house(
    activities: Iterable[Activity], platforms: Mapping[str, Platform], tongues: Tongues, contact: str, random: Random
) -> House:
    by_name: dict[str, Activity] = {one.name: one for one in [Asking(), *activities]}
    return House(
        activities=by_name,
        commands={one.name: one for one in ordered(command for one in by_name.values() for command in one.commands())},
        doings={(name, *found): doing for name, one in by_name.items() for found, doing in one.doings().items()},
        platforms=platforms,
        languages=load_languages(),
        tongues=tongues,
        contact=contact,
        random=random,
    )


async def serve(
    config: Config, stop: asyncio.Event, *, rehearsal: bool = False, observe: Callable[[str], None] = _unobserved
) -> None:
    """Build the program a configuration describes and run it until `stop`; a rehearsal brings a sample class.

    Raises:
        ConfigError, WrongKey, OSError: the key, the folder or a port cannot be used.
    """
    time = Time()
    activities = [one() for one in discover.activities()]
    sample = None
    if rehearsal:
        # a hidden module of the activities' room, found by name like all of them: it knows the starter lists
        staged = importlib.import_module("activities._sample")
        sample, activities = staged.sample(), [staged.SampleClass(), *activities]
    surroundings = Surroundings(folder=config.data, now=time.now, sample=sample)
    adapters = discover.platforms()
    built = assemble(
        data=config.data,
        key=read_key(config),
        platforms={name: adapters[name].open(config.section(name), surroundings) for name in config.platforms},
        activities=activities,
        time=time,
        contact=config.contact,
        observe=observe,
    )
    async with serving_health(config.web.listen, built.engine.pulse):
        await built.serve(stop)


async def import_alone(config: Config, request: hand_over.Request, content: bytes) -> hand_over.Report:
    """Import while nothing runs: the same house, with no platform and no clock."""
    activities = [one() for one in discover.activities()]
    built = assemble(data=config.data, key=read_key(config), platforms={}, activities=activities, time=Time())
    built.database.start()
    try:
        return await built.take(request, content)
    finally:
        await asyncio.to_thread(built.database.stop)


def _deliveries(database: Database) -> Mapping[str, int]:
    with database.read() as records:
        return records.deliveries.states()
