"""How much one may correct: a few times a day for the same classmate, and not while the teacher asks for a pause."""

from __future__ import annotations

from datetime import time

from activities._corrections import telling
from bot.calendar import instant
from bot.phrase import T
from bot.refusal import Settled
from bot.turn import Turn
from storage.corrections import Correction
from storage.people import Member, Role
from storage.standing import GIVEN, Standing

A_DAY = 5
"""Corrections from one person to another on one day of the class."""
PAUSED = T(
    "Your teacher asks you to pause correcting for now. The rest goes on as always. Any questions? Ask your teacher."
)


def may_correct(turn: Turn) -> None:
    """Whether this person may correct at all.

    Raises:
        Settled: the teacher has paused their corrections.
    """
    if turn.member.corrects_paused:
        raise Settled(PAUSED)


def tell_pause(turn: Turn, member: Member) -> None:
    """Tell somebody that the teacher has paused their corrections, or lets them go on."""
    telling.tell(
        turn, member, PAUSED if member.corrects_paused else T("You can correct your classmates again. Thank you!")
    )


def may_correct_more(turn: Turn, author_id: int) -> bool:
    """Whether one may correct this classmate once more today; teachers and helpers always may."""
    if turn.member.role > Role.LEARNER:
        return True
    midnight = instant(turn.today, time(0), turn.zone)
    given = turn.records.corrections.given_by(turn.member.id or 0, midnight)
    return sum(one.author_id == author_id and _was_sent(one) for one in given) < A_DAY


def _was_sent(row: Correction) -> bool:
    """Whether it reached somebody, or is about to; taken back after that it counts as well."""
    return row.standing in (*GIVEN, Standing.WAITING, Standing.DECLINED) or row.shown_at is not None


def check(turn: Turn, author_id: int) -> None:
    """Before a correction is written.

    Raises:
        Settled: not now, or not to this classmate.
    """
    may_correct(turn)
    if not may_correct_more(turn, author_id):
        raise Settled("You have helped the same classmate {n} times today. Thank you! Tomorrow you can go on.", n=A_DAY)
