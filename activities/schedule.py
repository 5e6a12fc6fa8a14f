"""/schedule: a task at the same time on the days the teacher chooses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from activities import _schedule_questions as questions
from activities._dates import read_date, shown
from activities._schedule_view import choices, keys, listed, remarks, summary
from activities._tasks import TaskName, complete_task, how, ready, task_of, to_write
from bot.activity import Activity, on_press, on_words
from bot.command import Word, command
from bot.days import Days
from bot.keys import Press, grid, row
from bot.phrase import Phrase, T, later, lines
from bot.planning import change, plan, slots
from bot.refusal import Refusal
from bot.turn import Turn
from bot.wall_time import LocalTime
from storage.people import Role
from storage.schedules import Schedule

MOST = 20


class Scheduling(Activity):
    """What is left out is asked one by one; `wish` is what the teacher has said so far."""

    name: ClassVar[str] = "schedule"
    title: ClassVar[str] = later("Schedule")

    @command(
        later("Post a task at the same time on the days you choose."),
        role=Role.TEACHER,
        example="/schedule vocabulary mon,thu 18:00 4",
    )
    def schedule(
        self,
        turn: Turn,
        activity: Annotated[TaskName | None, Word(later("What to post"), complete_task)] = None,
        days: Annotated[Days | None, Word(later("On which days"), questions.complete_days)] = None,
        time: Annotated[
            LocalTime | None, Word(later("At what time of the class's day"), questions.complete_time)
        ] = None,
        count: Annotated[int | None, Word(later("How many at a time"))] = None,
    ) -> None:
        ready(turn)
        wish = {"activity": activity, "days": days and str(days), "time": time and str(time), "count": count}
        wish = {name: value for name, value in wish.items() if value is not None}
        if wish:
            self._go_on(turn, wish)
        else:
            self.overview(turn)

    @on_press(Role.TEACHER)
    def overview(self, turn: Turn) -> None:
        """The list, or the one schedule there is; without any, the first question."""
        found = turn.records.schedules.of_class(turn.class_id)
        add = row(Press(T("Add another"), "add"))
        match len(found):
            case 0:
                self._go_on(turn, {}, T("Nothing is scheduled yet."))
            case 1:
                turn.show(summary(turn, found[0]), [*keys(found[0], more=True), *add])
            case _:
                turn.show(listed(turn, found), [*grid(choices(turn, found), 1), *add])

    @on_press(Role.TEACHER)
    def view(self, turn: Turn, schedule_id: int) -> None:
        self._view(turn, _schedule(turn, schedule_id))

    # -- a new one, or another day or time for one there is --------------------------------------------------------

    @on_press(Role.TEACHER)
    def add(self, turn: Turn) -> None:
        ready(turn)
        self._go_on(turn, {})

    @on_press(Role.TEACHER)
    def answer(self, turn: Turn, **wish: Any) -> None:
        """A button under a question: the wish with one thing more."""
        self._go_on(turn, wish)

    @on_words(Role.TEACHER)
    def typed(self, turn: Turn, words: str) -> None:
        """An answer in words to the question that stands."""
        wish = turn.gathered
        missing = questions.missing(turn, wish) or "time"
        night = {"night": False} if missing == "time" else {}
        self._go_on(turn, {**wish, missing: questions.read(turn, missing, words)} | night)

    @on_press(Role.TEACHER)
    def change(self, turn: Turn, schedule_id: int) -> None:
        found = _schedule(turn, schedule_id)
        wish = {"activity": found.activity, "days": found.days, "time": found.time, "count": found.count}
        named: list[tuple[str, Phrase]] = [("days", T("The days")), ("time", T("The time"))]
        if task_of(turn, found.activity).most > 1:
            named.append(("count", T("How many")))
        presses = [
            Press(label, "answer", {**wish, name: None, "schedule_id": found.id, "night": name != "time"})
            for name, label in named
        ]
        back = row(Press(T("‹ Back"), "view", {"schedule_id": found.id}))
        turn.show(lines(how(turn, found), T("What shall I change?")), [*grid(presses), *back])

    def _go_on(self, turn: Turn, wish: dict[str, Any], head: Phrase | None = None) -> None:
        """Ask what is missing, one thing at a time, then save."""
        questions.check(turn, wish)
        missing = questions.missing(turn, wish)
        if missing:
            phrase, offered = questions.question(turn, missing, wish)
            turn.ask("typed", to_write(turn, lines(head, phrase)), offered, **wish)
        elif questions.at_night(wish):
            phrase, offered = questions.night_question(wish)
            turn.ask("typed", phrase, offered, **{**wish, "time": None})
        else:
            turn.stop_asking()
            self._save(turn, wish)

    def _save(self, turn: Turn, wish: dict[str, Any]) -> None:
        days, time = Days.read(wish["days"]), LocalTime.read(wish["time"])
        count = wish.get("count") or 1
        twin = _twin(turn, wish["activity"], str(days), str(time), wish.get("schedule_id"))
        if twin and twin.count == count:
            turn.show(lines(T("You have this already:"), summary(turn, twin)), keys(twin, more=False))
            return
        if twin and not wish.get("schedule_id"):
            wish = {**wish, "schedule_id": twin.id}
        if wish.get("schedule_id"):
            found = _schedule(turn, wish["schedule_id"])
            kept = change(turn.records, found, turn.now, days, time)
            found.count = count
        else:
            found, kept = self._new(turn, wish["activity"], days, time, count), None
        self._view(turn, found, T("Saved."), remarks(turn, found, kept))

    def _new(self, turn: Turn, activity: str, days: Days, time: LocalTime, count: int) -> Schedule:
        if len(turn.records.schedules.of_class(turn.class_id)) >= MOST:
            raise Refusal("You have {n} schedules. Please delete one first: /schedule", n=MOST)
        found = Schedule(
            class_id=turn.class_id, activity=activity, days=str(days), time=str(time), count=count, checked_at=turn.now
        )
        turn.records.schedules.add(found)
        return found

    # -- one that is there -----------------------------------------------------------------------------------------

    @on_press(Role.TEACHER)
    def pause(self, turn: Turn, schedule_id: int) -> None:
        found = _schedule(turn, schedule_id)
        _settle_past(turn, found)
        found.paused = True
        self._view(turn, found)

    @on_press(Role.TEACHER)
    def resume(self, turn: Turn, schedule_id: int) -> None:
        found = _schedule(turn, schedule_id)
        if found.paused:
            found.paused, found.checked_at = False, turn.now
        self._view(turn, found, notes=remarks(turn, found))

    @on_press(Role.TEACHER)
    def delete(self, turn: Turn, schedule_id: int) -> None:
        found = _schedule(turn, schedule_id)
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
        self._view(turn, found, notes=remarks(turn, found))

    @on_press(Role.TEACHER)
    def ask_last_date(self, turn: Turn, schedule_id: int) -> None:
        found = _schedule(turn, schedule_id)
        example = shown(turn.today.replace(month=12, day=20))
        none = Press(T("No last date"), "no_last_date", {"schedule_id": found.id})
        asked = T("Which is the last day with a post? Write it, for example: {day}", day=example)
        turn.ask("last_date", to_write(turn, lines(how(turn, found), asked)), row(none), schedule_id=found.id)

    @on_words(Role.TEACHER)
    def last_date(self, turn: Turn, words: str) -> None:
        found = _schedule(turn, turn.gathered["schedule_id"])
        found.last_date = read_date(words, turn)
        turn.stop_asking()
        self._view(turn, found, T("Saved."))

    @on_press(Role.TEACHER)
    def no_last_date(self, turn: Turn, schedule_id: int) -> None:
        found = _schedule(turn, schedule_id)
        if found.last_date and found.last_date < turn.today:
            found.checked_at = turn.now
        found.last_date = None
        turn.stop_asking()
        self._view(turn, found, T("Saved."))

    def _view(self, turn: Turn, found: Schedule, head: Phrase | None = None, notes: Sequence[Phrase] = ()) -> None:
        turn.show(lines(head, summary(turn, found), *notes), keys(found, more=head is None))


def _schedule(turn: Turn, schedule_id: int) -> Schedule:
    """A schedule of this class.

    Raises:
        Refusal: it is gone.
    """
    found = turn.records.schedules.get(schedule_id)
    if found is None or found.class_id != turn.class_id or found.deleted_at:
        raise Refusal("This schedule is gone. To make a new one: /schedule")
    return found


def _settle_past(turn: Turn, schedule: Schedule) -> None:
    """What was due a moment ago is still posted or told."""
    plan(turn.records, schedule, slots(schedule, turn.zone, turn.now), turn.now)


def _twin(turn: Turn, activity: str, days: str, time: str, but: int | None) -> Schedule | None:
    """A schedule that posts the same at the same time."""
    for one in turn.records.schedules.of_class(turn.class_id):
        if (one.activity, one.days, one.time) == (activity, days, time) and one.id != but:
            return one
    return None
