"""Finds which words of a corrected text answer to which of the original, with as little change as possible."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from bot.language.closed_words import small_words
from bot.language.likeness import Words, cost, joins, looked_at
from bot.language.pieces import is_word

_CELLS = 1600  # pairs of words that are weighed in one text: 40 words against 40, or many short stretches
_RETHOUGHT = 64  # the same for a stretch that grows over an unchanged little word
_ALONE = 1.0  # a word added or left out
_MARK_ALONE = 0.6
_Path = tuple[int, int]
_PAIR, _LEFT_OUT, _ADDED = (1, 1), (1, 0), (0, 1)


class Step(NamedTuple):
    """Pieces `old` to `old_end` became `new` to `new_end`; `moved`: the same words in another place or order."""

    old: int
    old_end: int
    new: int
    new_end: int
    moved: bool = False


def aligned(old: Sequence[str], new: Sequence[str], code: str) -> list[Step]:
    """What is not equal, in order; pieces between two steps are."""
    steps: list[Step] = []
    left = _CELLS
    for region in _regions(old, new, code):
        cells = _cells(region)
        left -= cells
        steps += _weighed(region, old, new, code) if cells and left >= 0 else _by_position(region, old, new)
    return steps


def _regions(old: Sequence[str], new: Sequence[str], code: str) -> Iterator[Step]:
    """Changed stretches; what is left unchanged between two of them by chance belongs to both."""
    small = small_words(code)
    region: Step | None = None
    for found in Levenshtein.opcodes(old, new):
        if found.tag == "equal":
            continue
        step = Step(found.src_start, found.src_end, found.dest_start, found.dest_end)
        if region is None:
            region = step
            continue
        wide = Step(region.old, step.old_end, region.new, step.new_end)
        kept = old[region.old_end : step.old]
        if not kept or (len(kept) <= 2 and _cells(wide) <= _RETHOUGHT and all(_is_weak(each, small) for each in kept)):
            region = wide
        else:
            yield region
            region = step
    if region is not None:
        yield region


def _is_weak(piece: str, small: frozenset[str]) -> bool:
    return not is_word(piece) or piece.lower() in small


def _cells(step: Step) -> int:
    return (step.old_end - step.old) * (step.new_end - step.new)


def _by_position(region: Step, old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """Of what is only left out or added, and of a stretch too long to weigh all pairs."""
    for found in Levenshtein.opcodes(old[region.old : region.old_end], new[region.new : region.new_end]):
        first, end = region.old + found.src_start, region.old + found.src_end
        first_new, end_new = region.new + found.dest_start, region.new + found.dest_end
        match found.tag:
            case "replace":
                yield Step(first, end, first_new, end_new)
            case "delete":
                yield from (Step(at, at + 1, first_new, first_new) for at in range(first, end))
            case "insert":
                yield from (Step(first, first, at, at + 1) for at in range(first_new, end_new))


def _weighed(region: Step, old: Sequence[str], new: Sequence[str], code: str) -> Iterator[Step]:
    before = looked_at(old[region.old : region.old_end], code)
    after = looked_at(new[region.new : region.new_end], code)
    if len(before) == len(after) == 1 and cost(before[0], after[0]) < _ALONE + _ALONE:
        yield region
        return
    for i, i2, j, j2 in _best(before, after):
        if i2 - i != j2 - j or old[region.old + i : region.old + i2] != new[region.new + j : region.new + j2]:
            yield Step(region.old + i, region.old + i2, region.new + j, region.new + j2)


def _best(old: Words, new: Words) -> list[tuple[int, int, int, int]]:
    """The cheapest way from one to the other, as pairs of stretches in order."""
    rows, columns = len(old), len(new)
    alone_new = [_ALONE if word.is_word else _MARK_ALONE for word in new]
    joined = joins(old, new)
    above = list(accumulate(alone_new, initial=0.0))
    table = [above]
    steps: list[list[_Path]] = [[_ADDED] * (columns + 1)]
    for i, word in enumerate(old):
        alone = _ALONE if word.is_word else _MARK_ALONE
        left = above[0] + alone
        row, path = [left], [_LEFT_OUT]
        for j, other in enumerate(new):
            best, step = above[j] + cost(word, other), _PAIR
            if (less := above[j + 1] + alone) < best:
                best, step = less, _LEFT_OUT
            if (less := left + alone_new[j]) < best:
                best, step = less, _ADDED
            for tall, wide, price in joined.get((i + 1, j + 1), ()) if joined else ():
                if (less := table[i + 1 - tall][j + 1 - wide] + price) < best:
                    best, step = less, (tall, wide)
            row.append(best)
            path.append(step)
            left = best
        table.append(row)
        steps.append(path)
        above = row
    return _walk(steps, rows, columns)


def _walk(steps: list[list[_Path]], i: int, j: int) -> list[tuple[int, int, int, int]]:
    found = []
    while i or j:
        tall, wide = steps[i][j]
        found.append((i - tall, i, j - wide, j))
        i, j = i - tall, j - wide
    return found[::-1]
