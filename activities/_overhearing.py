"""The habit of the asterisk in a room: understood for the sentence it answers, and offered to its writer in private."""

from __future__ import annotations

from datetime import timedelta

from activities import _following as following
from activities import _giving as giving
from activities import _target
from activities._placing import fitted
from bot.chat import Said
from bot.language.asterisk import Asterisk, read_asterisk
from bot.refusal import Refusal
from bot.turn import Turn
from storage.contributions import Contribution
from storage.standing import Standing

JUST_NOW = timedelta(minutes=10)
"""So long after one's own message an asterisk that answers nothing is about it."""


def understood(turn: Turn, said: Said) -> bool:
    """Whether a message is an asterisk that fits what it answers; then it is no contribution."""
    if said.kind != "text" or said.forwarded:
        return False
    starred = read_asterisk(said.text)
    found = _meant(turn, said) if starred else None
    if starred is None or found is None:
        return False
    row, message, text = found
    texts = fitted(turn, starred.correction, text, starred.reason)
    if not texts:
        return False
    if row.member_id == turn.member.id:
        following.mended(turn, row, message, texts[0])
    else:
        _offer(turn, row, message, texts, starred)
    return True


def _meant(turn: Turn, said: Said) -> tuple[Contribution, str, str] | None:
    """The message that is answered, else one's own last one, with its text as long as it is kept."""
    platform, place = said.where.platform, said.where.id
    contributions = turn.records.contributions
    if said.reply_chain:
        message = said.reply_chain[0]
        row = contributions.of_message(platform, place, message)
    else:
        row = contributions.last_of(turn.member.id or 0, platform, place)
        if row is None or said.at - row.at > JUST_NOW:
            return None
        message = ""
    parts = contributions.parts(row) if row and row.class_id == turn.class_id else []
    if row is None or not parts:
        return None
    message = message or parts[-1][0]
    return row, message, dict(parts)[message]


def _offer(turn: Turn, row: Contribution, message: str, texts: list[str], starred: Asterisk) -> None:
    """A card to send; of who wants none, or has enough, nothing is offered."""
    try:
        target = _target.find_again(turn, row.id or 0, message)
        giving.begin_anew(turn, target)
        rows = [giving.write(turn, target, one, starred.reason, Standing.OFFERED) for one in texts]
    except Refusal:
        return
    giving.offer(turn, rows, privately_unasked=True)
