"""A command is declared once, as a typed method of an activity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.chat import File
from bot.command.parameter import Parameter, parameters_of
from storage.people import Role

Method = TypeVar("Method", bound=Callable[..., None])


@dataclass(frozen=True, slots=True)
class Command:
    """A declared command; `private` is 🤫, `in_groups` offers it in the menu of places that cannot keep it private.

    `every_class`: in private it speaks of all classes of who typed it, and does not ask which one is meant.
    `for_learners`: what it does for a learner, where that is something else.
    `without_class`: an admin of a room without class may use it, too.
    `learners_only`: for who is not counted it has nothing to show, so it is not offered to them.
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
    learners_only: bool = False

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
    learners_only: bool = False,
) -> Callable[[Method], Method]:
    """Declare a method `name(self, turn, parameter: type = default, …)` as the command `/name`."""

    def declare(method: Method) -> Method:
        further = (every_class, for_learners, on_message, without_class, learners_only)
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
        given = parameters_of(method)
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
