"""What Discord takes in a message, a form and a list of commands: lengths, counts, and what must be unique."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import regex

from tests.adapters.discord.errors import Failed, Json, invalid, too_long

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, TEXT_DISPLAY, LABEL = 1, 2, 3, 4, 10, 18
SELECTS = (3, 5, 6, 7, 8)
COMPONENTS_V2 = 1 << 15
ON_CREATE = (1 << 2) | (1 << 6) | (1 << 12) | COMPONENTS_V2
"""Flags that may be set: no previews, for one person, silent, and the new components."""
NAME = regex.compile(r"^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$")
LOCALES = (
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja "
    "zh-TW ko"
).split()
MOST_COMMANDS = {1: 100, 2: 15, 3: 15}


def message(given: Json, files: int, *, flags: int = 0) -> None:
    """Check a message, or the parts of one that are being changed; raises Failed."""
    content, embeds, components = given.get("content") or "", given.get("embeds") or [], given.get("components") or []
    flags |= given.get("flags") or 0
    if flags & ~ON_CREATE:
        raise invalid("flags", "Unsupported flags")
    if len(content) > 2000:
        raise too_long("content", 2000)
    _embeds(embeds)
    if flags & COMPONENTS_V2:
        if content or embeds:
            raise invalid("content", "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2")
        if not components:
            raise invalid("components", "This field is required")
    elif len(components) > 5 or any(one["type"] != ROW for one in components):
        raise invalid("components", "Must be between 1 and 5 in length.")
    _components(components)
    if not (content.strip() or embeds or components or files or given.get("sticker_ids")) and set(given) & {
        "content", "embeds", "components",
    } != set():  # fmt: skip
        raise Failed(400, 50006, "Cannot send an empty message")


def _embeds(embeds: list[Json]) -> None:
    if len(embeds) > 10:
        raise too_long("embeds", 10)
    total = 0
    for one in embeds:
        texts = [
            ("title", one.get("title"), 256),
            ("description", one.get("description"), 4096),
            ("footer", one.get("footer", {}).get("text"), 2048),
            ("author", one.get("author", {}).get("name"), 256),
        ]
        fields = one.get("fields", [])
        if len(fields) > 25:
            raise too_long("embeds[0].fields", 25)
        texts += [("name", field["name"], 256) for field in fields] + [
            ("value", field["value"], 1024) for field in fields
        ]
        for name, text, most in texts:
            if len(text or "") > most:
                raise too_long(f"embeds[0].{name}", most)
            total += len(text or "")
    if total > 6000:
        raise invalid("embeds", "Embed size exceeds maximum size of 6000", "MAX_EMBED_SIZE_EXCEEDED")


def parts(components: list[Json]) -> Iterator[Json]:
    """All components, those inside others too."""
    for one in components:
        yield one
        inner = [*one.get("components", []), *(one[name] for name in ("component", "accessory") if name in one)]
        yield from parts(inner)


def _components(components: list[Json]) -> None:
    every = list(parts(components))
    if len(every) > 40:
        raise too_long("components", 40)
    names = [one["custom_id"] for one in every if "custom_id" in one]
    if len(names) != len(set(names)):
        raise invalid("components", "Component custom id cannot be duplicated", "COMPONENT_CUSTOM_ID_DUPLICATED")
    if sum(len(one.get("content", "")) for one in every if one["type"] == TEXT_DISPLAY) > 4000:
        raise invalid("components", "The total text is limited to 4000")
    for one in every:
        match one["type"]:
            case 1:
                _row(one["components"])
            case 2:
                _button(one)
            case 3:
                _options(one)


def _row(inside: list[Json]) -> None:
    selects = [one for one in inside if one["type"] in SELECTS]
    if not 1 <= len(inside) <= 5 or (selects and len(inside) > 1):
        raise invalid("components", "A row has one to five buttons, or one menu", "COMPONENT_LAYOUT_WIDTH_EXCEEDED")


def _button(one: Json) -> None:
    if not (one.get("label") or one.get("emoji")):
        raise invalid("components", "A button needs a label or an emoji", "BUTTON_COMPONENT_LABEL_REQUIRED")
    if len(one.get("label") or "") > 80:
        raise too_long("components.label", 80)
    link = one["style"] == 5
    if bool(one.get("url")) != link or bool(one.get("custom_id")) == link:
        raise invalid("components", "A custom id and url cannot both be specified", "COMPONENT_CUSTOM_ID_REQUIRED")
    if link and not re.match(r"(https?|discord)://\S+$", one["url"]):
        raise invalid(
            "components.url", "Scheme must be one of ('http', 'https', 'discord').", "URL_TYPE_INVALID_SCHEME"
        )
    if len(one.get("custom_id") or "") > 100:
        raise too_long("components.custom_id", 100)


def _options(one: Json) -> None:
    options = one.get("options", [])
    if not 1 <= len(options) <= 25:
        raise invalid("components.options", "Must be between 1 and 25 in length.")
    if len({option["value"] for option in options}) < len(options):
        raise invalid(
            "components.options", "The specified option value is already used", "SELECT_OPTION_VALUE_DUPLICATED"
        )
    if any(max(len(option["label"]), len(option["value"])) > 100 for option in options):
        raise too_long("components.options", 100)


def form(given: Json) -> None:
    """Check a form that is to be shown; raises Failed."""
    if not 1 <= len(given["title"]) <= 45:
        raise too_long("title", 45)
    if not 1 <= len(given["custom_id"]) <= 100:
        raise too_long("custom_id", 100)
    if not 1 <= len(given["components"]) <= 5:
        raise invalid("components", "Must be between 1 and 5 in length.")
    fields = [one for one in parts(given["components"]) if one["type"] == TEXT_INPUT]
    if len({one["custom_id"] for one in fields}) < len(fields):
        raise invalid("components", "Component custom id cannot be duplicated", "COMPONENT_CUSTOM_ID_DUPLICATED")
    for one in given["components"]:
        if one["type"] == LABEL and not 1 <= len(one["label"]) <= 45:
            raise too_long("components.label", 45)
    for one in fields:
        most = one.get("max_length") or 4000
        if len(one.get("value") or "") > most:
            raise too_long("components.value", most)
        if len(one.get("label") or "") > 45 or len(one.get("placeholder") or "") > 100:
            raise too_long("components.label", 45)


def choices(given: list[Json]) -> None:
    """Check what is offered while somebody types; raises Failed."""
    if len(given) > 25:
        raise too_long("choices", 25)
    for one in given:
        if not 1 <= len(one["name"]) <= 100 or not 1 <= len(str(one["value"])) <= 100:
            raise too_long("choices.name", 100)


def commands(given: list[Json]) -> None:
    """Check a list of commands that is to be installed; raises Failed."""
    for kind, most in MOST_COMMANDS.items():
        named = [one["name"] for one in given if one.get("type", 1) == kind]
        if len(named) > most:
            raise Failed(400, 30032, "Maximum number of application commands reached")
        if len(set(named)) < len(named):
            raise invalid("name", "Application command names must be unique", "APPLICATION_COMMANDS_DUPLICATE_NAME")
    for one in given:
        if one.get("type", 1) == 1:
            _typed_command(one)
        elif one.get("description") or one.get("options") or not 1 <= len(one["name"]) <= 32:
            raise invalid("description", "A command of a menu has no description")
        _localised(one, "name", 32)


def _typed_command(one: Json) -> None:
    _named(one)
    options = one.get("options") or []
    if len(options) > 25:
        raise too_long("options", 25)
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        raise invalid("options", "Required options must be placed before non-required options")
    if len({option["name"] for option in options}) < len(options):
        raise invalid("options", "Option names must be unique", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS")
    for option in options:
        _named(option)
        _choices_of(option)
    if sum(_length(part) for part in (one, *options)) > 8000:
        raise invalid("name", "The command exceeds 8000 characters", "APPLICATION_COMMAND_TOO_LARGE")


def _named(one: Json) -> None:
    names = [one["name"], *(one.get("name_localizations") or {}).values()]
    if any(not NAME.match(name) or name != name.lower() for name in names):
        raise invalid("name", f"Command name is invalid: {names}", "APPLICATION_COMMAND_INVALID_NAME")
    if not 1 <= len(one["description"]) <= 100:
        raise too_long("description", 100)
    _localised(one, "name", 32)
    _localised(one, "description", 100)


def _localised(one: Json, field: str, most: int) -> None:
    for locale, text in (one.get(f"{field}_localizations") or {}).items():
        if locale not in LOCALES:
            raise invalid(f"{field}_localizations", f"{locale} is no locale")
        if not 1 <= len(text) <= most:
            raise too_long(f"{field}_localizations.{locale}", most)


def _choices_of(option: Json) -> None:
    offered: list[Json] = option.get("choices") or []
    if len(offered) > 25:
        raise too_long("choices", 25)
    if offered and option.get("autocomplete"):
        raise invalid("autocomplete", "Cannot be used together with choices")
    for one in offered:
        if not 1 <= len(one["name"]) <= 100 or len(str(one["value"])) > 100:
            raise too_long("choices.name", 100)
        _localised(one, "name", 100)


def _length(one: Json) -> int:
    """Characters of names, descriptions and choices, each in its longest language."""
    total = 0
    for field in ("name", "description"):
        texts = [one.get(field) or "", *(one.get(f"{field}_localizations") or {}).values()]
        total += max(len(text) for text in texts)
    offered: list[Any] = one.get("choices") or []
    return total + sum(len(choice["name"]) + len(str(choice["value"])) for choice in offered)
