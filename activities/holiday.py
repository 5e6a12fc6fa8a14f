"""/holiday: no posts and no reminders until a day the teacher names; open tasks wait until the class is back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, ClassVar

from activities._dates import Until, read_date, shown
from activities._tasks import ready, to_write
from bot.activity import Activity, Note, on_press, on_words
from bot.calendar.days import Days
from bot.calendar.deadline import after_holiday, open_until
from bot.calendar.wall_time import When
from bot.command import Word, command
from bot.keys import Press, row
from bot.phrase import N, Phrase, T, later, lines, listing
from bot.planning import coming
from bot.task import life, refreshing
from bot.task.listening import activity_of
from bot.turn import Turn
from storage.people import Role
from storage.rounds import Round


class Holiday(Activity):
    """The class's own holidays; a person's are in `/settings`."""

    name: ClassVar[str] = "holiday"
    title: ClassVar[str] = later("Holiday")

    @command(
        later("No tasks and no reminders until a day you name."), role=Role.TEACHER, example=later("/holiday 24 Dec")
    )
    def holiday(
        self, turn: Turn, until: Annotated[Until | None, Word(later("The last day of the holiday"))] = None
    ) -> None:
        ready(turn)
        if until:
            self._begin(turn, until)
        elif _on(turn):
            self.end(turn)
        else:
            example = shown(turn.today + timedelta(days=13))
            asked = T("Until which day? Write the last day of the holiday, for example: {day}", day=example)
            turn.ask("until", to_write(turn, asked))

    @on_words(Role.TEACHER)
    def until(self, turn: Turn, words: str) -> None:
        last = read_date(words, turn)
        turn.stop_asking()
        self._begin(turn, last)

    @on_press(Role.TEACHER)
    def end(self, turn: Turn) -> None:
        # that there was one is still known: nobody's silence in it counts
        turn.class_.holiday_until = turn.today - timedelta(days=1)
        _move_all(turn, None)
        turn.activity = self.name
        turn.show(lines(T("The holiday is over. I post again."), _next_line(turn)))

    def _begin(self, turn: Turn, until: date) -> None:
        turn.class_.holiday_until = until
        moved = _move_all(turn, until)
        turn.activity = self.name
        waits = None
        if moved:
            waits = N(
                "“{title}” stays open until {when}.",
                "{n} open tasks stay open until {when} or later.",
                n=len(moved),
                title=moved[0].title,
                when=When(min(one.deadline for one in moved), turn.zone),
            )
        turn.show(
            lines(T("Holiday until {day}: no tasks, no reminders.", day=shown(until)), waits, _next_line(turn)),
            row(Press(T("End the holiday"), "end")),
        )

    def for_teacher(self, turn: Turn) -> Sequence[Note]:
        """The day before the holiday ends: what comes then."""
        until = turn.class_.holiday_until
        if until is None or not turn.today <= until <= turn.today + timedelta(days=1):
            return ()
        ends = T("Your holiday ends on {day}.", day=shown(until))
        return [Note(f"ends {until}", listing([ends, _next_line(turn)], " "))]


def _on(turn: Turn) -> bool:
    return turn.class_.holiday_until is not None and turn.class_.holiday_until >= turn.today


def _move_all(turn: Turn, until: date | None) -> list[Round]:
    """Let the open tasks close as they should with a holiday until this day, or with none; those that moved."""
    return [one for one in turn.records.rounds.open(turn.class_id) if _move(turn, one, until)]


def _move(turn: Turn, round: Round, until: date | None) -> bool:
    schedule = turn.records.schedules.get(round.schedule_id) if round.schedule_id else None
    days = Days.read(schedule.days) if schedule and not schedule.deleted_at else None
    deadline = open_until(round.opened_at, days, turn.zone, until)
    if deadline <= turn.now:
        # it passed within the holiday that ends early: the first class day from now on
        deadline = min(round.deadline, after_holiday(deadline, turn.today, days, turn.zone))
    activity = activity_of(turn, round)
    if deadline == round.deadline or deadline <= turn.now or activity is None:
        return False
    round.deadline = deadline
    reminded = turn.records.alarms.get(turn.class_id, round.activity, "remind", round.id or 0) is None
    life.set_alarms(turn, activity, round)
    if reminded:  # at most once a round
        turn.records.alarms.unwake(turn.class_id, round.activity, "remind", round.id or 0)
    refreshing.rewrite(turn, activity, round)
    return True


def _next_line(turn: Turn) -> Phrase:
    """When the next post comes."""
    schedules = turn.records.schedules.of_class(turn.class_id)
    moments = [moment for one in schedules for moment in coming(turn.records, one, turn.now, 1)]
    if not moments:
        return T("Nothing is scheduled: /schedule")
    return T("The next task: {when}", when=When(min(moments), turn.zone))
