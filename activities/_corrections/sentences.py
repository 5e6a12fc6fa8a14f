"""Where the sentences of a text begin and end."""

from __future__ import annotations

from collections.abc import Iterator

import regex

_SENTENCE = regex.compile(r"[^.!?…。！？\n]*+[.!?…。！？\n]*+[\s\"'”»)]*+")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text begins and ends, the space after it included."""
    at = 0
    while at < len(text):
        found = _SENTENCE.match(text, at)
        end = found.end() if found and found.end() > at else at + 1
        yield at, end
        at = end
