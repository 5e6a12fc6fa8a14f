"""A schedule that is there: looked at, paused, deleted, given a last date."""

from __future__ import annotations

from activities._dates import read_date, shown
from activities._schedules.view import Remarks, keys, remarks, summary
from activities._tasks import how, to_write
from bot.activity import Activity, on_press, on_words
from bot.keys import Press, row
from bot.phrase import Phrase, T, lines
from bot.planning import plan, slots
from bot.refusal import Refusal, Settled
from bot.turn import Turn
from storage.people import Role
from storage.schedules import Schedule

_NO_REMARKS = Remarks()


class StandingSchedules(Activity):
    """What can be done with a schedule besides changing what it posts and when."""

    @on_press(Role.TEACHER)
    def view(self, turn: Turn, schedule_id: int) -> None:
        self.show(turn, schedule_of(turn, schedule_id))

    @on_press(Role.TEACHER)
    def pause(self, turn: Turn, schedule_id: int) -> None:
        found = schedule_of(turn, schedule_id)
        _settle_past(turn, found)
        found.paused = True
        self.show(turn, found)

    @on_press(Role.TEACHER)
    def resume(self, turn: Turn, schedule_id: int) -> None:
        found = schedule_of(turn, schedule_id)
        if found.paused:
            found.paused, found.checked_at = False, turn.now
        self.show(turn, found, notes=remarks(turn, found))

    @on_press(Role.TEACHER)
    def delete(self, turn: Turn, schedule_id: int) -> None:
        found = schedule_of(turn, schedule_id)
        _settle_past(turn, found)
        found.deleted_at = turn.now
        undo = Press(T("Undo"), "restore", {"schedule_id": found.id})
        turn.show(lines(T("Deleted:"), how(turn, found)), row(undo))

    @on_press(Role.TEACHER)
    def restore(self, turn: Turn, schedule_id: int) -> None:
        found = turn.records.schedules.get(schedule_id)
        if found is None or found.class_id != turn.class_id:
            raise Refusal("This schedule is gone. To make a new one: /schedule")
        if found.deleted_at:
            found.deleted_at, found.checked_at = None, turn.now
        self.show(turn, found, notes=remarks(turn, found))

    @on_press(Role.TEACHER)
    def ask_last_date(self, turn: Turn, schedule_id: int) -> None:
        found = schedule_of(turn, schedule_id)
        example = shown(turn.today.replace(month=12, day=20))
        none = Press(T("No last date"), "no_last_date", {"schedule_id": found.id})
        asked = T("Which is the last day with a task? Write it, for example: {day}", day=example)
        turn.ask("last_date", to_write(turn, lines(how(turn, found), asked)), row(none), schedule_id=found.id)

    @on_words(Role.TEACHER)
    def last_date(self, turn: Turn, words: str) -> None:
        found = schedule_of(turn, turn.gathered["schedule_id"])
        found.last_date = read_date(words, turn)
        turn.stop_asking()
        self.show(turn, found, T("Saved."))

    @on_press(Role.TEACHER)
    def no_last_date(self, turn: Turn, schedule_id: int) -> None:
        found = schedule_of(turn, schedule_id)
        if found.last_date and found.last_date < turn.today:
            found.checked_at = turn.now
        found.last_date = None
        turn.stop_asking()
        self.show(turn, found, T("Saved."))

    def show(self, turn: Turn, found: Schedule, head: Phrase | None = None, notes: Remarks = _NO_REMARKS) -> None:
        shown = lines(head, summary(turn, found), *notes.lines)
        turn.show(shown, [*keys(found, more=head is None), *notes.keys])


def schedule_of(turn: Turn, schedule_id: int) -> Schedule:
    """A schedule of this class.

    Raises:
        Settled: it is gone.
    """
    found = turn.records.schedules.get(schedule_id)
    if found is None or found.class_id != turn.class_id or found.deleted_at:
        raise Settled("This schedule is gone. To make a new one: /schedule")
    return found


def _settle_past(turn: Turn, schedule: Schedule) -> None:
    """What was due a moment ago is still posted or told."""
    plan(turn.records, schedule, slots(schedule, turn.zone, turn.now), turn.now)
