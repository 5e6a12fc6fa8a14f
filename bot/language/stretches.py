"""The stretch of a sentence that a moved word crosses, to be shown as one change of order."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.language.alignment import Step

_SHOWN_WHOLE = 8  # pieces of a longest one; else both ends of the move are marked


class Move(NamedTuple):
    """The steps that took words out and those that put them back, in order."""

    out: list[Step]
    back: list[Step]

    def stretch(self) -> Step:
        """From the first to the last word of it."""
        (first, last), (back, end) = (self.out[0], self.out[-1]), (self.back[0], self.back[-1])
        if first.old < back.old:
            return Step(first.old, end.old, first.new, end.new_end, moved=True)
        return Step(back.old, last.old_end, back.new, last.new, moved=True)


def in_order(stretch: Step, others: set[Step], old: Sequence[str], new: Sequence[str]) -> set[Step] | None:
    """All steps, with the stretch as one of them if it holds the same words on both sides; else None.

    What was added or left out right at its edge, a full stop for instance, stays a step beside it.
    """
    length, length_new = stretch.old_end - stretch.old, stretch.new_end - stretch.new
    if min(length, length_new) > _SHOWN_WHOLE:
        return None
    extra = length_new - length
    for at_end in (True, False):
        beside = {step for step in others if _is_at_edge(step, stretch, extra, at_end=at_end)} if extra else set()
        if len(beside) != abs(extra):
            continue
        inner = _without(stretch, extra, at_end=at_end)
        if same_words(inner, old, new):
            kept = {step for step in others - beside if not inside(step, stretch)}
            return kept | _steps(inner, old, new) | {_moved_out(step, inner, at_end=at_end) for step in beside}
    return None


def _is_at_edge(step: Step, stretch: Step, extra: int, *, at_end: bool) -> bool:
    """Whether it adds one of the last (or first) `extra` new pieces; leaves one of the old out if that is negative."""
    if extra > 0:
        first = stretch.new_end - extra if at_end else stretch.new
        return step.old == step.old_end and first <= step.new < first + extra
    first = stretch.old_end + extra if at_end else stretch.old
    return step.new == step.new_end and first <= step.old < first - extra


def _without(stretch: Step, extra: int, *, at_end: bool) -> Step:
    if at_end:
        return stretch._replace(new_end=stretch.new_end - max(extra, 0), old_end=stretch.old_end + min(extra, 0))
    return stretch._replace(new=stretch.new + max(extra, 0), old=stretch.old - min(extra, 0))


def _moved_out(step: Step, inner: Step, *, at_end: bool) -> Step:
    """The step behind (or before) the stretch."""
    if step.old == step.old_end:
        place = inner.old_end if at_end else inner.old
        return step._replace(old=place, old_end=place)
    place = inner.new_end if at_end else inner.new
    return step._replace(new=place, new_end=place)


def _steps(inner: Step, old: Sequence[str], new: Sequence[str]) -> set[Step]:
    """The stretch as one; word by word if without its edge nothing in it moved after all."""
    pairs = list(zip(range(inner.old, inner.old_end), range(inner.new, inner.new_end), strict=True))
    if any(old[at].lower() != new[there].lower() for at, there in pairs):
        return {inner}
    return {Step(at, at + 1, there, there + 1) for at, there in pairs if old[at] != new[there]}


def same_words(stretch: Step, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether both sides of it hold the same words, in whatever order."""
    before, after = old[stretch.old : stretch.old_end], new[stretch.new : stretch.new_end]
    return len(before) == len(after) and sorted(map(str.lower, before)) == sorted(map(str.lower, after))


def inside(step: Step, stretch: Step) -> bool:
    """Whether a step changes nothing beyond the stretch."""
    within_old = stretch.old <= step.old and step.old_end <= stretch.old_end
    return within_old and stretch.new <= step.new and step.new_end <= stretch.new_end
