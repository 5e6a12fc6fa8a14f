"""Commands are declared once, as a typed method; native menus, completion and typed words follow from it."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol, TypeVar, get_args, get_origin, get_type_hints

from bot.chat import Completing, File, Place, Who
from bot.phrase import T
from bot.reading import reader_of
from bot.refusal import Refusal
from storage.people import Role

if TYPE_CHECKING:
    from bot.turn import Turn

Method = TypeVar("Method", bound=Callable[..., None])
Completer = Callable[["Turn", str], Sequence[str]]
"""What fits a parameter: called with the asker's turn (read only) and what is typed so far."""

MOST_WORDS = 8
"""A parameter of several words ("monday and thursday") never has more than this."""


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


@dataclass(frozen=True, slots=True)
class Command:
    """A declared command; `private` is 🤫, `in_groups` offers it in the menu of places that cannot keep it private.

    `every_class`: in private it speaks of all classes of who typed it, and does not ask which one is meant.
    `for_learners`: what it does for a learner, where that is something else.
    `without_class`: an admin of a room without class may use it, too.
    `on_message`: what it is called in the menu of a message, where a platform has such menus.
    """

    name: str
    help: str
    role: Role
    private: bool
    in_groups: bool
    example: str
    parameters: tuple[Parameter, ...]
    activity: str
    method: str
    every_class: bool = False
    for_learners: str = ""
    on_message: str = ""
    without_class: bool = False

    def help_for(self, role: Role) -> str:
        """The description as somebody in this role is to read it, untranslated."""
        return self.for_learners if self.for_learners and role < Role.TEACHER else self.help

    @property
    def usage(self) -> str:
        return " ".join([f"/{self.name}", *(f"[{p.name}]" for p in self.typed)])

    @property
    def typed(self) -> tuple[Parameter, ...]:
        """The parameters that are words."""
        return tuple(one for one in self.parameters if not one.file)

    def with_file(self, given: dict[str, Any], file: File | None) -> dict[str, Any]:
        """What was read of the words, and the file that came with them, where the command takes one."""
        return given | {one.name: file for one in self.parameters if one.file and file}


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A command as one person is offered it at one place, in their language."""

    name: str
    description: str
    usage: str
    example: str
    parameters: tuple[tuple[str, str, tuple[str, ...]], ...]
    """(name, description, fixed choices) of each."""


class Offered(Protocol):
    """What the engine offers to an adapter about commands."""

    commands: Sequence[Command]

    async def menu(self, where: Place, by: Who, *, by_admin: bool = False) -> Sequence[MenuEntry]:
        """What this person is offered here."""
        ...

    async def complete(self, completing: Completing) -> Sequence[str]:
        """What fits the parameter being typed, best first, 25 at most; empty for who may not use the command."""
        ...

    def described(self, command: Command, language: str) -> str:
        """A command's description in an interface language, with 🤫 or 📢 before it."""
        ...


_MARK = "__tertulia_command__"


def command(  # noqa: PLR0913  each is named at the declaration
    description: str,
    *,
    role: Role,
    example: str = "",
    private: bool = True,
    in_groups: bool = False,
    every_class: bool = False,
    for_learners: str = "",
    on_message: str = "",
    without_class: bool = False,
) -> Callable[[Method], Method]:
    """Declare a method `name(self, turn, parameter: type = default, …)` as the command `/name`."""

    def declare(method: Method) -> Method:
        further = (every_class, for_learners, on_message, without_class)
        setattr(method, _MARK, (description, role, example, private, in_groups, further))
        return method

    return declare


def declared(activity: str, owner: type) -> list[Command]:
    """The commands an activity's class declares, in the order they stand."""
    found = []
    for name, method in vars(owner).items():
        marked = getattr(method, _MARK, None)
        if marked is None:
            continue
        description, role, example, private, in_groups, further = marked
        given = tuple(_parameters(method))
        found.append(
            Command(
                name,
                description,
                role,
                private,
                in_groups,
                example or f"/{name}",
                given,
                activity,
                name,
                *further,
            )
        )
    return found


def _parameters(method: Callable[..., None]) -> list[Parameter]:
    hints = get_type_hints(method, include_extras=True, localns=_names_for_hints())
    return [
        _parameter(name, hints[name], parameter.default is inspect.Parameter.empty)
        for name, parameter in list(inspect.signature(method).parameters.items())[2:]
    ]


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
