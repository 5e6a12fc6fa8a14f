"""The sentences of a class that wait for a classmate: which they are, how many, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from activities._corrections.deal_order import Glance, Waiting
from activities._corrections.shown import wants
from activities._corrections.which_sentence import here
from bot.phrase import N, Phrase, T
from bot.turn import Turn
from storage.contributions import Contribution
from storage.looks import Verdict
from storage.people import Member, Role

LOOK_BACK = timedelta(days=14)
"""An older sentence is no longer dealt: its author has forgotten it."""
TOO_LONG = timedelta(hours=24)
"""What has waited so long goes to the teacher's list."""


def waiting(turn: Turn) -> list[Contribution]:
    """What can be dealt now, the oldest first: text whose author wants help and was here lately."""
    people = {one.id: one for one in turn.records.people.roster(turn.class_id)}
    found = turn.records.looks.uncorrected(turn.class_id, turn.now - LOOK_BACK)
    return [one for one in found if one.kind == "text" and _is_helped(turn, people.get(one.member_id))]


def with_glances(turn: Turn, found: Sequence[Contribution]) -> list[Waiting]:
    """The same with who was shown each."""
    looks = turn.records.looks.of([one.id or 0 for one in found])
    return [
        Waiting(
            one.id or 0,
            one.member_id,
            one.at,
            tuple(Glance(look.member_id, look.at, look.verdict == Verdict.SEEN) for look in looks[one.id or 0]),
        )
        for one in found
    ]


def part_of(turn: Turn, row: Contribution) -> tuple[str, str]:
    """The message of a contribution that is dealt, and its text: the longest of several short ones."""
    return max(turn.records.contributions.parts(row), key=lambda part: len(part[1]), default=("", ""))


def unheard(turn: Turn) -> list[Contribution]:
    """What nobody has said anything of for a day."""
    return [one for one in waiting(turn) if turn.now - one.at >= TOO_LONG]


def queue_line(turn: Turn) -> Phrase | None:
    """For the teacher: how many sentences wait, and how long the oldest has."""
    found = waiting(turn)
    if not found:
        return None
    return N(
        "{n} sentence waits for a classmate to look at it, the oldest for {time}.",
        "{n} sentences wait for a classmate to look at them, the oldest for {time}.",
        n=len(found),
        time=waited(turn.now, found[0].at),
    )


def waited(now: datetime, at: datetime) -> Phrase:
    hours = int((now - at).total_seconds() // 3600)
    if hours < 1:
        return T("less than an hour")
    if hours < 48:
        return N("{n} hour", "{n} hours", n=hours)
    return N("{n} day", "{n} days", n=hours // 24)


def _is_helped(turn: Turn, author: Member | None) -> bool:
    return author is not None and author.role == Role.LEARNER and wants(author) and here(author, turn.now)
