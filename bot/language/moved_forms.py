"""Recognises a word that stands elsewhere in another form: famoso persona, persona famosa; spreche Deutsch."""

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Prefix

from bot.language.alignment import Step
from bot.language.closed_words import little_words
from bot.language.likeness import near, plain
from bot.language.pieces import is_word
from bot.language.stretches import Move, inside

_FAR = 4  # pieces such a word may have moved over
_STEM, _ALIKE = 3, 0.6  # letters both forms begin with; how alike they are at least


def with_moved_forms(steps: set[Step], old: Sequence[str], new: Sequence[str], code: str) -> set[Step]:
    """The same steps, those that take a word out and put a form of it in marked, or one in place of both."""
    out = sorted(step for step in steps if not step.moved and step.new == step.new_end and _is_content(step, old, code))
    back = sorted(step for step in steps if not step.moved and step.old == step.old_end and _is_new(step, new, code))
    standing = set(steps)
    for gone in out:
        near_by = [step for step in back if _far(gone, step) <= _FAR and _is_form(gone, step, old, new)]
        if not near_by:
            continue
        come = min(near_by, key=lambda step: _far(gone, step))
        back.remove(come)
        standing = _whole(gone, come, standing - {gone, come}, old, new)
    return standing


def _is_content(step: Step, old: Sequence[str], code: str) -> bool:
    return step.old_end - step.old == 1 and is_word(old[step.old]) and old[step.old].lower() not in little_words(code)


def _is_new(step: Step, new: Sequence[str], code: str) -> bool:
    return step.new_end - step.new == 1 and is_word(new[step.new]) and new[step.new].lower() not in little_words(code)


def _is_form(gone: Step, come: Step, old: Sequence[str], new: Sequence[str]) -> bool:
    word, other = plain(old[gone.old]), plain(new[come.new])
    return Prefix.similarity(word, other) >= _STEM and near(word, other) >= _ALIKE


def _far(gone: Step, come: Step) -> int:
    return abs(gone.old - come.old)


def _whole(gone: Step, come: Step, others: set[Step], old: Sequence[str], new: Sequence[str]) -> set[Step]:
    """With the stretch from one to the other as one step if nothing else in it changes but capitals."""
    stretch = Move([gone], [come]).stretch()
    within = {step for step in others if inside(step, stretch)}
    if _are_capitals(within, old, new):
        return (others - within) | {stretch}
    return others | {gone._replace(moved=True), come._replace(moved=True)}


def _are_capitals(steps: Iterable[Step], old: Sequence[str], new: Sequence[str]) -> bool:
    return all(
        [word.lower() for word in old[step.old : step.old_end]]
        == [word.lower() for word in new[step.new : step.new_end]]
        for step in steps
    )
