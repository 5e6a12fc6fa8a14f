"""The habit of the asterisk in a room: understood for the sentence it answers, and offered to its writer in private."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from activities._corrections import following, giving, which_sentence
from activities._corrections.placing import fitted
from bot.chat import Said
from bot.language.asterisk import Asterisk, read_asterisk
from bot.language.tokens import enough, fold, tokens
from bot.refusal import Refusal
from bot.turn import Turn
from storage.contributions import Contribution

JUST_NOW = timedelta(minutes=10)
"""So long after one's own message an asterisk that answers nothing is about it."""


def understood(turn: Turn, said: Said) -> bool:
    """Whether a message is an asterisk that mends another; then it is no contribution.

    So is one under a message whose words are not kept: nothing can be offered for it.
    """
    starred = _starred(said)
    if starred is None:
        return False
    answered = _answered(turn, said)
    row = _contribution(turn, said, answered) if answered else _just_written(turn, said)
    parts = turn.records.contributions.parts(row) if row and row.class_id == turn.class_id else []
    if not said.reply_chain and row is not None and _mends_another(turn, said, starred, row):
        return True
    for message, text in _nearest_first(parts, answered):
        texts = fitted(turn, starred.correction, text, starred.reason)
        if row is not None and texts:
            _mend(turn, row, message, texts, starred)
            return True
    if not starred.sure:
        return False
    if not enough(said.text) or _says_again(starred, parts):
        return True
    return not parts if answered else _mends_another(turn, said, starred, row)


def mends_somebody(turn: Turn, said: Said) -> bool:
    """Whether a message is an asterisk under somebody's message: no answer to a task, whoever writes it."""
    starred = _starred(said)
    return starred is not None and starred.sure and bool(_answered(turn, said))


def _starred(said: Said) -> Asterisk | None:
    return read_asterisk(said.text) if said.kind == "text" and not said.forwarded else None


def _answered(turn: Turn, said: Said) -> str:
    """The message of a person it answers; what answers the bot's own post, or hangs under it, answers nobody."""
    message = said.reply_chain[0] if said.reply_chain else ""
    if not message or _contribution(turn, said, message) is not None:
        return message
    ours = said.answers_us or turn.records.posts.at(said.where.platform, said.where.id, message) is not None
    return "" if ours else message


def _contribution(turn: Turn, said: Said, message: str) -> Contribution | None:
    return turn.records.whereabouts.of_message(said.where.platform, said.where.id, message)


def _just_written(turn: Turn, said: Said) -> Contribution | None:
    """One's own last message here."""
    row = turn.records.whereabouts.last_of(turn.member.id or 0, said.where.platform, said.where.id)
    return row if row is not None and said.at - row.at <= JUST_NOW else None


def _nearest_first(parts: Sequence[tuple[str, str]], answered: str) -> list[tuple[str, str]]:
    """Of several short messages the one that is answered, then the last."""
    return sorted(parts, key=lambda part: (part[0] == answered, parts.index(part)), reverse=True)


def _says_again(starred: Asterisk, parts: Sequence[tuple[str, str]]) -> bool:
    """Whether what is put right stands there already."""
    return any(_flat(starred.correction) in _flat(text) for _, text in parts)


def _flat(text: str) -> str:
    return f" {' '.join(map(fold, tokens(text)))} "


def _mends_another(turn: Turn, said: Said, starred: Asterisk, own: Contribution | None) -> bool:
    """Whether it fits what a classmate has written since: who put it there did not say so, so it is left alone."""
    where, since = said.where, said.at - JUST_NOW
    row = turn.records.whereabouts.last_in(turn.class_id, where.platform, where.id, since)
    if row is None or (own is not None and row.id == own.id):
        return False
    parts = turn.records.contributions.parts(row)
    return any(fitted(turn, starred.correction, text, starred.reason) for _, text in parts)


def _mend(turn: Turn, row: Contribution, message: str, texts: list[str], starred: Asterisk) -> None:
    if row.member_id == turn.member.id:
        following.mended(turn, row, message, texts[0])
    else:
        _offer(turn, row, message, texts, starred)


def _offer(turn: Turn, row: Contribution, message: str, texts: list[str], starred: Asterisk) -> None:
    """A card to send; of who wants none, or none so small, or has enough, nothing is offered."""
    try:
        target = which_sentence.find_again(turn, row.id or 0, message)
        rows = giving.write(turn, target, texts, starred.reason)
    except Refusal:
        return
    if rows:
        giving.offer(turn, rows, privately_unasked=True)
