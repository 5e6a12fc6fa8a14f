"""How a schedule looks to its teacher: what it posts, when next, and what should be known about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from activities._dates import shown
from activities._tasks import how, task_of, title
from bot.calendar.days import Days
from bot.calendar.wall_time import When
from bot.keys import Key, Keys, Press, row
from bot.phrase import Phrase, T, lines, listing
from bot.planning import coming
from bot.turn import Turn
from storage.schedules import Schedule

MOST_A_DAY = 30
"""Messages a day in one room, above which a phone does not rest."""


def summary(turn: Turn, schedule: Schedule, dates: int = 3) -> Phrase:
    """What is posted when, and the next dates."""
    return lines(how(turn, schedule), next_dates(turn, schedule, dates))


def next_dates(turn: Turn, schedule: Schedule, most: int) -> Phrase:
    if schedule.paused:
        return T("Paused. Nothing is posted.")
    moments = coming(turn.records, schedule, turn.now, most)
    if not moments:
        return T("It is over: its last date was {day}.", day=shown(schedule.last_date or turn.today))
    found = T("Next: {dates}", dates=listing([When(moment, turn.zone) for moment in moments], " · "))
    if schedule.last_date:
        return lines(found, T("Last date: {day}", day=shown(schedule.last_date)))
    return found


class Remarks(NamedTuple):
    """Lines below a schedule that was saved, and buttons that help with what they say."""

    lines: Sequence[Phrase] = ()
    keys: Keys = ()


def remarks(turn: Turn, schedule: Schedule, kept: datetime | None = None) -> Remarks:
    """What the teacher should know now: today's post keeps its time, an empty list, a holiday, too much."""
    activity = task_of(turn, schedule.activity)
    found: list[Phrase] = []
    if kept:
        found.append(T("Today's task still comes at the old time, {when}.", when=When(kept, turn.zone)))
    if not activity.left(turn):
        found.append(
            T(
                "Nothing is on the list for {task} yet. Send me some: {command}",
                task=title(activity),
                command=activity.opens,
            )
        )
    if turn.class_.holiday_until and turn.class_.holiday_until >= turn.today:
        found.append(T("It is holiday until {day}.", day=shown(turn.class_.holiday_until)))
    much = dose(turn)
    if much <= MOST_A_DAY or not turn.records.notices.first_time(turn.now, "dose", str(turn.class_id)):
        return Remarks(found)
    found.append(
        T("That can be {n} messages a day in one group. Fewer days, or a place of its own, keep it calm.", n=much)
    )
    about = {"schedule_id": schedule.id}
    return Remarks(found, row(Press(T("Fewer days"), "fewer_days", about), Press(T("A place of its own"), "own_place")))


def dose(turn: Turn) -> int:
    """Messages asked for on the fullest day of the week: one of each learner for each task."""
    learners = turn.class_.size or len(turn.records.people.learners(turn.class_id))
    running = [one for one in turn.records.schedules.of_class(turn.class_id) if not one.paused]
    return learners * max((sum(day in Days.read(one.days) for one in running) for day in range(7)), default=0)


def keys(schedule: Schedule, *, more: bool) -> list[list[Key]]:
    """What can be done with a schedule; `more` than *Change · Delete* where it is looked at, not just saved."""
    about = {"schedule_id": schedule.id}
    change: list[Key] = [Press(T("Change"), "change", about), Press(T("Delete"), "delete", about)]
    if not more:
        return [change]
    pause = Press(T("Go on"), "resume", about) if schedule.paused else Press(T("Pause"), "pause", about)
    return [
        [Press(T("Post now"), "posting.post_now", {"activity": schedule.activity}), pause],
        [*change, Press(T("Last date"), "ask_last_date", about)],
    ]


def listed(turn: Turn, found: Sequence[Schedule]) -> Phrase:
    """All schedules of a class, numbered, each with its next date."""
    parts: list[Phrase] = []
    for number, one in enumerate(found, start=1):
        parts += [T("{n}. {how}", n=number, how=how(turn, one)), next_dates(turn, one, 1)]
    return lines(*parts)


def choices(turn: Turn, found: Sequence[Schedule]) -> list[Key]:
    """A button for each, by its number."""
    return [
        Press(T("{n}. {task}", n=number, task=title(task_of(turn, one.activity))), "view", {"schedule_id": one.id})
        for number, one in enumerate(found, start=1)
    ]
