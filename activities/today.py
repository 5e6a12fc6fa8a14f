"""/today: what is open, in three lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from activities._dates import shown
from bot.access import classes_of
from bot.activity import Activity
from bot.calendar.wall_time import When
from bot.command import command
from bot.keys import Keys
from bot.phrase import N, Phrase, T, later, lines, strong
from bot.planning import coming
from bot.refusal import Refusal
from bot.scene import member_in
from bot.task.reminding import ways_in
from bot.turn import Turn
from storage.classes import Class
from storage.people import Member, Role
from storage.rounds import Round

MOST = 3


class Today(Activity):
    """In a room about its class; in private about all classes of the person."""

    name: ClassVar[str] = "today"
    title: ClassVar[str] = later("Today")

    @command(later("What is open now."), role=Role.LEARNER, in_groups=True, every_class=True)
    def today(self, turn: Turn) -> None:
        classes = classes_of(turn, Role.LEARNER) if turn.where.private else [turn.class_]
        if len(classes) == 1:
            turn.show(lines(*_about(turn, classes[0], turn.member)), _ways_in(turn))
            return
        parts: list[Phrase] = []
        for one in classes:
            member = member_in(turn.records, one, turn.by)
            if member is not None:
                parts += [strong(one.name), *_about(turn, one, member)]
        turn.scene.class_ = None
        if not parts:
            raise Refusal("You are not in a class of mine yet. In the group of your class, press Join under a task.")
        turn.show(lines(*parts))


def _ways_in(turn: Turn) -> Keys:
    """For a learner in private, to the one task that is open."""
    rounds = turn.records.rounds.open(turn.class_id)
    if len(rounds) != 1 or not turn.where.private or turn.member.role != Role.LEARNER:
        return ()
    return ways_in(turn, turn.by.platform, rounds[0])


def _about(turn: Turn, class_: Class, member: Member) -> Sequence[Phrase]:
    turn.scene.class_ = class_
    rounds = turn.records.rounds.open(turn.class_id)[:MOST]
    if rounds:
        return [_line(turn, member, one) for one in rounds]
    return [T("Nothing is open now."), _next(turn)]


def _line(turn: Turn, member: Member, round: Round) -> Phrase:
    return T(
        "“{title}” · until {when} · {mine}",
        title=round.title,
        when=When(round.deadline, turn.zone),
        mine=_mine(turn, member, round),
    )


def _mine(turn: Turn, member: Member, round: Round) -> Phrase:
    if member.role != Role.LEARNER:
        written = turn.records.taking_part.writers(round.id or 0)
        return N("{n} has written", "{n} have written", n=written) if written else T("nobody has written yet")
    if turn.records.contributions.of_round(round.id or 0, member.id):
        return T("✓ you wrote")
    return T("one sentence is enough")


def _next(turn: Turn) -> Phrase:
    until = turn.class_.holiday_until
    if until and until >= turn.today:
        return T("It is holiday until {day}.", day=shown(until))
    schedules = turn.records.schedules.of_class(turn.class_id)
    moments = [moment for one in schedules for moment in coming(turn.records, one, turn.now, 1)]
    if moments:
        return T("The next task comes on {when}.", when=When(min(moments), turn.zone))
    return T("The next task is not planned yet.")
