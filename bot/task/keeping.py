"""Writes down what counts: a contribution, what is measured of it, and its quiet sign."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.chat import Said
from bot.language.tokens import enough, tokens
from bot.task import refreshing
from bot.task.copying import flat
from bot.task.short import Parts
from bot.task.unprompted import unprompted
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


def readable(text: str) -> str:
    """The text without what no file can hold: halves of characters, and the sign our records use themselves."""
    return text[:LONGEST].encode("utf-8", "ignore").decode().replace("\x1e", " ")


def begin(
    turn: Turn, activity: TaskActivity, round: Round, said: Said, parts: Parts, mine: list[Contribution]
) -> Contribution:
    """A new contribution, its quiet sign for the first three of a person in a round, and the last line."""
    member, text = turn.member, whole(parts)
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
        answers_member_id=answers(turn, said),
        erase_at=turn.now + (KEPT_FOR_MINORS if turn.class_.minors else KEPT_FOR) if parts else None,
    )
    if turn.scene.room and turn.scene.room.may_react and len(mine) < SIGNED_A_ROUND:
        found.signed = True
        turn.outbox.react(said.where, said.message, signs=SIGNS, round=round)
    _measure(turn, round, found, parts)
    turn.records.contributions.add(
        found, text, activity.found(turn, round, text) if text else (), _came_back(turn, activity, round, text)
    )
    if len(parts) > 1:
        write(turn, activity, round, found, parts)
    member.reminders_unanswered = 0
    turn.house.short.keep((found.round_id, found.member_id), [], said.at)
    refreshing.refresh(turn, activity, round)
    return found


def write(turn: Turn, activity: TaskActivity, round: Round, found: Contribution, parts: Parts) -> None:
    """The contribution has these messages from now on."""
    _measure(turn, round, found, parts)
    text = whole(parts)
    turn.records.contributions.change(
        found, parts, activity.found(turn, round, text), _came_back(turn, activity, round, text)
    )
    refreshing.refresh(turn, activity, round)


def _came_back(turn: Turn, activity: TaskActivity, round: Round, text: str) -> set[int]:
    return unprompted(turn, text, activity.cards_shown(turn, round))


def _measure(turn: Turn, round: Round, found: Contribution, parts: Parts) -> None:
    text = whole(parts)
    found.words = len(tokens(text))
    found.target_words = turn.house.tongues.target_words(text, turn.class_.languages) if text else 0
    # a sentence is known again without the short words that came before it
    sentence = next((one for _, one in reversed(parts) if enough(one)), text)
    found.fingerprint = _fingerprint(turn, round, found.member_id, sentence) if sentence else ""


def _fingerprint(turn: Turn, round: Round, member_id: int, text: str) -> str:
    return turn.records.contributions.fingerprint(round.id or 0, member_id, flat(text))


def repeats(turn: Turn, round: Round, text: str, mine: list[Contribution]) -> bool:
    """Whether the same person has said the same in this round."""
    if not mine:
        return False
    fingerprint = _fingerprint(turn, round, turn.member.id or 0, text)
    return any(one.fingerprint == fingerprint for one in mine)


def whole(parts: Parts) -> str:
    """Several messages as one text."""
    return "\n".join(text for _, text in parts)


def answers(turn: Turn, said: Said) -> int | None:
    """Whom of the class the message answers, itself excepted."""
    platform, place, chain = said.where.platform, said.where.id, said.reply_chain[:MOST_REPLIES]
    if not chain or chain[0] in turn.records.posts.rounds_at(platform, place, chain):
        return None
    answered = turn.records.whereabouts.of_message(platform, place, chain[0])
    if answered and answered.class_id == turn.class_id and answered.member_id != turn.member.id:
        return answered.member_id
    return None
