"""Tells what is only copied out of a post from what somebody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from bot.language.tokens import fold, tokens
from bot.task.form import task_language

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn
    from storage.rounds import Round

_CUT = regex.compile(r"[.!?…。！？\n,;:|=]+|\s[-–—]\s")


def is_copy(turn: Turn, activity: TaskActivity, round: Round, text: str) -> bool:
    """Whether every piece of a text stands in the post just so; one changed word makes it a sentence of one's own."""
    said, post = _pieces(text), set[str]()
    for line in (activity.what_to_do(turn, round), *activity.body(turn, round, brief=False)):
        written = turn.house.languages.render(line, task_language(turn)).plain
        post |= _pieces(written) | {flat(written)}
    return bool(said) and (said <= post or flat(text) in post)


def flat(text: str) -> str:
    """The bare words, by which two writings of one text are the same."""
    return " ".join(map(fold, tokens(text)))


def _pieces(text: str) -> set[str]:
    return {piece for part in _CUT.split(text) if (piece := flat(part))}
