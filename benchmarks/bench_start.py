"""How long a started program takes until it has accepted the first message of a class."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from pathlib import Path
from statistics import median

import aiohttp
import pytest

from tests.adapters.practice import living
from tests.adapters.practice.rig import Chair
from tests.ports import free_port


async def _seconds(folder: Path) -> float:
    """From the start of the process until a message of Ana's is on disk and taken."""
    port, started = free_port(), time.perf_counter()
    command = (sys.executable, living.__file__ or "", str(folder), str(port))
    program = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.PIPE)
    try:
        async with aiohttp.ClientSession() as session:
            while True:
                try:
                    ana = await Chair.enter(session, f"http://127.0.0.1:{port}/", "ana")
                    break
                except (aiohttp.ClientError, ConnectionError):
                    assert program.returncode is None
            await ana.press("say", chat="room-1", text="Hola a todos")
            return time.perf_counter() - started
    finally:
        program.send_signal(signal.SIGTERM)
        await program.wait()


async def test_start_to_first_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = time.perf_counter()
    await (await asyncio.create_subprocess_exec(sys.executable, "-c", "pass")).wait()
    bare = time.perf_counter() - bare
    first = await _seconds(tmp_path)
    again = median([await _seconds(tmp_path) for _ in range(3)])
    with capsys.disabled():
        print(f"\nthe first start until a message is accepted: {first:.2f} s; later ones {again:.2f} s, ", end="")
        print(f"ratio to a bare Python {again / bare:.0f}")
