"""Hands a file and what to do with it to the bot that runs on the same data, through a folder for its user alone."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import structlog

from bot.log import error_reference

log = structlog.get_logger("hand over")

Request = dict[str, Any]
Report = dict[str, Any]
Perform = Callable[[Request, bytes], Awaitable[Report]]

LOOKED_AT_EVERY = 0.5
"""Seconds between two looks of the bot."""
NOT_HEARD = 15.0
"""Seconds after which a running bot should have taken what lies there."""
LONGEST = 180.0
_OLD = 3600.0


class NotTaken(Exception):
    """Nobody took it, and nothing was changed."""


class NoWord(Exception):
    """It was taken, and nothing was heard since."""


def folder_in(data: Path) -> Path:
    return data / "hand-over"


def hand_over(data: Path, request: Request, content: bytes) -> Report:
    """Lay a file down for the running bot and wait for its report.

    Raises:
        NotTaken, NoWord: there is none.
        OSError: it cannot be laid down.
    """
    folder = folder_in(data)
    folder.mkdir(mode=0o700, exist_ok=True)
    _give(folder, data)
    token = secrets.token_hex(8)
    laid = {kind: folder / f"{token}.{kind}" for kind in ("file", "request", "taken", "report")}
    try:
        _put(laid["file"], content)
        _put(laid["request"], json.dumps(request).encode())
        return _wait(laid)
    finally:
        for kind in ("request", "file", "report"):
            laid[kind].unlink(missing_ok=True)


def _wait(laid: dict[str, Path]) -> Report:
    began = time.monotonic()
    while not laid["report"].exists():
        waited = time.monotonic() - began
        if waited > NOT_HEARD and laid["request"].exists():
            with suppress(FileNotFoundError):
                laid["request"].unlink()  # from here on nobody can take it
                raise NotTaken
        if waited > LONGEST or (not _there(laid, "request", "taken") and not laid["report"].exists()):
            raise NoWord
        time.sleep(0.05)
    report: Report = json.loads(laid["report"].read_bytes())
    return report


async def serve(data: Path, perform: Perform) -> None:
    """Look for what was laid down and do it, one after the other, until cancelled."""
    folder = folder_in(data)
    _sweep(folder)
    while True:
        for request in _laid_down(folder):
            await _take(request, perform)
        await asyncio.sleep(LOOKED_AT_EVERY)


def _laid_down(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("*.request"))
    except OSError as error:
        log.warning("cannot look", why=type(error).__name__)
        return []


async def _take(request: Path, perform: Perform) -> None:
    taken = request.with_suffix(".taken")
    try:
        request.rename(taken)  # noqa: ASYNC240  a name, on our own disk
        report = await _performed(taken, request.with_suffix(".file"), perform)
        _put(request.with_suffix(".report"), json.dumps(report).encode())
        taken.unlink(missing_ok=True)
    except OSError as error:
        # who laid it down hears nothing and says so
        log.warning("not taken", why=type(error).__name__)


async def _performed(request: Path, file: Path, perform: Perform) -> Report:
    """Whatever goes wrong, the bot goes on."""
    try:
        return await perform(*await asyncio.to_thread(_given, request, file))
    except Exception:
        reference = error_reference()
        log.exception("not done", reference=reference)
        line = f"Something went wrong that nobody foresaw. Please report it with this reference: {reference}"
        return {"error": line, "wrong_use": False}


def _given(request: Path, file: Path) -> tuple[Request, bytes]:
    return json.loads(request.read_bytes()), file.read_bytes()


def _sweep(folder: Path) -> None:
    """What an earlier run had taken is nobody's any more; what was just laid down is not touched."""
    now = time.time()
    for path in folder.glob("*") if folder.is_dir() else ():
        with suppress(OSError):
            if path.suffix == ".taken" or now - path.stat().st_mtime > _OLD:
                path.unlink()


def _there(laid: dict[str, Path], *kinds: str) -> bool:
    return any(laid[kind].exists() for kind in kinds)


def _put(path: Path, content: bytes) -> None:
    """A file is there wholly or not at all, and for its owner only."""
    half = path.with_suffix(f"{path.suffix}.half")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
    _give(half, path.parent)
    half.replace(path)


def _give(path: Path, like: Path) -> None:
    """Who has the folder has what is in it: a host may import as another user than the bot's."""
    with suppress(OSError, AttributeError):  # only an administrator may, and Windows has no owners of this kind
        os.chown(path, like.stat().st_uid, like.stat().st_gid)
