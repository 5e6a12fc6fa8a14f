"""Tells what is only copied out of a post from what somebody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from bot.language.tokens import fold, tokens
from bot.phrase import N, T
from bot.task.form import aim_line, task_language

if TYPE_CHECKING:
    from bot.phrase import Phrase
    from bot.task.activity import TaskActivity
    from bot.turn import Turn
    from storage.rounds import Round

_LAST_LINES = (
    T("No answers yet. Be the first!"),
    *(N("{n} has written", "{n} have written", n=n) for n in (1, 2)),
    *(N("{n} of {all} has written", "{n} of {all} have written", n=n, all=4) for n in (1, 2)),
)
_CUT = regex.compile(r"[.!?…。！？\n,;:|=]+|\s[-–—]\s")


def is_copy(turn: Turn, activity: TaskActivity, round: Round, text: str) -> bool:
    """Whether every piece of a text stands in the post just so; one changed word makes it a sentence of one's own."""
    post = set[str]()
    for line in (activity.what_to_do(turn, round), *activity.body(turn, round, brief=False)):
        written = _written(turn, line)
        post |= _pieces(written) | {flat(written)}
    own = _without_frame(turn, activity, round, text)
    return bool(_pieces(text)) and (_pieces(own) <= post or flat(own) in post)


def _without_frame(turn: Turn, activity: TaskActivity, round: Round, text: str) -> str:
    """The text without what stands around every task: aim and deadline, and the last line in any of its numbers."""
    shapes = [_written(turn, shape) for shape in (*_LAST_LINES, activity.progress(turn, round) or "")]
    counting = {word for shape in shapes for word in _words(shape)}
    aim = flat(_written(turn, aim_line(turn, activity, round)))
    return "\n".join(
        line for line in text.splitlines() if flat(line) != aim and not (_words(line) and _words(line) <= counting)
    )


def _written(turn: Turn, line: Phrase) -> str:
    return turn.house.languages.render(line, task_language(turn)).plain


def _words(line: str) -> set[str]:
    return {word for word in map(fold, tokens(line)) if not word.isdecimal()}


def flat(text: str) -> str:
    """The bare words, by which two writings of one text are the same."""
    return " ".join(map(fold, tokens(text)))


def _pieces(text: str) -> set[str]:
    return {piece for part in _CUT.split(text) if (piece := flat(part))}
