"""`tertulia demo`: the configuration of the practice room, and the line that says where it is."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.config import Config, config_model
from bot.discover import platforms

TRY_EVERY = 0.1
MOST_TRIES = 300


def demo_config(folder: Path, port: int) -> Config:
    """The practice room alone, with its own data below `folder`; a real bot's configuration is not read."""
    model = config_model({name: one.section for name, one in platforms().items()})
    return model.model_validate(
        {
            "data": folder / "demo",
            "key_file": folder / "demo.key",
            "practice": {"enabled": True, "port": port},
            "web": {"listen": ""},
        }
    )


async def welcome(port: int, *, browser: bool) -> None:
    """Say where the practice room is as soon as it is open, and open it in the browser."""
    if await _answers(port):
        return  # somebody else's: who cannot open the port will say so
    if not await _opened(port):
        return
    address = f"http://127.0.0.1:{port}"
    sys.stdout.write(
        f"\n  The practice room is open: {address}\n"
        "  You are the teacher. Open it in further tabs to be one of the learners. Ctrl-C ends it.\n\n"
    )
    sys.stdout.flush()
    if browser and has_screen(os.environ, sys.platform):
        import webbrowser

        await asyncio.to_thread(webbrowser.open, address)


def has_screen(environment: Mapping[str, str], system: str) -> bool:
    """Whether a browser can be shown to who started this; a text browser would take the terminal away."""
    if environment.get("CI") or environment.get("SSH_CONNECTION"):
        return False
    return system in ("win32", "darwin") or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


async def _opened(port: int) -> bool:
    for _ in range(MOST_TRIES):
        if await _answers(port):
            return True
        await asyncio.sleep(TRY_EVERY)
    return False


async def _answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True
