"""What is offered to an adapter: menus, completion, descriptions of commands; which messages count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.chat import Completing, Place, Who
from bot.command.declared import Command


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
    """What the engine offers to an adapter."""

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

    async def counted(self, where: Place) -> Sequence[str]:
        """The messages at a place that count in tasks open still: what became of them unseen should be told."""
        ...
