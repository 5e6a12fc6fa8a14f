"""Two hundred people on Discord answer within ten seconds: how long their presses wait, and until all are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.discord.crowd import Crowd

PEOPLE, SECONDS = 200, 10.0


async def test_two_hundred_answers_within_ten_seconds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With Discord's own limits of requests, on a disk that is waited for."""
    async with Crowd(tmp_path, people=PEOPLE) as scene:
        figures = await scene.answers_within(SECONDS)
    p50, p99, worst = (figures.percentile(part) * 1000 for part in (0.5, 0.99, 1.0))
    with capsys.disabled():
        print(f"\n{PEOPLE} people in {SECONDS:g} s: a press is acknowledged after {p50:.0f} ms (median),")
        print(
            f"{p99:.0f} ms (99th percentile), {worst:.0f} ms (worst); while joining {figures.joined[-1]:.2f} s (worst)."
        )
        print(
            f"All are counted {figures.counted:.1f} s after the last answer, the last sign comes {figures.signed:.1f} s"
        )
        print(
            f"after it. {figures.contributions} contributions of {figures.people}; {figures.refused} requests refused."
        )
    assert figures.contributions == figures.people == PEOPLE + 1
    assert figures.refused == 0
    assert p99 < 1000
