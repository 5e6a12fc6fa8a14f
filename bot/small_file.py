"""A small file of an adapter's own, as plain JSON: what cannot be read is as if it were not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import structlog

log = structlog.get_logger("small_file")


def read(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def write(path: Path, kept: dict[str, Any]) -> None:
    """Put it in the place of the one before, whole; what cannot be written is told in the log only."""
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        log.warning("a small file was not written", file=path.name, error=type(error).__name__)
