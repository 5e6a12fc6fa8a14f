"""Joins neighbouring edits of one reason to one change."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.language.categories import category
from bot.language.edits import Edit
from bot.language.levels import BIG, JOINING, level
from bot.language.lexicon import Lexicon
from bot.language.pieces import is_spaceless

_TO_DO = {"small words", "verb"}  # enjoy to read, enjoy reading
_ALONE = "spelling"  # two misspelled words in a row are two mistakes


class Judged(NamedTuple):
    """An edit with what is said of it."""

    edit: Edit
    level: int
    category: str


class Judge(NamedTuple):
    """Says of an edit how big it is and of what kind; `pieces` are the corrected text's."""

    pieces: Sequence[str]
    lexicon: Lexicon

    def of(self, edit: Edit) -> Judged:
        how_big = level(edit, self.lexicon.code, self.pieces)
        return Judged(edit, how_big, category(edit, how_big, self.pieces, self.lexicon))


def merged(found: Iterable[Edit], before: str, judge: Judge) -> list[Judged]:
    """In order."""
    judged: list[Judged] = []
    for edit in _side_by_side(found):
        one = judge.of(edit)
        both = _both(judged[-1], one, before, judge) if judged else None
        if both is None:
            judged.append(one)
        else:
            judged[-1] = both
    return judged


def _side_by_side(found: Iterable[Edit]) -> Iterator[Edit]:
    """In scripts without spaces neighbours as one: the eye takes them for one."""
    last: Edit | None = None
    for edit in found:
        if last is not None and last.end == edit.start and _are_characters(last) and _are_characters(edit):
            last = _joined(last, edit, "")
            continue
        if last is not None:
            yield last
        last = edit
    if last is not None:
        yield last


def _are_characters(edit: Edit) -> bool:
    return not edit.moved and bool(edit.old or edit.new) and all(map(is_spaceless, (*edit.old, *edit.new)))


def _both(last: Judged, one: Judged, before: str, judge: Judge) -> Judged | None:
    """The two as one change if they have one reason, or if together they tell what one alone does not; else None."""
    kept = before[last.edit.end : one.edit.start]
    if kept and not (kept.isspace() and one.category != "punctuation"):
        return None
    if last.level != one.level:
        return _with_space(last, one) if not kept else None
    categories = {last.category, one.category}
    if categories == {""}:
        return _whole(last, one, kept, judge)
    if len(categories) == 1:
        return last._replace(edit=_joined(last.edit, one.edit, kept)) if one.category != _ALONE else None
    if one.level != BIG or last.edit.moved or one.edit.moved or not ("" in categories or categories == _TO_DO):
        return None
    whole = _whole(last, one, kept, judge)
    if whole is None or whole.category not in categories - {""}:
        return None
    return whole if categories != _TO_DO or whole.category == "verb" else None


def _with_space(last: Judged, one: Judged) -> Judged | None:
    """With the space that goes with an elision: le école, l'école."""
    if last.level != JOINING or one.edit.old or one.edit.new:
        return None
    return last._replace(edit=_joined(last.edit, one.edit, ""))


def _whole(last: Judged, one: Judged, kept: str, judge: Judge) -> Judged | None:
    whole = judge.of(_joined(last.edit, one.edit, kept))
    return whole if whole.level == last.level else None


def _joined(last: Edit, edit: Edit, kept: str) -> Edit:
    return last._replace(
        end=edit.end,
        replacement=last.replacement + kept + edit.replacement,
        old=last.old + edit.old,
        new=last.new + edit.new,
    )
