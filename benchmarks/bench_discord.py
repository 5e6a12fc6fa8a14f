"""Two hundred people on Discord answer within ten seconds: how long their presses wait, and until all are counted."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tests.adapters.discord.crowd import Crowd, Figures

PEOPLE, SECONDS = 200, 10.0


async def _measured() -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        async with Crowd(Path(folder), people=PEOPLE) as scene:
            return await scene.answers_within(SECONDS)


def bench_two_hundred_answers_within_ten_seconds() -> None:
    """With Discord's own limits of requests, on a disk that is waited for."""
    figures = asyncio.run(_measured())
    p50, p99, worst = (figures.percentile(part) for part in (0.5, 0.99, 1.0))
    print(f"\n{PEOPLE} people in {SECONDS:g} s: a press is acknowledged after {p50 * 1000:.0f} ms (median),")
    print(f"{p99 * 1000:.0f} ms (99th percentile), {worst * 1000:.0f} ms (worst); joining {figures.joined[-1]:.2f} s.")
    print(f"All counted {figures.counted:.1f} s after the last answer, the last sign {figures.signed:.1f} s after it.")
    print(
        f"{figures.contributions} contributions of {figures.people} people; {figures.refused} requests refused (429)."
    )
    assert figures.contributions == figures.people == PEOPLE + 1
    assert p99 < 1.0


if __name__ == "__main__":
    bench_two_hundred_answers_within_ten_seconds()
