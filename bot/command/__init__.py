"""Commands are declared once, as a typed method; native menus, completion and typed words follow from it."""

from bot.command.declared import Command, command, declared
from bot.command.given import read_options, read_typed
from bot.command.offered import MenuEntry, Offered
from bot.command.parameter import Parameter, Rest, Word

__all__ = [
    "Command",
    "MenuEntry",
    "Offered",
    "Parameter",
    "Rest",
    "Word",
    "command",
    "declared",
    "read_options",
    "read_typed",
]
