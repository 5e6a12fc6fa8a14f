"""The parameters of a command, as the types and defaults of its method declare them."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin, get_type_hints

from bot.chat import File

if TYPE_CHECKING:
    from bot.turn import Turn

Completer = Callable[["Turn", str], Sequence[str]]
"""What fits a parameter: called with the asker's turn (read only) and what is typed so far."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a parameter's annotation adds to its type: a description, what completes it, and the bounds of a number."""

    help: str
    completes: Completer | None = None
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One typed option of a command; `rest` takes all that is left, line breaks included."""

    name: str
    help: str
    kind: type
    choices: tuple[str, ...] = ()
    completes: Completer | None = None
    required: bool = False
    least: int | None = None
    most: int | None = None

    @property
    def rest(self) -> bool:
        return self.kind is Rest

    @property
    def file(self) -> bool:
        """Whether it is a file sent with the command: nothing to type, but an option where a platform has such."""
        return self.kind is File


class Rest(str):
    """A parameter's type: everything that is left on the line and below it."""

    __slots__ = ()


@cache
def parameters_of(method: Callable[..., None]) -> tuple[Parameter, ...]:
    """The parameters of a method `(self, turn, …)`."""
    hints = get_type_hints(method, include_extras=True, localns=_names_for_hints())
    return tuple(
        _parameter(name, hints[name], parameter.default is inspect.Parameter.empty)
        for name, parameter in list(inspect.signature(method).parameters.items())[2:]
    )


def _names_for_hints() -> dict[str, Any]:
    from bot.turn import Turn

    return {"Turn": Turn}


def _parameter(name: str, hint: Any, required: bool) -> Parameter:
    word = Word("")
    if get_origin(hint) is Annotated:
        hint, *extras = get_args(hint)
        word = next((extra for extra in extras if isinstance(extra, Word)), word)
    if get_origin(hint) is types.UnionType or type(None) in get_args(hint):
        hint = next(part for part in get_args(hint) if part is not type(None))
    kind, choices = (str, tuple(get_args(hint))) if get_origin(hint) is Literal else (hint, ())
    return Parameter(name, word.help, kind, choices, word.completes, required, word.least, word.most)
