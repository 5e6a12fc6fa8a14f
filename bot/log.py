"""The log: one line an event on standard error, without secrets, message texts or values of exceptions."""

from __future__ import annotations

import json
import logging
import secrets as randomness
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from datetime import date, time
from enum import Enum
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_ROOT = Path(__file__).parents[1]
_FRAMES = 3
_LONGEST = 200
_FIRST = ("timestamp", "level", "logger", "event")
_CHATTY = ("httpx", "httpcore", "aiohttp.access", "alembic", "apscheduler", "asyncio", "discord", "telegram")
"""Libraries that tell every step, some with the token in an address: only their warnings are kept."""


def error_reference() -> str:
    """A short name for one error, given to the person and to the log: "K7QX4M"."""
    return "".join(randomness.choice(_READABLE) for _ in range(6))


def start_logging(secrets: Iterable[str] = (), *, level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send our log and the libraries' warnings to a stream: `key=value` on a terminal, else JSON.

    `secrets` are cut out wherever they stand in a line.
    """
    stream = stream or sys.stderr
    steps: list[Processor] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _short_error,
        _plain_values,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *steps,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        # a library's sentence without its values: they may be a learner's words
        use_get_message=False,
        foreign_pre_chain=steps,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _rendered(stream), _without(secrets)],
    )
    _listen(stream, formatter, level)


def _listen(stream: TextIO, formatter: logging.Formatter, level: str) -> None:
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one, _Lines)]:
        root.removeHandler(old)
    lines = _Lines(stream)
    lines.setFormatter(formatter)
    root.addHandler(lines)
    root.setLevel(level)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    threading.excepthook = _thread_ended


class _Lines(logging.StreamHandler[TextIO]):
    """Where our lines go."""


def _rendered(stream: TextIO) -> Processor:
    if not stream.isatty():
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.processors.LogfmtRenderer(bool_as_flag=False)


def _without(secrets: Iterable[str]) -> Callable[[WrappedLogger, str, Any], str]:
    """Cuts secrets out of a line, also where they are escaped."""
    forms = {form for secret in secrets for form in (secret, json.dumps(secret)[1:-1], quote(secret, safe=""))}
    longest_first = sorted(forms - {""}, key=len, reverse=True)

    def cut(_logger: WrappedLogger, _method: str, line: Any) -> str:
        for form in longest_first:
            line = line.replace(form, "***")
        return str(line)

    return cut


def _plain_values(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Numbers, times and one line of text; of anything else only its type, since it may hold what somebody wrote."""
    first = [key for key in _FIRST if key in event]
    ordered = {key: event[key] for key in [*first, *event]}
    return {key: value if key.startswith("_") else _plain(value) for key, value in ordered.items()}


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return str(value.value)
        case date() | time() | Path():
            return str(value)
        case str():
            return value.partition("\n")[0][:_LONGEST]
        case _:
            return type(value).__name__


def _short_error(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    told = event.pop("exc_info", None)
    error = told[1] if isinstance(told, tuple) else sys.exception() if told is True else told
    if isinstance(error, BaseException):
        event["error"] = where(error)
    return event


def _thread_ended(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None:
        structlog.get_logger("thread").error("thread ended", error=where(ended.exc_value))


def where(error: BaseException) -> str:
    """An exception as its type and the last places it went through, without its words, which may be a learner's."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{_short(frame.filename)}:{frame.lineno}" for frame in reversed(frames)][:_FRAMES]
    told = f"{type(error).__name__} at {' < '.join(places)}" if places else type(error).__name__
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{told} from {where(cause)}" if cause else told


def _short(filename: str) -> str:
    path = Path(filename)
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else "/".join(path.parts[-2:])
