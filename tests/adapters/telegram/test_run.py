"""The program as a host runs it, against the local Bot API server: doctor, run, stop, and a token that is wrong."""

from __future__ import annotations

import asyncio
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.telegram.rig import TelegramRig
from tests.adapters.telegram.server import TOKEN

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.slow


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[TelegramRig]:
    rig = TelegramRig(tmp_path / "unused")
    await rig.api.start()
    yield rig
    await rig.api.stop()
    assert rig.api.problems == []


async def tertulia(rig: TelegramRig, folder: Path, command: str, token: str = TOKEN) -> Process:
    config = folder / "config.toml"
    config.write_text(f'[telegram]\ntoken = "{token}"\napi_url = "{rig.api.address}"\n[web]\nlisten = ""\n')
    words = (sys.executable, "-m", "bot", command, "--config", str(config))
    return await asyncio.create_subprocess_exec(*words, cwd=ROOT, stdout=PIPE, stderr=PIPE)


async def ended(process: Process) -> tuple[int, str]:
    out, err = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode is not None
    return process.returncode, (out + err).decode()


async def test_it_says_hello_where_it_is_added_and_stops_in_time(rig: TelegramRig, tmp_path: Path) -> None:
    process = await tertulia(rig, tmp_path, "run")
    await asyncio.wait_for(rig.api.polled.wait(), 30)
    place = await rig.make_room("Thursday B1")
    async with asyncio.timeout(20):
        while not await rig.seen(rig.admin, place):
            await asyncio.sleep(0.05)
    began = time.monotonic()
    process.terminate()
    code, told = await ended(process)

    assert code == 0, told
    assert time.monotonic() - began < 10
    assert (await rig.seen(rig.admin, place))[0].text.plain.startswith("Hello! I'm Tertulia")
    assert rig.world.updates == [], "what was taken is confirmed"
    assert TOKEN.partition(":")[2] not in told


async def test_the_doctor_prints_the_invitation_link(rig: TelegramRig, tmp_path: Path) -> None:
    code, told = await ended(await tertulia(rig, tmp_path, "doctor"))

    assert code == 0, told
    assert "https://t.me/TertuliaTestBot?startgroup=setup&admin=delete_messages+pin_messages" in told.replace("\n", "")


async def test_a_wrong_token_is_one_line_and_exit_78(rig: TelegramRig, tmp_path: Path) -> None:
    code, told = await ended(await tertulia(rig, tmp_path, "run", "7000000001:wrong-token"))

    assert code == 78, told
    assert "Telegram does not know this token" in told
    assert "wrong-token" not in told
