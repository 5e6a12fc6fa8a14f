"""`tertulia export`: a whole class is written to a file."""

from __future__ import annotations

import json
import os
import re
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.config import ConfigError
from bot.host.importing import CannotImport, named
from bot.host.trouble import USAGE, Told
from storage.whole_class import take_out

if TYPE_CHECKING:
    from bot.config import Config


def take_along(config: Config, name: str, dest: Path, texts_for: Path | None, now: datetime) -> Path:
    """Write a whole class to a file only its owner can read; where it is now. The bot may be running.

    Raises:
        Told, ConfigError, Unusable, OSError: the words or `bot.host.trouble` say what to do.
    """
    from bot.host.preparation import read_key
    from storage.database import Database
    from storage.upgrade import check, newest
    from storage.vault import Vault

    if not config.database.exists():
        raise ConfigError(f"There is no database {config.database} yet. Nothing was exported.")
    if check(config.database) != newest():
        raise ConfigError("The database is older than this program. Start the bot once, then export.")
    database = Database(config.database, Vault(read_key(config)))
    try:
        with database.read() as records:
            class_ = named(records, name)
            values = take_out(records, class_, now, _vault(texts_for) if texts_for else None)
    except CannotImport as error:
        raise Told(str(error), USAGE) from None
    finally:
        database.stop()
    made = dest / f"{_file_name(class_.name)}-{now:%Y-%m-%d}.json" if dest.is_dir() else dest
    _write(made, values)
    return made


def _vault(path: Path) -> Any:
    from storage.vault import Vault, WrongKey, read_key

    try:
        return Vault(read_key(path.read_text()))
    except (OSError, WrongKey, UnicodeDecodeError):
        raise Told(f"{path} is not a key. Name the other server's key file.", USAGE) from None


def _file_name(name: str) -> str:
    return re.sub(r"[^\w-]+", "-", name).strip("-").lower()[:40] or "class"


def _write(path: Path, values: dict[str, Any]) -> None:
    if path.exists():
        raise Told(f"{path} is there already. Name another file; nothing was exported.", USAGE)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with closing(os.fdopen(descriptor, "w", encoding="utf-8")) as out:
        json.dump(values, out, ensure_ascii=False, indent=1)
