"""Starter packs: lists of words and questions written for one target language, learners' language and level."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from activities._lists.lines import Row, read, same
from activities._lists.shapes import CARDS, as_card

if TYPE_CHECKING:
    from bot.turn import Turn

_SHELF = files("activities.starters")
_THEMES = ("food", "town", "family", "travel", "work", "feelings")
"""The order in which the themes are posted."""


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack, and how much is in it."""

    target: str
    native: str
    level: str
    cards: int
    questions: int


def packs(target: str, native: str, level: str) -> Sequence[Pack]:
    """The packs that fit a class exactly; often none."""
    if not (_SHELF / f"{target}-{native}" / level).is_dir():
        return []
    return [Pack(target, native, level, len(_cards(target, native, level)), len(_questions(target, native, level)))]


def add_pack(turn: Turn, pack: Pack) -> Pack:
    """Put a pack behind the class's lists, without what stands there already; how much of it was new."""
    key = (pack.target, pack.native, pack.level)
    language, class_id = turn.class_.target, turn.class_id
    known = {same(word, language) for word in turn.records.cards.texts(class_id)}
    cards = [as_card(row) for row in _cards(*key) if same(row.fields["word"], language) not in known]
    known = {same(question, language) for question in turn.records.questions.texts(class_id)}
    questions = [one for one in _questions(*key) if same(one["question"], language) not in known]
    if cards:
        turn.records.cards.append(class_id, cards)
    if questions:
        turn.records.questions.append(class_id, questions)
    return Pack(*key, cards=len(cards), questions=len(questions))


@lru_cache(maxsize=8)
def _cards(target: str, native: str, level: str) -> Sequence[Row]:
    words = _SHELF / f"{target}-{native}" / level / "words"
    found = {entry.name.removesuffix(".txt"): entry for entry in words.iterdir() if entry.name.endswith(".txt")}
    themes = sorted(found, key=lambda theme: (_THEMES.index(theme) if theme in _THEMES else len(_THEMES), theme))
    return [row for theme in themes for row in read(found[theme].read_text("utf-8"), CARDS).rows]


@lru_cache(maxsize=8)
def _questions(target: str, native: str, level: str) -> Sequence[dict[str, str]]:
    file = _SHELF / f"{target}-{native}" / level / "questions.toml"
    if not file.is_file():
        return []
    names = ("aim", "question", "easier", "starter", "note")
    return [
        {**{name: one.get(name, "") for name in names}, "words": "\n".join(one.get("words", []))}
        for one in tomllib.loads(file.read_text("utf-8"))["question"]
    ]
