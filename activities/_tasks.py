"""The kinds of task a teacher may post: as a command's parameter, and as they are named on screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.calendar.days import Days
from bot.nearest import nearest
from bot.phrase import Phrase, T, lines
from bot.refusal import Refusal
from bot.task.activity import TaskActivity
from bot.turn import Turn
from bot.typed import folded
from storage.schedules import Schedule


class TaskName(str):
    """A command's parameter: the name of an activity that posts tasks."""

    __slots__ = ()

    @classmethod
    def read(cls, typed: str, turn: Turn) -> TaskName:
        """Understand a name or what it is called on screens, also its beginning; raises Refusal."""
        known = {folded(name): name for name in tasks(turn)} | {folded(word): name for word, name in _words(turn)}
        word = folded(typed)
        fitting = {name for known_word, name in known.items() if len(word) > 2 and known_word.startswith(word)}
        name = known.get(word) or (fitting.pop() if len(fitting) == 1 else None)
        if name:
            return cls(name)
        near = nearest(word[:40], known)
        if near:
            raise Refusal(
                "I can't post “{typed}”. Did you mean {name}?", typed=typed[:40], name=_word(turn, known[near])
            )
        raise Refusal(
            "I can't post “{typed}”. What I can post: {names}.",
            typed=typed[:40],
            names=", ".join(_word(turn, name) for name in tasks(turn)),
        )


def tasks(turn: Turn) -> Mapping[str, TaskActivity]:
    """The activities that post tasks, by name."""
    return {name: one for name, one in turn.house.activities.items() if isinstance(one, TaskActivity)}


def task_of(turn: Turn, name: str) -> TaskActivity:
    found = tasks(turn).get(name)
    if found is None:
        raise Refusal("I can't post that any more. What I can do: /help")
    return found


def complete_task(turn: Turn, typed: str) -> Sequence[str]:  # noqa: ARG001  all of them; what fits is chosen by the menu
    return [_word(turn, name).lower() for name in tasks(turn)]


def title(activity: TaskActivity) -> Phrase:
    return T(activity.title)


def how(turn: Turn, schedule: Schedule) -> Phrase:
    """What a schedule posts and when, in one line."""
    activity = task_of(turn, schedule.activity)
    days, time = Days.read(schedule.days), schedule.time
    if activity.most == 1:
        return T("**{task}** · {days} at {time}", task=title(activity), days=days, time=time)
    many = activity.how_many(schedule.count)
    return T("**{task}** · {many} {days} at {time}", task=title(activity), many=many, days=days, time=time)


def to_write(turn: Turn, asked: Phrase) -> Phrase:
    """A question answered in words; whoever is asked in a room hears where to write, and so writes nothing there."""
    if turn.answers_in_form:
        return lines(asked, T("To write, press Write."))
    return asked if turn.answers_at_desk else lines(asked, T("Write to me in our private chat."))


def ready(turn: Turn) -> None:
    """Let a turn go on in a class that is set up.

    Raises:
        Refusal: it is not yet.
    """
    if not turn.class_.ready:
        raise Refusal("This class is not ready yet. Please finish the set-up first: /setup")


def _word(turn: Turn, name: str) -> str:
    return turn.house.languages.word(tasks(turn)[name].title, turn.language)


def _words(turn: Turn) -> list[tuple[str, str]]:
    return [(_word(turn, name), name) for name in tasks(turn)]
