"""The nearest of some names to one that was mistyped."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(typed: str, names: Iterable[str], cutoff: float = 62.0) -> str | None:
    """The name most like `typed`, or None when none is like it; `cutoff` is a similarity in percent."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(typed.lower(), list(names), scorer=fuzz.ratio, score_cutoff=cutoff)
    return found[0] if found else None
