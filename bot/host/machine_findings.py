"""What the doctor finds on this machine: its clock, its disk, the key, the web address."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.config import Config, split_address
from bot.host.lock import is_running
from bot.host.preparation import misplaced
from bot.port import Finding, Gravity

LEAST_SPACE = 20 * 2**20
"""Bytes below which a post may find no room on the disk."""
SHORT_SPACE = 200 * 2**20


def machine_findings(config: Config, now: datetime) -> Iterator[Finding]:
    yield from _time(now)
    yield from _places(config)
    yield from _key(config)
    yield from _web(config)


def _time(now: datetime) -> Iterator[Finding]:
    try:
        ZoneInfo("Europe/Madrid")
    except ZoneInfoNotFoundError:
        yield Finding(Gravity.STOPS, "There are no time zones on this machine.", "pip install tzdata")
    yield Finding(Gravity.FINE, f"The clock of this machine says {now:%Y-%m-%d %H:%M} UTC.")


def _places(config: Config) -> Iterator[Finding]:
    yield from map(stops, misplaced(config))
    folder = config.data if config.data.is_dir() else config.data.parent
    if not folder.is_dir():
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Finding(
            Gravity.STOPS, f"{folder} cannot be written to.", "Give this user the right, or mount it writable."
        )
    free = shutil.disk_usage(folder).free
    words = f"{free // 2**20} MB are free in {folder}."
    if free < SHORT_SPACE:
        yield Finding(Gravity.STOPS if free < LEAST_SPACE else Gravity.NOTE, words, "Free some space.")
    else:
        yield Finding(Gravity.FINE, words)


def _key(config: Config) -> Iterator[Finding]:
    if config.key.get_secret_value():
        yield Finding(Gravity.FINE, "The key comes from TERTULIA_KEY.")
    elif not config.key_file.exists():
        if not config.database.exists():
            yield Finding(Gravity.FINE, f"The key {config.key_file} will be made at the first start.")
    elif os.name == "posix" and config.key_file.stat().st_mode & 0o077:
        yield Finding(
            Gravity.NOTE, f"Others on this machine can read {config.key_file}.", f"chmod 600 {config.key_file}"
        )
    else:
        yield Finding(Gravity.FINE, f"Only this user can read {config.key_file}.")


def _web(config: Config) -> Iterator[Finding]:
    if not config.web.listen or is_running(config.data):
        return
    host, port = split_address(config.web.listen)
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(*family[:2]) as door:
            if os.name == "posix":
                door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(family[4])
    except OSError as error:
        yield Finding(
            Gravity.STOPS,
            f"{config.web.listen} cannot be listened on: {error.strerror}.",
            "Choose another address: listen under [web], or empty for none.",
        )


def stops(line: str) -> Finding:
    """A finding from a line whose first sentence says what is so."""
    what, dot, remedy = line.partition(". ")
    return Finding(Gravity.STOPS, what + dot.strip(), remedy)
