"""Turns the bytes of a text file into text, whatever program wrote it."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4000


def decoded(content: bytes) -> str:
    """The text, by its mark, else as UTF-8, as UTF-16 without a mark, or as Windows writes Western languages."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    unmarked = _without_mark(content)
    if unmarked:
        return content.decode(unmarked, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        # a file cut off in the middle of a letter is UTF-8 all the same
        if error.start >= len(content) - 3:
            return content.decode("utf-8", errors="ignore")
        return content.decode("cp1252", errors="replace")


def is_binary(content: bytes) -> bool:
    """Whether this is no text at all."""
    if any(content.startswith(mark) for mark, _ in _MARKS) or _without_mark(content):
        return False
    return b"\0" in content[:_LOOKED_AT]


def _without_mark(content: bytes) -> str:
    """UTF-16 of mostly Latin letters has a zero at every other place."""
    start = content[:_LOOKED_AT]
    half = len(start) // 2
    if half < 2:
        return ""
    if start[1::2].count(0) > 0.6 * half and start[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if start[0::2].count(0) > 0.6 * half and start[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""
