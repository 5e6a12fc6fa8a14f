"""What counts: the rules that make a message a contribution, and what is kept of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.chat import Said
from bot.language.tokens import enough, tokens
from bot.task import life
from bot.task.short import ShortMessages
from storage.contributions import Contribution
from storage.people import Member
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn

SIGNS = ("✍", "✅", "👍", "❤")
SIGNED_A_ROUND = 3
KEPT_FOR = timedelta(days=30)
KEPT_FOR_MINORS = timedelta(days=7)
IN_A_ROW = timedelta(seconds=60)


def may_count(turn: Turn, activity: TaskActivity, round: Round, said: Said) -> bool:
    """Whether a message by itself is long enough and its writer's own."""
    if said.forwarded or said.kind == "sticker":
        return False
    return said.kind in ("voice", "picture") or (enough(said.text) and not is_copy(turn, activity, round, said.text))


def is_copy(turn: Turn, activity: TaskActivity, round: Round, text: str) -> bool:
    """Whether a text is only copied out of the post."""
    said = _flat(text)
    for line in activity.body(turn, round, brief=False):
        post = _flat(turn.house.languages.render(line, turn.class_.language).plain)
        if said and said in post:
            return True
    return False


def _flat(text: str) -> str:
    return " ".join(word.casefold() for word in tokens(text))


def count(turn: Turn, activity: TaskActivity, round: Round, said: Said) -> Contribution | None:
    """Count a learner's message; None when it does not count, or not yet."""
    member = turn.member
    short: ShortMessages = turn.house.short
    row_of = (round.id or 0, member.id or 0)
    if said.kind == "text" and not said.forwarded and not enough(said.text):
        return _short(turn, activity, round, said, short)
    if not may_count(turn, activity, round, said):
        return None
    text = short.with_earlier(row_of, said.text, said.at) if said.kind == "text" else ""
    fingerprint = turn.records.contributions.fingerprint(round.id or 0, member.id or 0, text) if text else ""
    mine = turn.records.contributions.of_round(round.id or 0, member.id)
    if fingerprint and any(one.fingerprint == fingerprint for one in mine):
        return None
    found = _new(turn, activity, round, said, text, fingerprint)
    short.forget(row_of)
    _settle(turn, activity, round, member, found, earlier=len(mine))
    return found


def recount(turn: Turn, activity: TaskActivity, round: Round, contribution: Contribution, text: str) -> None:
    """An edit: count the new text, or no longer count at all."""
    if contribution.kind != "text":
        return
    if not enough(text) or is_copy(turn, activity, round, text):
        if contribution.signed:
            turn.outbox.react(turn.where, contribution.message, signs=(), round=round)
        turn.records.contributions.remove(contribution)
        return
    _measure(turn, contribution, text)
    contribution.fingerprint = turn.records.contributions.fingerprint(round.id or 0, contribution.member_id, text)
    turn.records.contributions.change(contribution, text, activity.found(turn, round, text))


def _short(turn: Turn, activity: TaskActivity, round: Round, said: Said, short: ShortMessages) -> Contribution | None:
    """Short messages in a row are one: they wait in memory, or join what was said within the last minute."""
    member = turn.member
    row_of = (round.id or 0, member.id or 0)
    mine = turn.records.contributions.of_round(round.id or 0, member.id)
    last = mine[-1] if mine else None
    if last and last.kind == "text" and said.at - last.at <= IN_A_ROW:
        whole = f"{turn.records.contributions.text(last)}\n{said.text}"
        last.messages += 1
        _measure(turn, last, whole)
        turn.records.contributions.change(last, whole, activity.found(turn, round, whole))
        life.refresh(turn, activity, round)
        return last
    whole = short.with_earlier(row_of, said.text, said.at)
    if not enough(whole) or is_copy(turn, activity, round, whole):
        short.keep(row_of, said.text, said.at)
        return None
    fingerprint = turn.records.contributions.fingerprint(round.id or 0, member.id or 0, whole)
    if any(one.fingerprint == fingerprint for one in mine):
        return None
    found = _new(turn, activity, round, said, whole, fingerprint)
    short.forget(row_of)
    _settle(turn, activity, round, member, found, earlier=len(mine))
    return found


def _new(turn: Turn, activity: TaskActivity, round: Round, said: Said, text: str, fingerprint: str) -> Contribution:
    kept = KEPT_FOR_MINORS if turn.class_.minors else KEPT_FOR
    found = Contribution(
        class_id=turn.class_id,
        round_id=round.id or 0,
        member_id=turn.member.id or 0,
        room_id=turn.scene.room.id if turn.scene.room else None,
        platform=said.where.platform,
        place=said.where.id,
        message=said.message,
        kind=said.kind,
        at=said.at,
        late=round.closed_at is not None,
        answers_member_id=_answers(turn, said),
        fingerprint=fingerprint,
        erase_at=turn.now + kept if text else None,
    )
    _measure(turn, found, text)
    turn.records.contributions.add(found, text, activity.found(turn, round, text) if text else ())
    return found


def _measure(turn: Turn, contribution: Contribution, text: str) -> None:
    contribution.words = len(tokens(text))
    contribution.target_words = turn.house.tongues.target_words(text, turn.class_.languages) if text else 0


def _answers(turn: Turn, said: Said) -> int | None:
    """Whom of the class the message answers, itself excepted."""
    if not said.reply_chain:
        return None
    answered = turn.records.contributions.of_message(said.where.platform, said.where.id, said.reply_chain[0])
    if answered and answered.class_id == turn.class_id:
        return answered.member_id if answered.member_id != turn.member.id else None
    return None


def _settle(
    turn: Turn, activity: TaskActivity, round: Round, member: Member, found: Contribution, earlier: int
) -> None:
    """The quiet sign, for the first three of a person in a round; and the last line."""
    member.reminders_unanswered = 0
    if earlier < SIGNED_A_ROUND and turn.scene.room and turn.scene.room.may_react:
        found.signed = True
        turn.outbox.react(turn.where, found.message, signs=SIGNS, round=round)
    life.refresh(turn, activity, round)
