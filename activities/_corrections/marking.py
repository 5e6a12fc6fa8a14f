"""Shows a change inside the words it changes: what goes is struck, what comes is bold, all else stays untouched."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

import regex

from activities._corrections.sentences import sentences
from activities._corrections.visible import visible
from bot.language.changes import Change
from bot.language.tokens import SPACELESS
from bot.text import Span, Style, Text, plain

LONG = 280
"""Characters of a text that is shown whole; of a longer one only the sentences that change."""
MOST = 400
"""Characters shown first of a text that is shown before and after."""
NEAR = 60
"""Characters shown on either side of a change in a sentence too long to be shown."""
FIRST = 2
"""So many changes are shown first."""
MEANT = 80
"""So far apart changes may be whose words are shown together."""
_TAIL = regex.compile(r"\S*$")
_HEAD = regex.compile(r"\S*")
_WORDY = rf"[[\p{{L}}\p{{M}}\p{{N}}]--[{SPACELESS}]]"
_ENDS_IN_WORD = regex.compile(rf"{_WORDY}$", regex.V1)
_BEGINS_WITH_WORD = regex.compile(_WORDY, regex.V1)


def marked(before: str, changes: Sequence[Change]) -> Text:
    """The whole text with its changes."""
    return _stretch(before, visible(before, changes), 0, len(before))


def excerpt(before: str, changes: Sequence[Change]) -> Text:
    """The text with its changes; of a long one the sentences that change."""
    if len(before) <= LONG:
        return marked(before, changes)
    seen = visible(before, changes)
    shown: list[Text] = []
    last, tail = 0, ""
    for start, end in _stretches(before, [one for one, _ in seen]):
        if start > last:
            shown.append(plain("… " if not shown or tail.isspace() else " … "))
        within = seen[
            bisect_left(seen, start, key=lambda one: one[0].start) : bisect_right(seen, end, key=lambda one: one[0].end)
        ]
        shown.append(_stretch(before, within, start, end))
        last, tail = end, shown[-1].plain[-1:]
    if last < len(before):
        shown.append(plain("…" if tail.isspace() else " …"))
    return Text.of(span for one in shown for span in one)


def meant(before: str, changes: Sequence[Change]) -> str:
    """The words that changes are about, just as they stand in the text; of many far apart those of the first."""
    if not changes:
        return ""
    near = changes if changes[-1].end - changes[0].start <= MEANT else changes[:1]
    start, end = near[0].start, near[-1].end
    stretch = before[start:end]
    if stretch.strip():
        start, end = end - len(stretch.lstrip()), start + len(stretch.rstrip())
    else:
        # something is missing there: the words around it
        start, end = len(before[:start].rstrip()), len(before) - len(before[end:].lstrip())
    start -= len(_TAIL.search(before[:start])[0])  # type: ignore[index]
    end += len(_HEAD.match(before[end:])[0])  # type: ignore[index]
    return before[start:end] if end - start <= 2 * MEANT else before[near[0].start : near[-1].end]


def cut(text: str) -> str:
    """The beginning of a long text, up to the end of a word."""
    if len(text) <= MOST:
        return text
    head = text[:MOST]
    return f"{head[: max(head.rfind(' '), head.rfind(chr(10)), 0) or MOST].rstrip()} …"


def groups(before: str, changes: Sequence[Change]) -> list[list[Change]]:
    """Changes that stand side by side are one to who reads them."""
    found: list[list[Change]] = []
    for change in changes:
        if found and not before[found[-1][-1].end : change.start].strip():
            found[-1].append(change)
        else:
            found.append([change])
    return found


def first(before: str, changes: Sequence[Change], focus: Sequence[str]) -> list[Change]:
    """The changes to look at first, in the order of the text: what the class works on, then the bigger ones."""

    def weight(group: list[Change]) -> tuple[bool, int, int]:
        works_on = any(one.category in focus for one in group)
        return not works_on, -max(one.level for one in group), group[0].start

    chosen = sorted(groups(before, changes), key=weight)[:FIRST]
    return [change for group in sorted(chosen, key=lambda group: group[0].start) for change in group]


def _stretch(before: str, seen: Sequence[tuple[Change, bool]], start: int, end: int) -> Text:
    spans: list[Span] = []
    done = start
    for change, apart in _in_place(seen):
        spans.append(Span(before[done : change.start]))
        spans += _change(before[change.start : change.end], change.replacement, apart=apart)
        done = change.end
    return Text.of([*spans, Span(before[done:end])])


def _in_place(seen: Sequence[tuple[Change, bool]]) -> Iterator[tuple[Change, bool]]:
    """What comes right before what goes stands in its place."""
    coming: tuple[Change, bool] | None = None
    for change, apart in seen:
        if coming is not None and coming[0].start == change.start and not change.replacement:
            yield change._replace(replacement=coming[0].replacement), apart or coming[1]
            coming = None
            continue
        if coming is not None:
            yield coming
        coming = (change, apart) if change.start == change.end else None
        if coming is None:
            yield change, apart
    if coming is not None:
        yield coming


def _change(gone: str, new: str, *, apart: bool) -> Iterator[Span]:
    yield Span(gone, Style.STRUCK)
    if (apart and gone and new) or (_ENDS_IN_WORD.search(gone) and _BEGINS_WITH_WORD.match(new)):
        yield Span(" ")
    yield Span(new, Style.BOLD)


def _stretches(before: str, changes: Sequence[Change]) -> list[tuple[int, int]]:
    """The sentences that change, neighbours joined; of a very long one what stands around its changes."""
    found: list[tuple[int, int]] = []
    for start, end in sentences(before):
        near_by = changes[
            bisect_left(changes, start, key=attrgetter("end")) : bisect_right(changes, end, key=attrgetter("start"))
        ]
        within = [one for one in near_by if _touches(one, start, end, len(before))]
        whole = end - start <= LONG
        for near in [(start, end)] if whole and within else [_around(before, one, start, end) for one in within]:
            if found and found[-1][1] >= near[0]:
                found[-1] = (found[-1][0], max(found[-1][1], near[1]))
            else:
                found.append(near)
    return found


def _around(before: str, change: Change, start: int, end: int) -> tuple[int, int]:
    """A change with some words on either side, as far as its sentence goes."""
    left, right = max(start, change.start - NEAR), min(end, change.end + NEAR)
    while start < left and not before[left - 1].isspace() and change.start - left < 2 * NEAR:
        left -= 1
    while right < end and not before[right].isspace() and right - change.end < 2 * NEAR:
        right += 1
    return min(left, change.start), max(right, change.end)


def _touches(change: Change, start: int, end: int, last: int) -> bool:
    if change.start == change.end:
        return start <= change.start < end or change.start == end == last
    return change.start < end and change.end > start
