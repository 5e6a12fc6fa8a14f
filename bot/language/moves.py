"""Recognises words that only stand in another place: left out here, added there."""

from collections.abc import Iterable, Iterator, Sequence

from bot.language.alignment import Step
from bot.language.closed_words import auxiliaries
from bot.language.likeness import bare, near
from bot.language.moved_forms import with_moved_forms
from bot.language.same_word import is_move
from bot.language.stretches import Move, in_order

_REWRITTEN = 250  # steps: so many are another text, in which nothing is said to have moved
_MANY = 8  # times a word was added: none of them can be told to be the one left out
_ONE_WORD = 0.5  # how alike two forms of one word are at least


def with_moves(steps: list[Step], old: Sequence[str], new: Sequence[str], code: str) -> list[Step]:
    """The same steps, those that change the order marked; in order."""
    if not 1 < len(steps) <= _REWRITTEN:
        return steps
    pairs = _suspects(steps, old, new, auxiliaries(code))
    apart = [half for step in steps for half in (_halves(step) if step in pairs else (step,))]
    standing = set(apart)
    for move in sorted(_moves(apart, old, new), key=lambda move: -len(move.out)):
        stretch, moved = move.stretch(), {*move.out, *move.back}
        if not moved <= standing or not is_move(move, stretch, old, new, code):
            continue
        whole = in_order(stretch, standing - moved, old, new)
        standing = whole or (standing - moved) | {step._replace(moved=True) for step in moved}
    return list(_joined_again(sorted(with_moved_forms(standing, old, new, code)), pairs))


def _suspects(steps: Iterable[Step], old: Sequence[str], new: Sequence[str], verbs: frozenset[str]) -> set[Step]:
    """Pairs of unlike words of which one turns up at another change, too."""
    single = [step for step in steps if step.old_end - step.old <= 1 and step.new_end - step.new <= 1]
    single = [step for step in single if not _is_other_form(step, old, new, verbs)]
    gone = {old[step.old].lower() for step in single if step.old_end > step.old}
    come = {new[step.new].lower() for step in single if step.new_end > step.new}
    both = gone & come
    return {
        step
        for step in single
        if step.old_end > step.old
        and step.new_end > step.new
        and (old[step.old].lower() in both or new[step.new].lower() in both)
    }


def _is_other_form(step: Step, old: Sequence[str], new: Sequence[str], verbs: frozenset[str]) -> bool:
    """Whether a word became another form of itself: I goes, she go became I go, she goes, and nothing has moved."""
    if step.old == step.old_end or step.new == step.new_end:
        return False
    word, other = bare(old[step.old]), bare(new[step.new])
    if {word, other} <= verbs:
        return True
    return word[:1] == other[:1] and near(word, other) >= _ONE_WORD


def _halves(step: Step) -> tuple[Step, Step]:
    return step._replace(new_end=step.new), step._replace(old=step.old_end)


def _joined_again(steps: Iterable[Step], pairs: set[Step]) -> Iterator[Step]:
    """Pairs that turned out to be no move."""
    waiting: Step | None = None
    for step in steps:
        if waiting is not None:
            whole = Step(waiting.old, waiting.old_end, step.new, step.new_end)
            if not step.moved and whole in pairs:
                yield whole
                waiting = None
                continue
            yield waiting
            waiting = None
        if step.new == step.new_end and not step.moved:
            waiting = step
        else:
            yield step
    if waiting is not None:
        yield waiting


def _moves(steps: Sequence[Step], old: Sequence[str], new: Sequence[str]) -> Iterator[Move]:
    """Every longest row of words that is left out in one place and added in another."""
    out = [step for step in steps if step.new == step.new_end and step.old_end - step.old == 1]
    back = [step for step in steps if step.old == step.old_end and step.new_end - step.new == 1]
    places: dict[str, list[int]] = {}
    for place, step in enumerate(back):
        places.setdefault(new[step.new].lower(), []).append(place)
    for start, step in enumerate(out):
        there = places.get(old[step.old].lower(), ())
        for place in there if len(there) <= _MANY else ():
            before = start and place and _follow(out, start - 1, back, place - 1, old, new)
            if not before:
                length = 1
                while _follow(out, start + length - 1, back, place + length - 1, old, new):
                    length += 1
                yield Move(out[start : start + length], back[place : place + length])


def _follow(
    out: Sequence[Step], start: int, back: Sequence[Step], place: int, old: Sequence[str], new: Sequence[str]
) -> bool:
    """Whether the words after these two went the same way."""
    if start + 1 >= len(out) or place + 1 >= len(back):
        return False
    here, there = out[start + 1], back[place + 1]
    if here.old != out[start].old_end or there.new != back[place].new_end:
        return False
    alike = old[here.old].lower() == new[there.new].lower()
    return alike and old[out[start].old].lower() == new[back[place].new].lower()
