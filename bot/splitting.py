"""Splits a long text at paragraph, line or sentence ends, never inside a character."""

from __future__ import annotations

from collections.abc import Callable

import regex

from bot.text import Span, Text

_ENDS = ("\n\n", "\n")
_SENTENCE = regex.compile(r"(?<=[.!?…。！？])[\"»”’)\]]*\s+")
_GRAPHEMES = regex.compile(r"\X")


def split(text: Text, limit: int, units: Callable[[str], int]) -> list[Text]:
    """Cut a text into parts of at most `limit` units; spaces at the cuts fall away, nothing else."""
    parts: list[Text] = []
    rest = text
    while units(rest.plain) > limit:
        cut = _cut(rest.plain, limit, units)
        head, rest = _divide(rest, cut)
        parts.append(_stripped(head))
        rest = _stripped(rest, left=True)
    if rest or not parts:
        parts.append(rest)
    return parts


def whole_sentences(text: Text, limit: int, units: Callable[[str], int]) -> Text:
    """As many whole lines and sentences of a text from its beginning as are at most `limit` units together."""
    room = _fitting(text.plain, limit, units)
    if room >= len(text.plain):
        return text
    ends = [match.start() + len(match.group().rstrip()) for match in _SENTENCE.finditer(text.plain)]
    ends += [at for at, sign in enumerate(text.plain) if sign == "\n"]
    head, _ = _divide(text, max((end for end in ends if end <= room), default=0))
    return _stripped(head)


def _cut(text: str, limit: int, units: Callable[[str], int]) -> int:
    """Where to cut, in code points: the last good end that fits, of the best kind there is."""
    room = _fitting(text, limit, units)
    head = text[:room]
    for end in _ENDS:
        found = head.rfind(end)
        if found > room // 3:
            return found + len(end)
    sentences = [match.end() for match in _SENTENCE.finditer(head)]
    if sentences and sentences[-1] > room // 3:
        return sentences[-1]
    space = max(head.rfind(" "), head.rfind("\n"))
    return space + 1 if space > room // 3 else room


def _fitting(text: str, limit: int, units: Callable[[str], int]) -> int:
    """How many code points fit, whole characters (grapheme clusters) only."""
    used = taken = 0
    for match in _GRAPHEMES.finditer(text):
        used += units(match.group())
        if used > limit:
            break
        taken = match.end()
    # a single character longer than the limit is cut between code points, or it would never end
    return taken or max(1, limit // 2)


def _divide(text: Text, at: int) -> tuple[Text, Text]:
    head: list[Span] = []
    tail: list[Span] = []
    for span in text:
        head.append(Span(span.text[:at], span.style, span.url))
        tail.append(Span(span.text[at:], span.style, span.url))
        at = max(0, at - len(span.text))
    return Text.of(head), Text.of(tail)


def _stripped(text: Text, *, left: bool = False) -> Text:
    spans = list(text.spans)
    place = 0 if left else -1
    while spans:
        span = spans[place]
        kept = span.text.lstrip() if left else span.text.rstrip()
        spans[place] = Span(kept, span.style, span.url)
        if kept:
            break
        spans.pop(place)
    return Text.of(spans)
