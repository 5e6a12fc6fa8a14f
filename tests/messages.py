"""Collects every sentence in the code; `python -m tests.messages` brings the translations' list up to date."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "activities", "adapters")
SINGLE = ("T", "Refusal", "Settled", "command", "Word", "later")
CATALOG = ROOT / "bot" / "locales" / "es" / "LC_MESSAGES" / "tertulia.po"

Message = str | tuple[str, str]


def sentences() -> dict[Message, list[tuple[str, int]]]:
    """Each sentence (or its singular and plural) with the places it stands at."""
    found: dict[Message, list[tuple[str, int]]] = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if path.name == "cli.py":  # its commands are typer's, and a host's
                continue
            for message, line in _in_file(path):
                found.setdefault(message, []).append((str(path.relative_to(ROOT)), line))
    return found


def _in_file(path: Path) -> Iterator[tuple[Message, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name == "N" and len(words) >= 2:
            yield (words[0], words[1]), node.lineno
        elif name in SINGLE and words and words[0]:
            yield words[0], node.lineno


def update() -> None:
    """Write the catalog anew: what is translated stays, what is new waits, what is gone goes."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po, write_po

    with CATALOG.open("rb") as file:
        known = read_po(file, locale="es")
    fresh = Catalog(locale="es", project="Tertulia", charset="utf-8", fuzzy=False)
    for message in sorted(sentences(), key=str):
        one = message if isinstance(message, str) else message[0]
        old = known.get(one)
        fresh.add(message, string=old.string if old and old.id == message else None)
    with CATALOG.open("wb") as file:
        write_po(file, fresh, width=120, no_location=True, sort_output=True, omit_header=False)


if __name__ == "__main__":
    update()
