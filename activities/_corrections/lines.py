"""The lines on corrections in /overview and /progress: given, received, taken up, and what could not be seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from activities._corrections.queue import queue_line
from activities._corrections.taking_up import WITHIN
from activities._sheet_file import UNKNOWN
from bot.phrase import N, Phrase, T
from bot.turn import Turn
from storage.contributions import LONGEST_KEPT, Contribution
from storage.corrections import Correction
from storage.standing import GIVEN, RECEIVED

_A_MOMENT = timedelta(microseconds=1)


def of_class(turn: Turn, since: datetime, until: datetime, ids: set[int]) -> list[Phrase | None]:
    """For the teacher, beside what was given: what was found fine, and what waits."""
    fine = sum(corrector in ids for _, corrector in turn.records.looks.fine(turn.class_id, since, until))
    found = N("Learners found {n} sentence fine as it was.", "Learners found {n} sentences fine as they were.", n=fine)
    return [found if fine else None, queue_line(turn)]


def taken_up(turn: Turn, since: datetime, until: datetime) -> list[Correction]:
    """What its authors wrote again in that time, whenever it was given."""
    rows = turn.records.corrections.of_class(turn.class_id, since - LONGEST_KEPT - WITHIN, until)
    return [one for one in rows if one.taken_up_at is not None and since <= one.taken_up_at < until]


def of_member(turn: Turn, member: int, since: datetime, written: Sequence[Contribution]) -> list[Phrase | None]:
    """For somebody themselves, since then; nothing where there is nothing."""
    records = turn.records.corrections
    got = records.received_by(member)
    given = sum(one.standing in GIVEN for one in records.given_by(member, since))
    received = sum(one.standing in RECEIVED and one.at >= since for one in got)
    again = sum(one.taken_up_at is not None and one.taken_up_at >= since for one in got)
    looked = turn.records.looks.fine(turn.class_id, since, turn.now + _A_MOMENT)
    fine, found_fine = (sum(pair[side] == member for pair in looked) for side in (1, 0))
    repairs = sum(one.self_repairs for one in written)
    if not (given or received or again or fine or found_fine or repairs):
        return []
    return [
        T(
            "Corrections: given {given}, received {received}, written once more {again}.",
            given=seen(turn, given),
            received=seen(turn, received),
            again=seen(turn, again),
        ),
        T("Sentences you corrected yourself: {n}", n=seen(turn, repairs)),
        N("You found {n} sentence fine.", "You found {n} sentences fine.", n=fine) if fine else None,
        N("Somebody read {n} sentence of yours: it is fine.", "Somebody read {n} sentences of yours: they are fine.",
          n=found_fine) if found_fine else None,
    ]  # fmt: skip


def seen(turn: Turn, n: int) -> str:
    """A number, or "–" for none where the bot does not see all that learners write to one another."""
    return str(n) if n or turn.records.rooms.sees_answers(turn.class_id) else UNKNOWN
