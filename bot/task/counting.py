"""What counts: the rules that make a message a contribution, and what is kept of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.chat import Place, Said
from bot.language.tokens import enough, tokens
from bot.task import life
from bot.task.copying import flat, is_copy
from bot.task.short import Parts
from storage.contributions import Contribution
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn

SIGNS = ("✍", "✅", "👍", "❤")
SIGNED_A_ROUND = 3
KEPT_FOR = timedelta(days=30)
KEPT_FOR_MINORS = timedelta(days=7)
MOST_REPLIES = 200
"""So far back a chain of replies is looked through; whatever counted in it is found much sooner."""
LONGEST = 10_000
"""Characters kept of one contribution; no platform sends more in one message."""


def may_count(turn: Turn, activity: TaskActivity, round: Round, said: Said) -> bool:
    """Whether a message by itself is long enough and its writer's own."""
    if said.forwarded or said.kind == "sticker":
        return False
    if said.kind in ("voice", "picture"):
        return True
    text = readable(said.text)
    return enough(text) and not is_copy(turn, activity, round, text)


def readable(text: str) -> str:
    """The text without what no file can hold: halves of characters, and the sign our records use themselves."""
    return text[:LONGEST].encode("utf-8", "ignore").decode().replace("\x1e", " ")


def count(turn: Turn, activity: TaskActivity, round: Round, said: Said) -> Contribution | None:
    """Count a learner's message; None when it does not count, or not yet."""
    if said.forwarded or said.kind == "sticker":
        return None
    mine = list(turn.records.contributions.of_round(round.id or 0, turn.member.id))
    if said.kind in ("voice", "picture"):
        return _begin(turn, activity, round, said, [], mine)
    text = readable(said.text)
    if not tokens(text):
        return None
    if enough(text):
        parts = [*_before(turn, round, said), (said.message, text)]
        if is_copy(turn, activity, round, text) or _repeats(turn, round, text, mine):
            return None
        return _begin(turn, activity, round, said, parts, mine)
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
    whole = _whole(parts)
    if not enough(whole) or is_copy(turn, activity, round, whole) or _repeats(turn, round, whole, mine):
        turn.house.short.keep(key, parts, said.at)
        return None
    return _begin(turn, activity, round, said, parts, mine)


def _join(
    turn: Turn, activity: TaskActivity, round: Round, said: Said, text: str, last: Contribution
) -> Contribution | None:
    parts = [*turn.records.contributions.parts(last), (said.message, text)]
    if len(_whole(parts)) > LONGEST:
        return None
    last.answers_member_id = last.answers_member_id or _answers(turn, said)
    _write(turn, activity, round, last, parts)
    turn.house.short.keep((last.round_id, last.member_id), [], said.at)
    return last


def _begin(
    turn: Turn, activity: TaskActivity, round: Round, said: Said, parts: Parts, mine: list[Contribution]
) -> Contribution:
    """A new contribution, its quiet sign for the first three of a person in a round, and the last line."""
    member, text = turn.member, _whole(parts)
    found = Contribution(
        class_id=turn.class_id,
        round_id=round.id or 0,
        member_id=member.id or 0,
        room_id=turn.scene.room.id if turn.scene.room else None,
        platform=said.where.platform,
        place=said.where.id,
        message=said.message,
        kind=said.kind,
        at=said.at,
        late=round.closed_at is not None and said.at >= round.closed_at,
        answers_member_id=_answers(turn, said),
        erase_at=turn.now + (KEPT_FOR_MINORS if turn.class_.minors else KEPT_FOR) if parts else None,
    )
    if turn.scene.room and turn.scene.room.may_react and len(mine) < SIGNED_A_ROUND:
        found.signed = True
        turn.outbox.react(said.where, said.message, signs=SIGNS, round=round)
    _measure(turn, round, found, parts)
    turn.records.contributions.add(found, text, activity.found(turn, round, text) if text else ())
    if len(parts) > 1:
        _write(turn, activity, round, found, parts)
    member.reminders_unanswered = 0
    turn.house.short.keep((found.round_id, found.member_id), [], said.at)
    life.refresh(turn, activity, round)
    return found


def recount(turn: Turn, activity: TaskActivity, round: Round, found: Contribution, message: str, text: str) -> None:
    """An edit: count the new text, or no longer count at all; what is erased already stays as it was counted."""
    if found.sealed is None:
        return
    parts = turn.records.contributions.parts(found)
    _settle(turn, activity, round, found, [(one, readable(text) if one == message else old) for one, old in parts])


def uncount(turn: Turn, activity: TaskActivity, round: Round, found: Contribution, message: str) -> None:
    """A message is deleted; what was said with it may still be enough."""
    parts = [part for part in turn.records.contributions.parts(found) if part[0] != message]
    if found.message == message:
        found.signed = False
        if parts:
            found.message = parts[0][0]
    _settle(turn, activity, round, found, parts)


def _settle(turn: Turn, activity: TaskActivity, round: Round, found: Contribution, parts: Parts) -> None:
    whole = _whole(parts)
    if enough(whole) and not is_copy(turn, activity, round, whole):
        _write(turn, activity, round, found, parts)
        return
    if found.signed:
        turn.outbox.react(Place(found.platform, found.place), found.message, signs=(), round=round)
    turn.records.contributions.remove(found)
    life.refresh(turn, activity, round)


def _write(turn: Turn, activity: TaskActivity, round: Round, found: Contribution, parts: Parts) -> None:
    _measure(turn, round, found, parts)
    turn.records.contributions.change(found, parts, activity.found(turn, round, _whole(parts)))
    life.refresh(turn, activity, round)


def _measure(turn: Turn, round: Round, found: Contribution, parts: Parts) -> None:
    whole = _whole(parts)
    found.words = len(tokens(whole))
    found.target_words = turn.house.tongues.target_words(whole, turn.class_.languages) if whole else 0
    # a sentence is known again without the short words that came before it
    sentence = next((text for _, text in reversed(parts) if enough(text)), whole)
    found.fingerprint = _fingerprint(turn, round, found.member_id, sentence) if sentence else ""


def _fingerprint(turn: Turn, round: Round, member_id: int, text: str) -> str:
    return turn.records.contributions.fingerprint(round.id or 0, member_id, flat(text))


def _repeats(turn: Turn, round: Round, text: str, mine: list[Contribution]) -> bool:
    if not mine:
        return False
    fingerprint = _fingerprint(turn, round, turn.member.id or 0, text)
    return any(one.fingerprint == fingerprint for one in mine)


def _before(turn: Turn, round: Round, said: Said) -> Parts:
    return turn.house.short.before((round.id or 0, turn.member.id or 0), said.message, said.at)


def _whole(parts: Parts) -> str:
    return "\n".join(text for _, text in parts)


def _answers(turn: Turn, said: Said) -> int | None:
    """Whom of the class the message answers, itself excepted."""
    platform, place, chain = said.where.platform, said.where.id, said.reply_chain[:MOST_REPLIES]
    if not chain or chain[0] in turn.records.rounds.rounds_at(platform, place, chain):
        return None
    answered = turn.records.contributions.of_message(platform, place, chain[0])
    if answered and answered.class_id == turn.class_id and answered.member_id != turn.member.id:
        return answered.member_id
    return None
