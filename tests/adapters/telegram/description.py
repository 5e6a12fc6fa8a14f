"""Checks requests and updates against Telegram's published description of its Bot API, where that is at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).parents[4] / "shared" / "specs" / "telegram-bot-api.json"

Json = dict[str, Any]


@cache
def description() -> Json | None:
    """The description, or None where it is not at hand."""
    return json.loads(PATH.read_text(encoding="utf-8")) if PATH.is_file() else None


def problems_of_request(method: str, given: Mapping[str, Any]) -> list[str]:
    """What is wrong with a request; nothing where there is no description to hold it against.

    Numbers and truth come as text in a form, whole objects as JSON; a file is any value that is no text.
    """
    known = description()
    if known is None:
        return []
    if method not in known["methods"]:
        return [f"there is no method {method}"]
    fields = {field["name"]: field for field in known["methods"][method].get("fields", [])}
    found = [f"{method}: no parameter {name}" for name in given if name not in fields]
    found += [f"{method}: {name} is missing" for name, one in fields.items() if one["required"] and name not in given]
    for name, value in given.items():
        if name in fields and not any(_takes(kind, value) for kind in fields[name]["types"]):
            found.append(f"{method}: {name} is no {' or '.join(fields[name]['types'])}: {str(value)[:60]}")
    return found


def problems_of_result(method: str, result: Any) -> list[str]:
    """What is wrong with what a method gives back: so that the tests' own server says only what Telegram would."""
    known = description()
    kinds = known["methods"][method]["returns"] if known and method in known["methods"] else []
    found = [problems_of(kind, result, method) for kind in kinds]
    return [] if not found or [] in found else found[0]


def problems_of(kind: str, value: Any, where: str = "") -> list[str]:
    """What is wrong with an object that should be of a kind."""
    known = description()
    return list(_problems(known["types"], kind, value, where or kind)) if known else []


def _takes(kind: str, value: Any) -> bool:
    if kind == "InputFile":
        return not isinstance(value, str)
    if not isinstance(value, str):
        return False
    if kind == "String":
        return True
    try:
        read = json.loads(value)
    except ValueError:
        return False
    return not problems_of(kind, read)


def _problems(types: Json, kind: str, value: Any, where: str) -> Iterator[str]:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            yield f"{where} is no list"
            return
        for number, one in enumerate(value):
            yield from _problems(types, kind.removeprefix("Array of "), one, f"{where}[{number}]")
        return
    simple: dict[str, type | tuple[type, ...]] = {
        "Integer": int,
        "Float": (int, float),
        "String": str,
        "Boolean": bool,
        "True": bool,
    }
    if kind in simple:
        right = isinstance(value, simple[kind]) and not (isinstance(value, bool) and kind in ("Integer", "Float"))
        if not right:
            yield f"{where} is no {kind}"
        return
    subtypes = types[kind].get("subtypes")
    if subtypes:
        if not any(not list(_problems(types, one, value, where)) for one in subtypes):
            yield f"{where} is no {kind}"
        return
    yield from _fields(types, kind, value, where)


def _fields(types: Json, kind: str, value: Any, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where} is no {kind}"
        return
    fields = {field["name"]: field for field in types[kind].get("fields", [])}
    for name, field in fields.items():
        if name not in value:
            if field["required"]:
                yield f"{where}.{name} is missing"
        elif not any(not list(_problems(types, one, value[name], f"{where}.{name}")) for one in field["types"]):
            yield f"{where}.{name} is no {' or '.join(field['types'])}"
    for name in value:
        if name not in fields:
            yield f"{where}.{name} is not known"
