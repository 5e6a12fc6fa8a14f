"""The native commands: made from the one declaration, in every language, and set only when they have changed."""

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

import discord
import structlog

from adapters.discord.connection import TROUBLE
from adapters.discord.option_names import NAMES
from adapters.discord.presence import Presence
from bot.command import Command, Offered, Parameter
from bot.task.pointing import COUNT_THIS, COUNT_THIS_LABEL
from bot.text import clipped
from bot.translations import load_languages

LONGEST_NAME = 32
LONGEST = 100
"""Characters of a description."""
MOST_CHOICES = 25
FIRST_LANGUAGE = "en"
LOCALES = {"es": ("es-ES", "es-419")}
"""What Discord calls our languages."""
TEACHERS = discord.Permissions(manage_messages=True)
"""Who keeps a room tidy sees a teacher's commands; a server's settings may give them to others."""
EVERYWHERE = [0, 1]
"""In servers, and in the private chat with the bot."""
IN_SERVERS = [0]

_SLASH, _ON_MESSAGE = 1, 3
_TEXT, _NUMBER, _FILE = 3, 4, 11

_log = structlog.get_logger("adapters.discord")


class Commands:
    def __init__(self, presence: Presence, offered: Offered) -> None:
        self._presence = presence
        self._offered = offered

    async def install(self) -> None:
        """Set all commands at once, where they are not as they were set last."""
        wanted = payload(self._offered)
        mark = blake2b(json.dumps(wanted, sort_keys=True).encode(), digest_size=8).hexdigest()
        memory, client = self._presence.memory, self._presence.client
        if mark == memory.commands or client.application_id is None:
            return
        try:
            await client.http.bulk_upsert_global_commands(client.application_id, wanted)
        except (*TROUBLE, discord.RateLimited) as error:
            code = getattr(error, "code", 0)
            _log.warning("commands were not set; the next start tries again", error=type(error).__name__, code=code)
        else:
            memory.know_commands(mark)


def payload(offered: Offered) -> list[Any]:
    """All commands as Discord takes them."""
    return [*(_slash(command, offered) for command in offered.commands), *map(_on_message, menus(offered))]


def menus(offered: Offered) -> dict[str, str]:
    """What is offered in the menu of a message: the name of the command, by what it is called there."""
    declared = {command.on_message: command.name for command in offered.commands if command.on_message}
    return {**declared, COUNT_THIS_LABEL: COUNT_THIS}


def _on_message(label: str) -> dict[str, Any]:
    return {
        "type": _ON_MESSAGE,
        **_named(label, LONGEST_NAME),
        "contexts": IN_SERVERS,
        "integration_types": [0],
    }


def _named(name: str, longest: int, meant: str = "") -> dict[str, Any]:
    """A name, and what it is called in the other languages: the word for it, or for what is `meant`."""
    words = load_languages()
    others = {
        locale: words.word(meant or name, code)[:longest]
        for code in _codes()
        if code != FIRST_LANGUAGE
        for locale in LOCALES.get(code, ())
    }
    return {"name": name[:longest], "name_localizations": others}


def _slash(command: Command, offered: Offered) -> dict[str, Any]:
    # its name is not translated: sentences everywhere name /words, and somebody who types it must find it
    found: dict[str, Any] = {
        "type": _SLASH,
        "name": command.name,
        **_described({code: offered.described(command, code) for code in _codes()}),
        "options": [_option(one) for one in sorted(command.parameters, key=lambda one: not one.required)],
        "contexts": EVERYWHERE,
        "integration_types": [0],
    }
    if for_teachers(command):
        found["default_member_permissions"] = TEACHERS.value
    return found


def for_teachers(command: Command) -> bool:
    """Whether only teachers can use it; setting up a class makes the first one."""
    return command.role.name == "TEACHER" or command.name == "setup"


def _option(parameter: Parameter) -> dict[str, Any]:
    words = load_languages()
    found: dict[str, Any] = {
        "type": _kind(parameter),
        **_option_named(parameter.name),
        **_described({code: words.word(parameter.help, code) or parameter.name for code in _codes()}),
        "required": parameter.required,
    }
    if parameter.choices and len(parameter.choices) <= MOST_CHOICES:
        found["choices"] = [{**_named(choice, LONGEST), "value": choice[:LONGEST]} for choice in parameter.choices]
    elif parameter.completes:
        found["autocomplete"] = True
    if parameter.least is not None:
        found["min_value"] = parameter.least
    if parameter.most is not None:
        found["max_value"] = parameter.most
    return found


def _option_named(name: str) -> dict[str, Any]:
    """A word that is not listed may mean something else in a sentence: such an option keeps its name."""
    return _named(name, LONGEST_NAME, NAMES[name]) if name in NAMES else {"name": name}


def _kind(parameter: Parameter) -> int:
    if parameter.file:
        return _FILE
    return _NUMBER if parameter.kind is int else _TEXT


def _described(by_language: dict[str, str]) -> dict[str, Any]:
    first = short(by_language[FIRST_LANGUAGE])
    others = {
        locale: short(words)
        for code, words in by_language.items()
        if code != FIRST_LANGUAGE
        for locale in LOCALES.get(code, ())
    }
    return {"description": first, "description_localizations": others}


def short(words: str) -> str:
    return clipped(words.strip(), LONGEST)


def _codes() -> Iterable[str]:
    return load_languages().codes
