"""`tertulia import` and `tertulia export`: what a host sees of them."""

from __future__ import annotations

import asyncio
import json
import os
import re
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bot.config import ConfigError
from bot.importing import CannotImport, is_whole_class, named
from bot.trouble import BAD_DATA, TRY_AGAIN, USAGE, Told
from storage.whole_class import take_out

if TYPE_CHECKING:
    from bot.config import Config
    from bot.hand_over import Report, Request

MOST = 64_000_000
"""Bytes of a file; a class of many years stays far below."""
_SHOWN = 20
_KINDS = {
    "members": "members",
    "cards": "words",
    "questions": "questions",
    "schedules": "schedules",
    "rounds": "tasks",
    "contributions": "answers",
    "corrections": "corrections",
}
"""What a class holds, as the report and as people name it."""


def bring_in(config: Config, file: Path, request: Request) -> Report:
    """Import a file, by the running bot if there is one.

    Raises:
        Told, ConfigError, OSError: the words or `bot.trouble` say what to do.
    """
    from bot.hand_over import NotTaken, NoWord, hand_over
    from bot.lock import AlreadyRunning, only_run
    from bot.preparation import make_folders, prepare

    content = _content(file)
    if not config.database.exists():
        if not is_whole_class(content):
            raise ConfigError(f"There is no database {config.database} yet, so no class to add a list to.")
        if request.get("dry_run"):
            return _checked(_tried(config, request, content))
        make_folders(config)
    try:
        try:
            with only_run(config.data):
                prepare(config)
                report = _alone(config, request, content)
        except AlreadyRunning:
            report = hand_over(config.data, request, content)
    except NotTaken:
        raise Told(
            "The running bot did not take the file, and nothing was changed. Try again in a minute.", TRY_AGAIN
        ) from None
    except NoWord:
        raise Told(
            "The running bot took the file and has not answered. Look at the list before you try again.", TRY_AGAIN
        ) from None
    return _checked(report)


def _checked(report: Report) -> Report:
    if "error" in report:
        raise Told(report["error"], USAGE if report.get("wrong_use") else BAD_DATA)
    return report


def _tried(config: Config, request: Request, content: bytes) -> Report:
    """Import into a database that is gone afterwards, with the key there is."""
    from bot.preparation import prepare

    with TemporaryDirectory() as folder:
        elsewhere: dict[str, Path] = {"data": Path(folder)}
        if not config.key_file.exists():
            elsewhere["key_file"] = Path(folder, "tertulia.key")
        trial = config.model_copy(update=elsewhere)
        prepare(trial)
        return _alone(trial, request, content)


def _alone(config: Config, request: Request, content: bytes) -> Report:
    from bot.build import import_alone
    from bot.log import start_logging

    start_logging(config.secrets, level="ERROR")
    return asyncio.run(import_alone(config, request, content))


def _content(file: Path) -> bytes:
    from bot.table.reading import largest

    if not file.is_file():
        raise Told(f"There is no file {file}.", USAGE)
    size = file.stat().st_size
    if size > MOST:
        raise Told(f"{file} is too large: {MOST // 1_000_000} MB is the limit.", BAD_DATA)
    content = file.read_bytes()
    most = MOST if is_whole_class(content) else largest(file.name)
    if size > most:
        raise Told(f"{file} is too large: {most // 1_000_000} MB is the limit. Split it and try again.", BAD_DATA)
    return content


def take_along(config: Config, name: str, dest: Path, texts_for: Path | None, now: datetime) -> Path:
    """Write a whole class to a file only its owner can read; where it is now. The bot may be running.

    Raises:
        Told, ConfigError, Unusable, OSError: the words or `bot.trouble` say what to do.
    """
    from bot.preparation import read_key
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


def as_lines(report: Report) -> list[str]:
    """A report for a person at a terminal."""
    where = f"“{report['class']['name']}”"
    tried = " Nothing was changed: this was only tried." if report["dry_run"] else ""
    if "members" in report:
        counted = ", ".join(_counted(report[kind], shown) for kind, shown in _KINDS.items())
        hint = "Add the bot to its group, type /addroom there, then switch its schedules on: /schedule"
        return [f"The class {where}: {counted}.{tried}", *([] if tried else [hint])]
    new = report["ready"] if tried else report["added"]
    done = "could be" if tried else "was" if new == 1 else "were"
    found = [f"{_counted(report['lines'], 'lines')} read for {where}: {new} {done} added.{tried}"]
    found += [f"Already there: {one['text']} (line {one['line']})" for one in report["doubles"][:_SHOWN]]
    found += [f"Line {one['line']}: {one['why']}." for one in report["unread"][:_SHOWN]]
    left = len(report["doubles"][_SHOWN:]) + len(report["unread"][_SHOWN:])
    found += [f"… and {_counted(left, 'lines')} more; all of them with --json"] if left else []
    if report["columns_left_out"]:
        found.append(f"Nothing was taken from these columns: {', '.join(report['columns_left_out'])}")
    if report["more_lines_than_read"]:
        found.append("The file has more lines than are read at once. Put the others into a second file.")
    if report["more_sheets_than_read"]:
        found.append("Only the first sheet was read. Save the others as files of their own.")
    return found


def _counted(n: int, things: str) -> str:
    return f"{n} {things.removesuffix('s') if n == 1 else things}"
