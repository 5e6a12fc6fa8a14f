"""What the doctor finds in the database, which it only reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from bot.config import Config
from bot.discover import activities
from bot.host.lock import is_running
from bot.host.machine_findings import stops
from bot.host.preparation import of_another_key, read_key
from bot.host.trouble import trouble
from bot.port import Finding, Gravity

if TYPE_CHECKING:
    from storage.vault import Vault


def database_findings(config: Config, now: datetime) -> Iterator[Finding]:
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


def _vault(config: Config) -> Vault | None:
    """The vault of the key that is there; none is made.

    Raises:
        ConfigError, OSError: it cannot be read.
    """
    from storage.vault import Vault

    if not config.key.get_secret_value() and not config.key_file.exists():
        return None
    return Vault(read_key(config))


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
    from bot.host.class_findings import class_findings
    from storage.database import Database

    database = Database(config.database, vault)
    try:
        with database.read() as records:
            if not records.settings.key_fits():
                yield Finding(Gravity.STOPS, of_another_key(config), "Put back the key it was made with.")
            by_name = {one.name: one for one in activities()}
            yield from class_findings(records, by_name, config.platforms, now)
    finally:
        database.stop()
