"""What counts: the rules that make a message a contribution, and an edit or a deletion its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat import Place, Said
from bot.language.tokens import enough, tokens
from bot.task import keeping, refreshing
from bot.task.copying import is_copy
from bot.task.short import Parts
from storage.contributions import Contribution
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn


def may_count(turn: Turn, activity: TaskActivity, round: Round, said: Said) -> bool:
    """Whether a message by itself is long enough and its writer's own."""
    if said.forwarded or said.kind == "sticker":
        return False
    if said.kind in ("voice", "picture"):
        return True
    text = keeping.readable(said.text)
    return enough(text) and not is_copy(turn, activity, round, text)


def count(turn: Turn, activity: TaskActivity, round: Round, said: Said) -> Contribution | None:
    """Count a learner's message; None when it does not count, or not yet."""
    if said.forwarded or said.kind == "sticker":
        return None
    mine = list(turn.records.contributions.of_round(round.id or 0, turn.member.id))
    if said.kind in ("voice", "picture"):
        return keeping.begin(turn, activity, round, said, [], mine)
    text = keeping.readable(said.text)
    if not tokens(text):
        return None
    if enough(text):
        parts = [*_before(turn, round, said), (said.message, text)]
        if is_copy(turn, activity, round, text) or keeping.repeats(turn, round, text, mine):
            return None
        return keeping.begin(turn, activity, round, said, parts, mine)
    return _short(turn, activity, round, said, text, mine)


def _short(
    turn: Turn, activity: TaskActivity, round: Round, said: Said, text: str, mine: list[Contribution]
) -> Contribution | None:
    """Short messages in a row are one: they wait in memory, or join what was said within the last minute."""
    key = (round.id or 0, turn.member.id or 0)
    last = mine[-1] if mine else None
    if last and last.sealed and turn.house.short.in_a_row(key, last.at, said.at):
        return _join(turn, activity, round, said, text, last)
    parts = [*_before(turn, round, said), (said.message, text)]
    whole = keeping.whole(parts)
    if not enough(whole) or is_copy(turn, activity, round, whole) or keeping.repeats(turn, round, whole, mine):
        turn.house.short.keep(key, parts, said.at)
        return None
    return keeping.begin(turn, activity, round, said, parts, mine)


def _join(
    turn: Turn, activity: TaskActivity, round: Round, said: Said, text: str, last: Contribution
) -> Contribution | None:
    parts = [*turn.records.contributions.parts(last), (said.message, text)]
    if len(keeping.whole(parts)) > keeping.LONGEST:
        return None
    last.answers_member_id = last.answers_member_id or keeping.answers(turn, said)
    keeping.write(turn, activity, round, last, parts)
    turn.house.short.keep((last.round_id, last.member_id), [], said.at)
    return last


def recount(turn: Turn, activity: TaskActivity, round: Round, found: Contribution, message: str, text: str) -> None:
    """An edit: count the new text, or no longer count at all; what is erased already stays as it was counted."""
    if found.sealed is None:
        return
    parts = turn.records.contributions.parts(found)
    _settle(
        turn, activity, round, found, [(one, keeping.readable(text) if one == message else old) for one, old in parts]
    )


def uncount(turn: Turn, activity: TaskActivity, round: Round, found: Contribution, message: str) -> None:
    """A message is deleted; what was said with it may still be enough."""
    parts = [part for part in turn.records.contributions.parts(found) if part[0] != message]
    if found.message == message:
        found.signed = False
        if parts:
            found.message = parts[0][0]
    _settle(turn, activity, round, found, parts)


def _settle(turn: Turn, activity: TaskActivity, round: Round, found: Contribution, parts: Parts) -> None:
    whole = keeping.whole(parts)
    if enough(whole) and not is_copy(turn, activity, round, whole):
        keeping.write(turn, activity, round, found, parts)
        return
    if found.signed:
        turn.outbox.react(Place(found.platform, found.place), found.message, signs=(), round=round)
    turn.records.contributions.remove(found)
    refreshing.refresh(turn, activity, round)


def _before(turn: Turn, round: Round, said: Said) -> Parts:
    return turn.house.short.before((round.id or 0, turn.member.id or 0), said.message, said.at)
