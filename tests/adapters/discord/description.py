"""Checks requests against Discord's published description of its HTTP API, where that is at hand."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

BESIDE = Path(__file__).parents[4] / "shared" / "specs" / "discord-openapi.json"
PATH = Path(os.environ.get("DISCORD_OPENAPI", BESIDE))
"""Where the description is looked for."""

Json = dict[str, Any]

KINDS: dict[str, type | tuple[type, ...]] = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict,
    "null": type(None),
}  # fmt: skip


WRITTEN_BY_THE_LIBRARY = ("tts", "nsfw", "flags")
"""discord.py writes these, as false or 0, also where the description has no such field; Discord passes over them."""


@cache
def description() -> Json | None:
    """The description, or None where it is not at hand."""
    return json.loads(PATH.read_text(encoding="utf-8")) if PATH.is_file() else None


@cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """The paths, those with fewest parameters first."""
    known = description() or {"paths": {}}
    paths = sorted(known["paths"], key=lambda path: (path.count("{"), path))
    return [(re.compile(re.sub(r"\\{\w+\\}", r"([^/]+)", re.escape(path)) + "$"), path) for path in paths]


def problems_of_request(
    method: str, path: str, query: Mapping[str, str], body: Any, *, multipart: bool = False, files: tuple[str, ...] = ()
) -> list[str]:
    """What is wrong with a request; nothing where there is no description to hold it against.

    `body` is the JSON (of a form with files: its `payload_json`), None when there is none; `files` are field names.
    """
    known = description()
    if known is None:
        return []
    template = next((found for pattern, found in _templates() if pattern.match(path)), "")
    called = f"{method} {template or path}"
    operation = known["paths"].get(template, {}).get(method.lower())
    if operation is None:
        return [f"there is no {called}"]
    parameters = [*known["paths"][template].get("parameters", []), *operation.get("parameters", [])]
    return [
        f"{called}: {problem}"
        for problem in (
            *_of_path(known, template, path, parameters),
            *_of_query(known, query, [one for one in parameters if one["in"] == "query"]),
            *_of_body(known, operation, body, multipart=multipart, files=files),
        )
    ]


def _of_path(known: Json, template: str, path: str, parameters: list[Json]) -> Iterator[str]:
    schemas = {one["name"]: one["schema"] for one in parameters if one["in"] == "path"}
    for name, value in zip(template.split("/"), path.split("/"), strict=True):
        if name.startswith("{"):
            yield from _problems(known, schemas[name[1:-1]], value, name)


def _of_query(known: Json, query: Mapping[str, str], parameters: list[Json]) -> Iterator[str]:
    schemas = {one["name"]: one["schema"] for one in parameters}
    for name, value in query.items():
        if name not in schemas:
            yield f"no parameter {name}"
        elif all(list(_problems(known, schemas[name], read, name)) for read in _readings(value)):
            yield f"{name} is wrong: {value[:60]}"
    for one in parameters:
        if one.get("required") and one["name"] not in query:
            yield f"{one['name']} is missing"


def _readings(value: str) -> Iterator[Any]:
    """What a value in an address may be: a text, a number, or true and false also as 1 and 0."""
    yield value
    if value.isdigit():
        yield int(value)
    if value.lower() in ("true", "false", "1", "0"):
        yield value.lower() in ("true", "1")


def _of_body(known: Json, operation: Json, body: Any, *, multipart: bool, files: tuple[str, ...]) -> Iterator[str]:
    described = operation.get("requestBody")
    if described is None:
        if body not in (None, {}):
            yield "takes no body"
        return
    content = described["content"]
    if multipart and "multipart/form-data" not in content:
        yield "takes no files"
    yield from (f"no file {name}" for name in files if not re.fullmatch(r"files\[\d\]", name))
    if body is None:
        if described.get("required") and not files:
            yield "has no body"
        return
    yield from _problems(known, content["application/json"]["schema"], body, "body")


def _problems(known: Json, schema: Json, value: Any, where: str) -> Iterator[str]:
    schema = _followed(known, schema)
    if "properties" not in schema and (union := schema.get("oneOf") or schema.get("anyOf")):
        if "const" in union[0] and "type" in schema:
            allowed = [one["const"] for one in union]
            if not _same(value, allowed):
                yield f"{where} is none of {allowed}: {_short(value)}"
            return
        tried = [list(_problems(known, one, value, where)) for one in union]
        if all(tried):
            yield from min(tried, key=lambda found: (_wrong_kind(found, where), len(found)))
        return
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(value, kind, schema) for kind in kinds):
        yield f"{where} is no {' or '.join(kinds)}: {_short(value)}"
        return
    if "enum" in schema and not _same(value, schema["enum"]):
        yield f"{where} is none of {schema['enum']}: {_short(value)}"
        return
    yield from _measure(schema, value, where)
    match value:
        case list() if "items" in schema:
            for number, one in enumerate(value):
                yield from _problems(known, schema["items"], one, f"{where}[{number}]")
        case dict():
            yield from _fields(known, schema, value, where)


def _followed(known: Json, schema: Json) -> Json:
    while "$ref" in schema:
        schema = known["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if "allOf" in schema and "enum" not in schema:
        parts = [_followed(known, part) for part in schema["allOf"]]
        merged: Json = {"type": "object", "properties": {}, "required": []}
        for part in parts:
            merged["properties"] |= part.get("properties", {})
            merged["required"] += part.get("required", [])
        return merged if merged["properties"] else parts[0]
    return schema


def _fields(known: Json, schema: Json, value: Json, where: str) -> Iterator[str]:
    properties, others = schema.get("properties", {}), schema.get("additionalProperties")
    yield from (f"{where}.{name} is missing" for name in schema.get("required", []) if name not in value)
    for name, one in value.items():
        if name in properties:
            yield from _problems(known, properties[name], one, f"{where}.{name}")
        elif isinstance(others, dict):
            yield from _problems(known, others, one, f"{where}.{name}")
        elif one or name not in WRITTEN_BY_THE_LIBRARY:
            yield f"{where}.{name} is not known"


def _measure(schema: Json, value: Any, where: str) -> Iterator[str]:
    match value:
        case str() | list() | dict():
            named = {str: "Length", list: "Items", dict: "Properties"}[type(value)]
            if not schema.get(f"min{named}", 0) <= len(value) <= schema.get(f"max{named}", len(value)):
                least, most = schema.get(f"min{named}", 0), schema.get(f"max{named}", "any")
                yield f"{where} has {len(value)}, not {least} to {most}"
        case int() | float() if not isinstance(value, bool):
            if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
                yield f"{where} is {value}"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where} does not look right: {_short(value)}"
    if isinstance(value, list) and schema.get("uniqueItems") and len({json.dumps(one) for one in value}) < len(value):
        yield f"{where} says something twice"


def _is(value: Any, kind: str, schema: Json) -> bool:
    if schema.get("format") == "snowflake" and isinstance(value, int) and not isinstance(value, bool):
        return True  # Discord's reference takes ids as numbers too, and the library sends them so
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, KINDS[kind])


def _same(value: Any, allowed: list[Any]) -> bool:
    return any(value == one and isinstance(value, bool) == isinstance(one, bool) for one in allowed)


def _wrong_kind(found: list[str], where: str) -> bool:
    """Whether a part of a union does not even have the right `type`, so that its complaints say little."""
    return any(problem.startswith((f"{where}.type is none", f"{where} is no ")) for problem in found)


def _short(value: Any) -> str:
    return str(value)[:60]
