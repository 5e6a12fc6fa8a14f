"""Cuts a text into words, marks and, where a script has no spaces, characters, so that nothing of it is lost."""

from functools import lru_cache
from typing import NamedTuple

import regex

from bot.language.tokens import SPACELESS

_APOSTROPHES = "'’ʼ‘`´"
_ELIDES = {"fr", "it", "ca", "oc"}  # l' and dell' are words of their own there
_CLIPPED = {"en": "s|m|re|ve|ll|d|t|em|cause|til"}  # words that may begin with an apostrophe: it 's, 'cause
# A boundary of one of these characters may lie inside what people see as one character.
_JOINING = regex.compile(
    r"[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}\p{GCB=Prepend}\p{GCB=Regional_Indicator}"
    r"\p{GCB=L}\p{GCB=V}\p{GCB=T}]"
)
_GRAPHEME = regex.compile(r"\X")
_MARKS = regex.compile(r"[\p{P}\p{S}]")
_CHARACTER = regex.compile(f"[{SPACELESS}]")
_PUNCTUATION = regex.compile(r"\p{P}|[<>|~^+=$`´]")


class Pieces(NamedTuple):
    """A text's words and marks in order; `gaps` has what stands before each of them and after the last one."""

    texts: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]


@lru_cache
def _pattern(code: str) -> regex.Pattern[str]:
    letter = rf"[[\p{{L}}\p{{N}}]--[{SPACELESS}ー々]]"
    more = rf"[[\p{{L}}\p{{M}}\p{{N}}\u00ad\u200b-\u200d\u2060\ufeff]--[{SPACELESS}ー々]]"
    hyphen = rf"(?<!\p{{N}})[\-‐‑](?={letter})|(?<=\p{{N}})[\-‐‑](?=\p{{L}})"
    inner = hyphen if code in _ELIDES else rf"{hyphen}|[{_APOSTROPHES}](?={letter})"
    number = r"(?<=\p{N})[.,:](?=\p{N})"
    elided = rf"(?:[{_APOSTROPHES}](?={letter}))?" if code in _ELIDES else ""
    clipped = (
        rf"(?<![^\s])[{_APOSTROPHES}](?i:{_CLIPPED[code]})(?![{_APOSTROPHES}]|{more})|" if code in _CLIPPED else ""
    )
    return regex.compile(rf"(?V1)\s+|{clipped}{letter}(?:{more}|{inner}|{number})*{elided}|[!?]+|\.{{2,}}|\X")


def cut(text: str, code: str) -> Pieces:
    """No piece ends inside a character as people see it (a grapheme)."""
    found = _pattern(code).findall(text)
    if not text.isascii() and _JOINING.search(text):
        found = _whole(found, text)
    texts, starts, ends, gaps = [], [], [], []
    position = gap = 0
    for piece in found:
        end = position + len(piece)
        if not piece.isspace():
            texts.append(piece)
            starts.append(position)
            ends.append(end)
            gaps.append(text[gap:position])
            gap = end
        position = end
    gaps.append(text[gap:])
    return Pieces(texts, starts, ends, gaps)


def _whole(found: list[str], text: str) -> list[str]:
    boundaries = {match.end() for match in _GRAPHEME.finditer(text)}
    joined, start, position = [], 0, 0
    for piece in found:
        position += len(piece)
        if position in boundaries:
            joined.append(text[start:position])
            start = position
    return joined


def may_be_cut(text: str, at: int) -> bool:
    """Whether the characters around a place surely are two, as people see them."""
    return _JOINING.search(text, at - 1, at + 1) is None


def is_word(piece: str) -> bool:
    """Of a piece: a word, a number or a character of a script without spaces, not a mark or an emoji."""
    return piece[0].isalnum() or (piece[0] in _APOSTROPHES and piece[-1].isalnum())


def is_punctuation(piece: str) -> bool:
    """Of a piece that is no word: a mark one writes with, not an emoji."""
    return _PUNCTUATION.search(piece) is not None


def is_spaceless(piece: str) -> bool:
    """Of a piece: whether its script puts no spaces between words."""
    return _CHARACTER.match(piece) is not None
