"""/schedule: a task at the same time on the days the teacher chooses."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar

from activities._dates import Until
from activities._schedules import questions
from activities._schedules.standing import StandingSchedules, schedule_of
from activities._schedules.view import choices, keys, listed, remarks, summary
from activities._tasks import TaskName, complete_task, how, ready, task_of, to_write
from bot.activity import on_press, on_words
from bot.calendar.days import Days
from bot.calendar.wall_time import LocalTime
from bot.command import Word, command
from bot.keys import Press, grid, row
from bot.phrase import Phrase, T, later, lines
from bot.planning import change
from bot.refusal import Refusal
from bot.turn import Turn
from storage.people import Role
from storage.schedules import Schedule

MOST = 20


class Scheduling(StandingSchedules):
    """What is left out is asked one by one; `wish` is what the teacher has said so far."""

    name: ClassVar[str] = "schedule"
    title: ClassVar[str] = later("Schedule")

    @command(
        later("Post a task at the same time on the days you choose."),
        role=Role.TEACHER,
        example=later("/schedule vocabulary mon,thu 18:00 4"),
    )
    def schedule(
        self,
        turn: Turn,
        activity: Annotated[TaskName | None, Word(later("What to post"), complete_task)] = None,
        days: Annotated[Days | None, Word(later("On which days"), questions.complete_days)] = None,
        time: Annotated[
            LocalTime | None, Word(later("At what time of the class's day"), questions.complete_time)
        ] = None,
        count: Annotated[int | None, Word(later("How many at a time"), least=1, most=12)] = None,
        until: Annotated[Until | None, Word(later("The last day with a task"))] = None,
    ) -> None:
        ready(turn)
        last = until and until.isoformat()
        wish = {
            "activity": activity, "days": days and str(days), "time": time and str(time), "count": count, "last": last
        }  # fmt: skip
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
        found = schedule_of(turn, schedule_id)
        wish = {"activity": found.activity, "days": found.days, "time": found.time, "count": found.count}
        named: list[tuple[str, Phrase]] = [("days", T("The days")), ("time", T("The time"))]
        if task_of(turn, found.activity).most > 1:
            named.append(("count", T("How many at a time")))
        presses = [
            Press(label, "answer", {**wish, name: None, "schedule_id": found.id, "night": name != "time"})
            for name, label in named
        ]
        back = row(Press(T("‹ Back"), "view", {"schedule_id": found.id}))
        turn.show(lines(how(turn, found), T("What shall I change?")), [*grid(presses), *back])

    @on_press(Role.TEACHER)
    def fewer_days(self, turn: Turn, schedule_id: int) -> None:
        found = schedule_of(turn, schedule_id)
        wish = {"activity": found.activity, "time": found.time, "count": found.count}
        self._go_on(turn, {**wish, "schedule_id": found.id, "night": True})

    @on_press(Role.TEACHER)
    def own_place(self, turn: Turn) -> None:
        """A topic or thread, so that the group's other talk stays quiet."""
        turn.show(
            lines(
                T("In your group, open a topic (Telegram) or a thread (Discord) for the tasks only."),
                T("Then type /addroom here. With its code, the tasks come there too."),
            )
        )

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
        last = date.fromisoformat(wish["last"]) if wish.get("last") else None
        if twin and twin.count == count and not last:
            turn.show(lines(T("You have this already:"), summary(turn, twin)), keys(twin, more=False))
            return
        if twin and not wish.get("schedule_id"):
            wish = {**wish, "schedule_id": twin.id}
        if wish.get("schedule_id"):
            found = schedule_of(turn, wish["schedule_id"])
            kept = change(turn.records, found, turn.now, days, time)
            found.count = count
        else:
            found, kept = self._new(turn, wish["activity"], days, time, count), None
        found.last_date = last or found.last_date
        self.show(turn, found, T("Saved."), remarks(turn, found, kept))

    def _new(self, turn: Turn, activity: str, days: Days, time: LocalTime, count: int) -> Schedule:
        if len(turn.records.schedules.of_class(turn.class_id)) >= MOST:
            raise Refusal("You have {n} schedules. Please delete one first: /schedule", n=MOST)
        found = Schedule(
            class_id=turn.class_id, activity=activity, days=str(days), time=str(time), count=count, checked_at=turn.now
        )
        turn.records.schedules.add(found)
        return found


def _twin(turn: Turn, activity: str, days: str, time: str, but: int | None) -> Schedule | None:
    """A schedule that posts the same at the same time."""
    for one in turn.records.schedules.of_class(turn.class_id):
        if (one.activity, one.days, one.time) == (activity, days, time) and one.id != but:
            return one
    return None
