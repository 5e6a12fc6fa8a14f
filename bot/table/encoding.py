"""Turns the bytes of a text file into text, whatever program wrote it."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4000
_WESTERN = "cp1252"
_OTHER_LATIN = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq"), "cp1250"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
    "tr": "cp1254",
    "vi": "cp1258",
}
_OTHER_SCRIPTS = {
    **dict.fromkeys(("ru", "uk", "bg", "be", "sr", "mk"), "cp1251"),
    **dict.fromkeys(("ar", "fa", "ur"), "cp1256"),
    "el": "cp1253",
    "he": "cp1255",
    "th": "cp874",
    "ja": "cp932",
    "ko": "cp949",
    "zh": "gb18030",
}
_MUCH = 0.15
"""The share of bytes beyond ASCII that a text half in another script has; accents are far fewer."""


def decoded(content: bytes, languages: Sequence[str] = ()) -> str:
    """The text, by its mark, else as UTF-8, as UTF-16 without a mark, or as Windows writes these languages."""
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
        return content.decode(_of_windows(content, languages), errors="replace")


def _of_windows(content: bytes, languages: Sequence[str]) -> str:
    """The code page: another script shows itself by how much of the text it is, another alphabet does not."""
    if sum(byte >= 0x80 for byte in content) > _MUCH * len(content):
        for language in languages:
            if language in _OTHER_SCRIPTS:
                return _OTHER_SCRIPTS[language]
    return _OTHER_LATIN.get(languages[0], _WESTERN) if languages else _WESTERN


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
