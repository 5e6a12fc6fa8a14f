"""`tertulia doctor`: names what would stop a post, each in one line with its remedy; it only reads."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.config import Config, ConfigError, split_address
from bot.discover import Adapter, activities
from bot.lock import is_running
from bot.port import Finding, Gravity, Surroundings
from bot.preparation import misplaced, of_another_key, read_key
from bot.trouble import trouble

if TYPE_CHECKING:
    from storage.vault import Vault

LEAST_SPACE = 20 * 2**20
"""Bytes below which a post may find no room on the disk."""
SHORT_SPACE = 200 * 2**20
PLATFORM_PATIENCE = 20.0
"""Seconds a platform has to answer."""


async def examine(config: Config, adapters: Mapping[str, Adapter], now: datetime) -> list[Finding]:
    """All findings about a configuration that could be read, this machine, and the platforms there are."""
    found = [Finding(Gravity.FINE, "The configuration can be read.")]
    found += [*_time(now), *_places(config), *_key(config), *_web(config)]
    found += _database(config, now)
    found += await _platforms(config, adapters, now)
    return found


def as_json(findings: Iterable[Finding]) -> str:
    """The findings for other programs; the form is told in docs/doctor.md."""
    listed = [{"gravity": one.gravity.value, "what": one.what, "remedy": one.remedy} for one in findings]
    return json.dumps({"ok": not stopped(findings), "findings": listed}, ensure_ascii=False, indent=2)


def as_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """One line a finding, then one that sums up."""
    signs = {Gravity.FINE: "ok   ", Gravity.NOTE: "note ", Gravity.STOPS: "STOPS"}
    for one in findings:
        yield f"{signs[one.gravity]}  {one.what} {one.remedy}".rstrip()
    number = sum(one.gravity is Gravity.STOPS for one in findings)
    yield f"{number} of these would stop a post." if number else "Nothing here would stop a post."


def stopped(findings: Iterable[Finding]) -> bool:
    return any(one.gravity is Gravity.STOPS for one in findings)


def stops(line: str) -> Finding:
    """A finding from a line whose first sentence says what is so."""
    what, dot, remedy = line.partition(". ")
    return Finding(Gravity.STOPS, what + dot.strip(), remedy)


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


def _vault(config: Config) -> Vault | None:
    """The vault of the key that is there; none is made.

    Raises:
        ConfigError, OSError: it cannot be read.
    """
    from storage.vault import Vault

    if not config.key.get_secret_value() and not config.key_file.exists():
        return None
    return Vault(read_key(config))


def _database(config: Config, now: datetime) -> Iterator[Finding]:
    from storage.upgrade import check, newest

    try:
        version = check(config.database)
        vault = _vault(config)
        if not version:
            yield Finding(Gravity.FINE, f"The database {config.database} will be made at the first start.")
            return
        yield from _file(config, version, newest())
        if vault and version == newest():
            yield from _records(config, vault, now)
    except Exception as error:  # noqa: BLE001  whatever it is, the other findings are told too
        line, _ = trouble(error) or (f"The database could not be looked at ({type(error).__name__}).", 0)
        yield stops(line)


def _file(config: Config, version: str, newest: str) -> Iterator[Finding]:
    running = is_running(config.data)
    with closing(sqlite3.connect(config.database, timeout=10)) as connection:
        damage = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if damage != "ok":
        yield Finding(Gravity.STOPS, f"{config.database} is damaged.", "Start from a backup.")
    later = "" if version == newest else " They are brought up to date at the next start."
    yield Finding(Gravity.FINE, f"The database has tables {version}; this version works with {newest}.{later}")
    if running:
        yield Finding(Gravity.FINE, f"Tertulia is running on {config.data}.")
    else:
        yield Finding(Gravity.NOTE, f"Tertulia is not running on {config.data}.", "Start it: tertulia run")


def _records(config: Config, vault: Vault, now: datetime) -> Iterator[Finding]:
    from bot.class_findings import class_findings
    from storage.database import Database

    database = Database(config.database, vault)
    try:
        with database.read() as records:
            if not records.inbox.key_fits():
                yield Finding(Gravity.STOPS, of_another_key(config), "Put back the key it was made with.")
            by_name = {one.name: one for one in activities()}
            yield from class_findings(records, by_name, config.platforms, now)
    finally:
        database.stop()


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


async def _platforms(config: Config, adapters: Mapping[str, Adapter], now: datetime) -> list[Finding]:
    if not config.platforms:
        remedy = "Put a bot token into config.toml, or try it out: tertulia demo"
        return [Finding(Gravity.STOPS, "No chat platform is switched on.", remedy)]
    found: list[Finding] = []
    for name in config.platforms:
        found += await _platform(name, config, adapters[name], now)
    return found


async def _platform(name: str, config: Config, adapter: Adapter, now: datetime) -> list[Finding]:
    try:
        async with asyncio.timeout(PLATFORM_PATIENCE):
            platform = adapter.open(config.section(name), Surroundings(folder=config.data, now=lambda: now))
            return await platform.check()
    except ConfigError as error:
        return [stops(str(error))]
    except TimeoutError:
        return [Finding(Gravity.STOPS, f"{name} does not answer.", "Is this machine online? Does it need a proxy?")]
    except Exception as error:  # noqa: BLE001  whatever it is, the other findings are told too
        return [
            Finding(Gravity.STOPS, f"{name} could not be looked at ({type(error).__name__}).", "Please report this.")
        ]
