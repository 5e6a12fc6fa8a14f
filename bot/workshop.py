"""The workshop: does what turns leave to be done outside of them, and brings the result in as a turn of its own."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING, Any

import structlog

from bot.access import allow
from bot.apart import CameToNothing, end_all
from bot.phrase import T
from bot.port import Refused, TryLater
from bot.refusal import Refusal
from bot.scene import scene_again
from bot.turn import Turn
from storage.deliveries import Going

if TYPE_CHECKING:
    from bot.engine import Engine
    from bot.job import Job
    from storage.records import Records

log = structlog.get_logger("workshop")

AT_ONCE = 2
MOST_WAITING = 12
"""So many jobs of one person may wait; it is a brake, not a queue."""
FETCH_AGAIN = 3
LONGEST_PAUSE = 10.0
"""Seconds a platform may ask to wait before a file is asked for again."""

_TOO_BUSY = T("I am still busy with what you sent before. Please try again in a minute.")
_NOT_NOW = T("I cannot get that file now. Please send it again in a few minutes.")
_CANNOT_GET = T("I cannot get that file: it is too large or not there any more. Please send a smaller one.")
_TOO_MUCH = T("That was too much for me. Please try it with less, or in several parts.")
_STOPPED = T("I was stopped in the middle of this. Please do it once more.")


class Workshop:
    """Jobs under way; at most `AT_ONCE` at a time, each in a thread, reading only."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now
        self._under_way: dict[asyncio.Task[None], Job] = {}
        self._free = asyncio.Semaphore(AT_ONCE)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="work")

    def begin(self, job: Job) -> None:
        """Take a job on; the same one twice at the same time is one."""
        waiting = Counter(one.whose for one in self._under_way.values())
        if any(job.what == one.what for one in self._under_way.values()):
            doing = self._leave_out(job)
        else:
            doing = self._decline(job) if waiting[job.whose] >= MOST_WAITING else self._do(job)
        task = asyncio.create_task(doing, name=f"work {job.name}")
        self._under_way[task] = job
        task.add_done_callback(lambda done: self._under_way.pop(done, None))

    async def idle(self) -> None:
        """Wait until nothing is under way."""
        while self._under_way:
            await asyncio.wait(list(self._under_way))

    async def close(self, seconds: float) -> None:
        """Give what is under way a moment; who waited for the rest is told to ask once more."""
        if self._under_way:
            await asyncio.wait(list(self._under_way), timeout=seconds)
        left = dict(self._under_way)
        for task in left:
            task.cancel()
        end_all()
        await asyncio.gather(*left, return_exceptions=True)
        for job in left.values():
            await self._bring_in(job, _refusing(_STOPPED))
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _leave_out(self, job: Job) -> None:
        await self._engine.database.write(lambda records: _call_off(records, job))

    async def _decline(self, job: Job) -> None:
        await self._bring_in(job, _refusing(_TOO_BUSY))

    async def _do(self, job: Job) -> None:
        async with self._free:
            try:
                play = self._giving(job, await self._made(job))
            except CameToNothing as error:
                log.warning("work came to nothing", work=job.name, why=str(error))
                play = _refusing(_TOO_MUCH)
            except Exception as error:  # noqa: BLE001  the turn below logs it and answers
                play = _raising(error)
        await self._bring_in(job, play)

    async def _made(self, job: Job) -> Any:
        arguments = dict(job.arguments)
        if job.file is not None:
            arguments["content"] = await self._fetched(job)
        now = self._now()
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._work, job, arguments, now)

    async def _fetched(self, job: Job) -> bytes:
        platform = self._engine.house.platforms.get(job.where.platform) if job.where else None
        if platform is None or job.file is None or job.file.size > job.limit:
            raise Refusal(_CANNOT_GET)
        for _ in range(FETCH_AGAIN):
            try:
                return await platform.fetch(job.file, job.limit)
            except TryLater as later:
                await asyncio.sleep(min(later.seconds, LONGEST_PAUSE))
            except Refused:
                raise Refusal(_CANNOT_GET) from None
        raise Refusal(_NOT_NOW)

    def _work(self, job: Job, arguments: dict[str, Any], now: datetime) -> Any:
        """In a thread: the activity's method, on a view of the records that cannot write."""
        house = self._engine.house
        doing = house.doings[job.activity, "work", job.name]
        with self._engine.database.read() as records:
            turn = Turn(house, records, now, job.activity, scene_again(records, job))
            return getattr(house.activities[job.activity], doing.method)(turn, **arguments)

    def _giving(self, job: Job, made: Any) -> Callable[[Turn], None]:
        doing = self._engine.house.doings[job.activity, "result", job.then]

        def play(turn: Turn) -> None:
            # who asked may have lost the right meanwhile
            allow(turn, doing.role)
            getattr(self._engine.house.activities[job.activity], doing.method)(turn, made)

        return play

    async def _bring_in(self, job: Job, play: Callable[[Turn], None]) -> None:
        def scene(records: Records) -> Any:
            return scene_again(records, job)

        def first(records: Records) -> bool:
            _call_off(records, job)
            return True

        await self._engine.run(play, scene, now=self._now(), activity=job.activity, first=first)


def _call_off(records: Records, job: Job) -> None:
    """Nobody needs an apology for what is done."""
    apology = records.deliveries.get(job.apology_id)
    if apology is not None and apology.state == Going.WAITING:
        records.deliveries.remove(apology)


def _refusing(phrase: T) -> Callable[[Turn], None]:
    return _raising(Refusal(phrase))


def _raising(error: Exception) -> Callable[[Turn], None]:
    def play(turn: Turn) -> None:  # noqa: ARG001  a play that only refuses
        raise error

    return play
