"""Reads `config.toml` and the `TERTULIA_*` environment, and says in one line what is wrong with them."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, to_json

from bot.config import Config, ConfigError, config_model
from bot.nearest import nearest

PREFIX = "TERTULIA_"
NAMES_A_FILE = "TERTULIA_CONFIG"
Keys = tuple[str, ...]
"""The way to a key: ("telegram", "webhook", "url")."""


def load(
    named: Path | None, sections: Mapping[str, type[BaseModel]], environment: Mapping[str, str] | None = None
) -> Config:
    """Read the file named, else `TERTULIA_CONFIG`, else ./config.toml if there is one; the environment goes before it.

    Raises:
        ConfigError: it cannot work.
    """
    environment = os.environ if environment is None else environment
    asked_for = named or (Path(environment[NAMES_A_FILE]) if environment.get(NAMES_A_FILE) else None)
    path = asked_for or Path("config.toml")
    model = config_model(sections)
    given = _read(path, needed=asked_for is not None)
    _refuse_unknown(model, given, path)
    from_environment = dict(_from_environment(model, environment))
    try:
        # strictly, as JSON: a path may be text, but nothing else is taken for what it is not
        model.model_validate_json(to_json(given), strict=True)
        for keys, value in from_environment.items():
            _put(given, keys, value)
        return model.model_validate(given, context=path.absolute().parent)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise ConfigError(_complaint(model, first, path, from_environment)) from None


def _read(path: Path, *, needed: bool) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        if not needed:
            return {}
        raise ConfigError(f"There is no file {path}. Make it from config.example.toml, or name another.") from None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}. Give this user the right to read it.") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not written in UTF-8. Save it as UTF-8 text.") from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"line {line[1]}" if line else "the end"
        raise ConfigError(f'{path}: {where} cannot be read. Write it like: name = "text"') from None


def _refuse_unknown(model: type[BaseModel], given: Mapping[str, Any], path: Path) -> None:
    names = {_place(keys) for keys in _names(model) if keys != ("key",)}
    sections = {_place((*keys[:-1], "")) for keys in _names(model) if len(keys) > 1}
    for place in _places_in(model, given):
        if place == "key":
            raise ConfigError(f"{path}: the key itself does not belong here. Put it into the file that key_file names.")
        if place not in names:
            like = nearest(place, sections if place.endswith("]") else names, cutoff=0)
            raise ConfigError(f"{path}: {place} is not known. Did you mean {like}?")


def _names(model: type[BaseModel], above: Keys = ()) -> list[Keys]:
    """All keys of a model, those of its sections too."""
    found: list[Keys] = []
    for name, field in model.model_fields.items():
        inner = _section(field.annotation)
        found += _names(inner, (*above, name)) if inner else [(*above, name)]
    return found


def _places_in(model: type[BaseModel], given: Mapping[str, Any], above: Keys = ()) -> list[str]:
    """What is given, as deep as the model has sections; an unknown section ends there."""
    found: list[str] = []
    for name, value in given.items():
        field = model.model_fields.get(name)
        inner = _section(field.annotation) if field else None
        if inner and isinstance(value, dict):
            found += _places_in(inner, value, (*above, name))
        elif field is None and isinstance(value, dict):
            found.append(_place((*above, name, "")))
        elif not inner:
            found.append(_place((*above, name)))
    return found


def _section(annotation: Any) -> type[BaseModel] | None:
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _from_environment(model: type[BaseModel], environment: Mapping[str, str]) -> list[tuple[Keys, str]]:
    known = {_variable(keys): keys for keys in _names(model)}
    found = []
    for name, value in environment.items():
        if not name.startswith(PREFIX) or name == NAMES_A_FILE:
            continue
        if name not in known:
            like = nearest(name.lower(), {one.lower(): one for one in known}, cutoff=0)
            raise ConfigError(f"The environment's {name} is not known. Did you mean {str(like).upper()}?")
        found.append((known[name], value))
    return found


def _variable(keys: Keys) -> str:
    return PREFIX + "__".join(keys).upper()


def _put(given: dict[str, Any], keys: Keys, value: str) -> None:
    for key in keys[:-1]:
        given = given.setdefault(key, {})
    given[keys[-1]] = value


def _complaint(model: type[BaseModel], error: ErrorDetails, path: Path, from_environment: Mapping[Keys, str]) -> str:
    keys = tuple(str(one) for one in error["loc"])
    if keys in from_environment:
        return f"The environment's {_variable(keys)} {_words(error)}."
    place = _place(keys if keys in _names(model) else (*keys, ""))
    return f"{path}: {place} {_words(error)}."


def _place(keys: Keys) -> str:
    """How a key is found in the file: `[telegram.webhook] url`; with an empty last key, the section itself."""
    *sections, name = keys
    return f"[{'.'.join(sections)}] {name}".strip() if sections else name


def _words(error: ErrorDetails) -> str:
    """What a value must be, without the value."""
    match error["type"].split("_"):
        case ["int", *_]:
            return "must be a whole number"
        case ["bool", *_]:
            return "must be true or false"
        case ["string", *_] | ["path", *_]:
            return 'must be text in "quotes"'
        case ["model", *_] | ["dict", *_]:
            return "must be a section with its keys below it"
        case _:
            return error["msg"].removeprefix("Value error, ").replace("Input should", "must").rstrip(".")
