"""Reads one typed parameter into its type, or refuses it in one kind sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.calendar.wall_time import Days, LocalTime
from bot.refusal import Refusal

if TYPE_CHECKING:
    from bot.turn import Turn

Reader = Callable[[str, "Turn"], Any]


def reader_of(kind: type) -> Reader:
    """The reader of a parameter's type: one of the table below, or the type's own `read(typed, turn)`."""
    return _READERS.get(kind) or kind.read  # type: ignore[attr-defined]


def _word(typed: str, turn: Turn) -> str:  # noqa: ARG001
    if len(typed.split()) > 1:
        raise Refusal("One word is enough here.")
    return typed


def _number(typed: str, turn: Turn) -> int:  # noqa: ARG001
    if not re.fullmatch(r"[+-]?\d{1,9}", typed):
        raise Refusal("“{typed}” is not a number. Example: 4", typed=typed[:40])
    return int(typed)


def _days(typed: str, turn: Turn) -> Days:
    try:
        return Days.read(typed, turn.language)
    except ValueError:
        raise Refusal("I don't know the days “{typed}”. Example: mon,thu", typed=typed[:40]) from None


def _time(typed: str, turn: Turn) -> LocalTime:  # noqa: ARG001
    try:
        return LocalTime.read(typed)
    except ValueError:
        raise Refusal("“{typed}” is not a time of day. Example: 18:00", typed=typed[:40]) from None


_READERS: dict[type, Reader] = {str: _word, int: _number, Days: _days, LocalTime: _time}
