"""The whole program behind a practice room, killed at a named point: run as `living.py FOLDER PORT [POINT NUMBER]`.

It lives no longer than whoever holds the other end of its standard input.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time as machine
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from activities._sample import SampleClass, sample
from adapters.practice import Section, open_platform
from bot import discover
from bot.build import assemble
from bot.clock import Time
from bot.log import start_logging
from bot.port import Surroundings

MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)


async def live(folder: Path, port: int, die_at: tuple[str, int] | None) -> None:
    """Serve until a signal, or until the point is reached for that time."""
    started = _first_start(folder)
    reached: Counter[str] = Counter()

    def observe(point: str) -> None:
        reached[point] += 1
        if die_at == (point, reached[point]):
            os.kill(os.getpid(), signal.SIGKILL)

    time = Time(lambda: MONDAY + timedelta(seconds=machine.monotonic() - started))
    practice = open_platform(Section(enabled=True, port=port), Surroundings(folder, time.now, sample()))
    built = assemble(
        data=folder,
        key=bytes(range(32)),
        platforms={"practice": practice},
        activities=[SampleClass(), *(one() for one in discover.activities())],
        time=time,
        observe=observe,
    )
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await built.serve(stop)


def _first_start(folder: Path) -> float:
    """When the first life began, on the machine's own clock: time goes on through a death."""
    kept = folder / "started"
    if not kept.exists():
        kept.write_text(str(machine.monotonic()))
    return float(kept.read_text())


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    start_logging(level="WARNING")
    place, at, *death = sys.argv[1:]
    asyncio.run(live(Path(place), int(at), (death[0], int(death[1])) if death else None))
