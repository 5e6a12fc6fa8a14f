"""From which pieces changed to which stretch of the text is replaced by what, spaces included."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from bot.language.alignment import Step
from bot.language.pieces import Pieces, is_word

_Stretch = tuple[int, int, int, int]  # pieces of the old text from, to; of the new from, to


class Edit(NamedTuple):
    """Code points `start` to `end` of the old text become `replacement`; with the pieces on both sides, in order.

    `at` is the old piece it begins at and `at_new` the new one: their neighbours tell what the pieces are.
    """

    start: int
    end: int
    replacement: str
    old: list[str]
    new: list[str]
    at: int
    at_new: int
    moved: bool = False


def edits(steps: Sequence[Step], old: Pieces, new: Pieces) -> Iterator[Edit]:
    """In order, none over another; carrying them out makes the new text of the old one."""
    moved_old = {step.old for step in steps if step.moved and step.old_end > step.old}
    moved_new = {step.new for step in steps if step.moved and step.new_end > step.new}
    sides = _Side(old, moved_old), _Side(new, moved_new)
    at = at_new = done = done_new = 0
    for step in (*steps, Step(len(old.texts), len(old.texts) + 1, len(new.texts), len(new.texts) + 1)):
        while at < step.old:
            yield from _between(*sides, (done, at, done_new, at_new))
            at, at_new = at + 1, at_new + 1
            done, done_new = at, at_new
        if step.old == step.old_end or step.new == step.new_end:
            at, at_new = step.old_end, step.new_end
            continue
        yield from _between(*sides, (done, at, done_new, at_new))
        if step.old < len(old.texts):
            yield _replaced(step, old, new)
        at, at_new = done, done_new = step.old_end, step.new_end


def _replaced(step: Step, old: Pieces, new: Pieces) -> Edit:
    """The gaps inside change with the words."""
    texts = new.texts[step.new : step.new_end]
    gaps = ["", *new.gaps[step.new + 1 : step.new_end]]
    replacement = "".join(gap + text for gap, text in zip(gaps, texts, strict=True))
    start, end = old.starts[step.old], old.ends[step.old_end - 1]
    return Edit(start, end, replacement, old.texts[step.old : step.old_end], texts, step.old, step.new, step.moved)


class _Side:
    """One of the two texts, and which of its pieces stand elsewhere in the other."""

    def __init__(self, pieces: Pieces, moved: set[int]) -> None:
        self.texts, self.gaps, self.moved = pieces.texts, pieces.gaps, moved
        self.ends, self.starts = pieces.ends, pieces.starts
        self.length = (pieces.ends[-1] if pieces.ends else 0) + len(pieces.gaps[-1])

    def reason(self, index: int) -> tuple[bool, bool]:
        return is_word(self.texts[index]), index in self.moved

    def groups(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Words apart from marks, moved ones apart from others."""
        for _, found in groupby(range(start, end), self.reason):
            indices = list(found)
            yield indices[0], indices[-1] + 1

    def cut(self, start: int, end: int, gap: str) -> int | None:
        """Where among these pieces the gap may stand that is between them on the other side; None if nowhere."""
        places = [at for at in range(start, end + 1) if self.gaps[at] == gap]
        for at in places:
            if start < at < end and self.reason(at - 1) != self.reason(at):
                return at
        if not places:
            return None
        return places[0] if is_word(self.texts[start]) else places[-1]

    def written(self, start: int, end: int, *, gap_first: bool) -> str:
        """These pieces with the gap before each, or the gap after each."""
        if gap_first:
            return "".join(self.gaps[at] + self.texts[at] for at in range(start, end))
        return "".join(self.texts[at] + self.gaps[at + 1] for at in range(start, end))

    def place(self, at: int) -> int:
        """Where the piece before this one ends."""
        return self.ends[at - 1] if at else 0

    def next_place(self, at: int) -> int:
        """Where this piece starts."""
        return self.starts[at] if at < len(self.starts) else self.length


def _between(old: _Side, new: _Side, stretch: _Stretch) -> Iterator[Edit]:
    """What is left out and added between two pieces that stay or are replaced, and the spaces there."""
    first, end, first_new, end_new = stretch
    if first == end and first_new == end_new and old.gaps[first] == new.gaps[first_new]:
        return
    kept = _kept_gap(old, new, stretch)
    if kept is None:
        start, stop = old.place(first), old.next_place(end)
        replacement = new.written(first_new, end_new, gap_first=True) + new.gaps[end_new]
        yield Edit(start, stop, replacement, old.texts[first:end], new.texts[first_new:end_new], first, first_new)
        return
    cut, cut_new = kept
    yield from _before_cut(old, new, (first, cut, first_new, cut_new))
    yield from _after_cut(old, new, (cut, end, cut_new, end_new))


def _kept_gap(old: _Side, new: _Side, stretch: _Stretch) -> tuple[int, int] | None:
    """The place on both sides of the space that stays; None if there is none."""
    first, end, first_new, end_new = stretch
    if first == end:
        cut_new = new.cut(first_new, end_new, old.gaps[first]) if first_new < end_new else None
        return None if cut_new is None else (first, cut_new)
    if first_new == end_new:
        cut = old.cut(first, end, new.gaps[first_new])
        return None if cut is None else (cut, first_new)
    if old.gaps[end] == new.gaps[end_new]:
        return end, end_new
    return (first, first_new) if old.gaps[first] == new.gaps[first_new] else None


def _before_cut(old: _Side, new: _Side, stretch: _Stretch) -> Iterator[Edit]:
    first, end, first_new, end_new = stretch
    place = old.place(first)
    for start, stop in new.groups(first_new, end_new):
        written = new.written(start, stop, gap_first=True)
        yield Edit(place, place, written, [], new.texts[start:stop], first, start, start in new.moved)
    for start, stop in old.groups(first, end):
        place, place_after = old.place(start), old.place(stop)
        yield Edit(place, place_after, "", old.texts[start:stop], [], start, end_new, start in old.moved)


def _after_cut(old: _Side, new: _Side, stretch: _Stretch) -> Iterator[Edit]:
    first, end, first_new, end_new = stretch
    for start, stop in old.groups(first, end):
        place, place_after = old.next_place(start), old.next_place(stop)
        yield Edit(place, place_after, "", old.texts[start:stop], [], start, first_new, start in old.moved)
    place = old.next_place(end)
    for start, stop in new.groups(first_new, end_new):
        written = new.written(start, stop, gap_first=False)
        yield Edit(place, place, written, [], new.texts[start:stop], end, start, start in new.moved)
