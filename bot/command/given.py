"""What was given with a command, as words behind it or as options by name, read into its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.command.declared import Command
from bot.command.parameter import Parameter
from bot.phrase import T
from bot.reading import reader_of
from bot.refusal import Refusal

if TYPE_CHECKING:
    from bot.turn import Turn

MOST_WORDS = 8
"""A parameter of several words ("monday and thursday") never has more than this."""


def read_typed(command: Command, rest: str, turn: Turn) -> dict[str, Any]:
    """Read the words behind a typed command.

    Raises:
        Refusal: a word does not fit, one is missing, or some are left over; with the command's example.
    """
    given: dict[str, Any] = {}
    words = rest.split()
    for parameter in command.typed:
        if parameter.rest:
            given[parameter.name] = _remainder(rest, words)
            return given
        if not words:
            break
        given[parameter.name], taken = _longest(parameter, words, turn)
        words = words[taken:]
    if words:
        _read_whole(command, rest, turn)
        raise Refusal(
            "I don't know what “{words}” means here. Example: {example}",
            words=_short(words),
            example=T(command.example),
        )
    return given


def _read_whole(command: Command, rest: str, turn: Turn) -> None:
    """With one parameter of several words, what is wrong with all of them says more than what is left over."""
    match command.typed:
        case (only,) if only.kind not in (str, int) and not only.choices:
            _read(only, " ".join(rest.split()), turn)


def read_options(command: Command, options: Mapping[str, str], turn: Turn) -> dict[str, Any]:
    """Read a native command's options, each by its name; unknown ones are left out."""
    given: dict[str, Any] = {}
    for parameter in command.typed:
        typed = options.get(parameter.name, "").strip()
        if typed:
            given[parameter.name] = typed if parameter.rest else _read(parameter, typed, turn)
    return given


def _remainder(rest: str, words: list[str]) -> str:
    """The end of `rest` that begins with the first of the words left, its line breaks kept."""
    if not words:
        return ""
    pieces = rest.split(maxsplit=len(rest.split()) - len(words))
    return pieces[-1].strip()


def _longest(parameter: Parameter, words: list[str], turn: Turn) -> tuple[Any, int]:
    for taken in range(min(len(words), MOST_WORDS), 1, -1):
        try:
            return _read(parameter, " ".join(words[:taken]), turn), taken
        except Refusal:
            continue
    return _read(parameter, words[0], turn), 1


def _read(parameter: Parameter, typed: str, turn: Turn) -> Any:
    if parameter.choices:
        for choice in parameter.choices:
            if choice.casefold() == typed.casefold():
                return choice
        raise Refusal(
            "“{typed}” is not one of these: {choices}.", typed=_short([typed]), choices=", ".join(parameter.choices)
        )
    return reader_of(parameter.kind)(typed, turn)


def _short(words: list[str]) -> str:
    text = " ".join(words)
    return text if len(text) <= 40 else text[:39] + "…"
