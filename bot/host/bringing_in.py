"""`tertulia import`: a file is brought in, by the running bot if there is one, else alone."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.config import ConfigError
from bot.host.importing import is_whole_class
from bot.host.trouble import BAD_DATA, TRY_AGAIN, USAGE, Told

if TYPE_CHECKING:
    from bot.config import Config
    from bot.host.hand_over import Report, Request

MOST = 64_000_000
"""Bytes of a file; a class of many years stays far below."""


def bring_in(config: Config, file: Path, request: Request) -> Report:
    """Import a file, by the running bot if there is one.

    Raises:
        Told, ConfigError, OSError: the words or `bot.host.trouble` say what to do.
    """
    from bot.host.hand_over import NotTaken, NoWord, hand_over
    from bot.host.lock import AlreadyRunning, only_run
    from bot.host.preparation import make_folders, prepare

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
    from bot.host.preparation import prepare

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
