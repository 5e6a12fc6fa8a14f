"""How often a phone rang: the bot's messages a day, of a learner and of the teacher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from tests.fortnight.town import SUNDAY, ZONE, Ring
from tests.fortnight.week import Class

DAYS = tuple(SUNDAY.astimezone(ZONE).date() + timedelta(days=number) for number in range(1, 15))
"""The fortnight without the Sunday of the set-up."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Messages of the bot's that made phones ring a day, without those that answered something just done."""

    median: float
    worst: int
    worst_of: str
    teacher: dict[date, int]
    reminders: int


def counts(class_: Class) -> Counts:
    a_day = {(name, day): rung(class_, name, day) for name in class_.learners for day in DAYS}
    worst = max(a_day, key=lambda key: a_day[key])
    private = [one for one in class_.town.rings if one.to and not one.asked]
    return Counts(
        median=median(a_day.values()),
        worst=a_day[worst],
        worst_of=f"{worst[0]}, {worst[1]:%a} {worst[1].day} {worst[1]:%b}",
        teacher={day: len(unasked(class_, "Marta", day)) for day in DAYS},
        reminders=sum("is open until" in one.text for one in private),
    )


def rung(class_: Class, name: str, day: date) -> int:
    """How often one learner's phone rang on a day: posts in the room, and what came to them unasked."""
    in_room = [one for one in class_.town.rings if not one.to and one.day == day]
    return len(in_room) + len(unasked(class_, name, day))


def unasked(class_: Class, name: str, day: date) -> list[Ring]:
    """What the bot wrote to one person on a day without having been asked."""
    return [one for one in class_.town.rings if one.to == name.lower() and one.day == day and not one.asked]
