"""/post: what is open, how the next post will look, and posting now."""

from __future__ import annotations

from typing import Annotated, ClassVar

from activities._dates import shown
from activities._tasks import TaskName, complete_task, ready, task_of, tasks, title
from bot.activity import Activity, on_press
from bot.calendar.days import Days
from bot.calendar.deadline import open_until, quiet
from bot.calendar.wall_time import When, clock
from bot.command import Word, command
from bot.keys import Key, Press, row
from bot.phrase import N, Phrase, T, later, lines, quoted
from bot.refusal import Refusal
from bot.task import life, undoing
from bot.task.activity import TaskActivity
from bot.task.form import task_text
from bot.text import clipped
from bot.turn import Turn
from storage.people import Role
from storage.rounds import Round
from storage.schedules import Schedule

_SHORT = 20
"""Characters of a title on a button."""


class Posting(Activity):
    """Posts by hand; the clock posts by itself."""

    name: ClassVar[str] = "posting"
    title: ClassVar[str] = later("Posting")

    @command(
        later("Post now, or see what is open and what comes next."),
        role=Role.TEACHER,
        example=later("/post vocabulary"),
    )
    def post(
        self, turn: Turn, activity: Annotated[TaskName | None, Word(later("What to post"), complete_task)] = None
    ) -> None:
        ready(turn)
        if activity:
            self.post_now(turn, activity)
        else:
            _desk(turn)

    @on_press(Role.TEACHER)
    def post_now(self, turn: Turn, activity: str, sure: bool = False) -> None:
        ready(turn)
        task = task_of(turn, activity)
        _check(turn, task)
        if not sure and (doubt := _doubt(turn)):
            again = Press(T("Yes, post it now"), "posting.post_now", {"activity": activity, "sure": True})
            turn.show(doubt, row(again, Press(T("Cancel"), "asking.cancel")))
            return
        schedule = _schedule_of(turn, task)
        posted = life.open_round(turn, task, schedule.count if schedule else task.usual, schedule)
        turn.activity = self.name
        if posted is None:
            raise _empty(task)
        back = Press(T("Take back"), f"{task.name}.take_back", {"round_id": posted.id})
        until = When(posted.deadline, turn.zone)
        turn.show(T("Posted: “{title}”. It is open until {when}.", title=posted.title, when=until), row(back))


def _check(turn: Turn, task: TaskActivity) -> None:
    """Raises:
    Refusal: there is no room to post in, or nothing to post.
    """
    rooms = turn.records.rooms.of_class(turn.class_id)
    if not rooms:
        raise Refusal("I am in no group of this class. Please add me to your group, then try again.")
    if not any(room.may_post for room in rooms):
        raise Refusal("I cannot write in your group. Please allow me to send messages in its settings, then try again.")
    if not task.left(turn):
        raise _empty(task)


def _empty(task: TaskActivity) -> Refusal:
    return Refusal("Nothing is on the list for {task}. Send me some: {command}", task=title(task), command=task.opens)


def _doubt(turn: Turn) -> Phrase | None:
    """What speaks against posting right now."""
    until = turn.class_.holiday_until
    if until and until >= turn.today:
        return T("It is holiday until {day}. Shall I post all the same?", day=shown(until))
    if quiet(turn.now, turn.zone):
        return T("It is {time} in the class. Shall I post now, without a sound?", time=clock(turn.now, turn.zone))
    return None


def _schedule_of(turn: Turn, task: TaskActivity) -> Schedule | None:
    """The schedule whose days and count a post by hand follows: the first one of this activity that runs."""
    found = turn.records.schedules.of_class(turn.class_id)
    return next((one for one in found if one.activity == task.name and not one.paused), None)


def _desk(turn: Turn) -> None:
    """What is open, and how the next post of each kind will look."""
    rounds = turn.records.rounds.open(turn.class_id)
    parts: list[Phrase] = [_open_line(turn, one) for one in rounds] or [T("No task is open.")]
    keys: list[list[Key]] = [_round_keys(turn, one, alone=len(rounds) == 1) for one in rounds]
    for task in tasks(turn).values():
        preview = _preview(turn, task)
        if preview is None:
            parts.append(T("**{task}**: nothing is on the list. {command}", task=title(task), command=task.opens))
            continue
        parts += [T("**{task}**, next:", task=title(task)), quoted(preview)]
        keys += row(Press(T("Post now: {task}", task=title(task)), "post_now", {"activity": task.name}))
    turn.show(lines(*parts), keys)


def _open_line(turn: Turn, round: Round) -> Phrase:
    written = turn.records.taking_part.writers(round.id or 0)
    return T(
        "Open: “{title}” · until {when} · {written}",
        title=round.title,
        when=When(round.deadline, turn.zone),
        written=N("{n} has written", "{n} have written", n=written) if written else T("nobody has written yet"),
    )


def _round_keys(turn: Turn, round: Round, *, alone: bool) -> list[Key]:
    about = {"round_id": round.id}
    short = clipped(round.title, _SHORT)
    close = Press(T("Close now") if alone else T("Close: {title}", title=short), f"{round.activity}.close_now", about)
    if turn.now - round.opened_at > undoing.TAKE_BACK_WITHIN:
        return [close]
    back = T("Take back") if alone else T("Take back: {title}", title=short)
    return [close, Press(back, f"{round.activity}.take_back", about)]


def _preview(turn: Turn, task: TaskActivity) -> Phrase | None:
    """The post as it would go out now; nothing is taken off the list."""
    schedule = _schedule_of(turn, task)
    coming = task.next_task(turn, schedule.count if schedule else task.usual)
    if coming is None:
        return None
    days = Days.read(schedule.days) if schedule else None
    deadline = open_until(turn.now, days, turn.zone, turn.class_.holiday_until)
    round = Round(
        class_id=turn.class_id,
        activity=task.name,
        title=coming.title,
        state=coming.state,
        opened_at=turn.now,
        deadline=deadline,
    )
    return task_text(turn, task, round, preview=True)
