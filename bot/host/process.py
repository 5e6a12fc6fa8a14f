"""One process that serves until it is told to stop, alone on its database."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.config import Config

LONGEST_STOP = 9.5
"""Seconds after which a process that was told to stop ends in any case; what was under way is safe on disk."""

Serve = Callable[[asyncio.Event], Coroutine[Any, Any, None]]
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


def serve_alone(config: Config, serve: Serve, beside: Callable[[], Coroutine[Any, Any, None]] | None = None) -> None:
    """Prepare this machine and serve until a signal; `beside` runs as long as it wants to, at most as long as that.

    Raises:
        AlreadyRunning: another process does.
        Exception: whatever ended the service; `bot.host.trouble` knows the foreseen ones.
    """
    from bot.host.lock import only_run
    from bot.host.preparation import make_folders, prepare

    _leave_quietly()
    make_folders(config)
    with only_run(config.data):
        prepare(config)
        asyncio.run(_until_told(serve, beside))


def _leave_quietly() -> None:
    """While nothing is served yet, a signal just ends the program."""
    for name in _SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: sys.exit(0))


async def _until_told(serve: Serve, beside: Callable[[], Coroutine[Any, Any, None]] | None) -> None:
    stop = asyncio.Event()
    _listen_for_signals(stop)
    extra = asyncio.create_task(beside()) if beside else None
    try:
        await serve(stop)
    finally:
        if extra:
            extra.cancel()


def _listen_for_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()

    def told() -> None:
        stop.set()
        last = threading.Timer(LONGEST_STOP, os._exit, [0])
        last.daemon = True
        last.start()

    for name in _SIGNALS:
        if not hasattr(signal, name):
            continue
        try:
            loop.add_signal_handler(getattr(signal, name), told)
        except NotImplementedError:  # Windows
            signal.signal(getattr(signal, name), lambda *_: loop.call_soon_threadsafe(told))
