"""What `/schedule` asks when something is left out: each question, the answers offered, and how words are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from activities._tasks import TaskName, task_of, tasks, title
from bot.calendar.days import Days
from bot.calendar.deadline import QUIET_FROM, QUIET_UNTIL
from bot.calendar.wall_time import LocalTime
from bot.keys import Key, Press, grid, row
from bot.phrase import Phrase, T
from bot.reading import reader_of
from bot.refusal import Refusal
from bot.turn import Turn

Wish = Mapping[str, Any]
"""What is known so far: activity, days, time, count, night (silent posts are fine), schedule_id (one to change)."""

TIMES = ("18:00", "08:00", "12:00", "16:00", "19:00", "20:00")
_DAYS = {"en": ("mon,thu", "tue,fri", "mon,wed,fri", "weekdays", "daily"),
         "es": ("lun,jue", "mar,vie", "lun,mié,vie", "laborables", "diario")}  # fmt: skip
_OFFERED_DAYS = ("mon,thu", "tue,fri", "mon,wed,fri", "mon,tue,wed,thu,fri", "mon,tue,wed,thu,fri,sat,sun")


def complete_days(turn: Turn, typed: str) -> Sequence[str]:  # noqa: ARG001  the menu chooses what fits
    return _DAYS.get(turn.language, _DAYS["en"])


def complete_time(turn: Turn, typed: str) -> Sequence[str]:  # noqa: ARG001  the same
    return TIMES


def missing(turn: Turn, wish: Wish) -> str:
    """The next thing to ask for; empty when nothing is missing."""
    for name in ("activity", "days", "time"):
        if not wish.get(name):
            return name
    return "count" if task_of(turn, wish["activity"]).most > 1 and wish.get("count") is None else ""


def check(turn: Turn, wish: Wish) -> None:
    """Raises:
    Refusal: the count is none the activity can post.
    """
    count = wish.get("count")
    if count is None or not wish.get("activity"):
        return
    most = task_of(turn, wish["activity"]).most
    if most > 1 and not 1 <= count <= most:
        raise Refusal(
            "I can post 1 to {most} at a time, not {n}. Example: {example}",
            most=most,
            n=count,
            example=T("/schedule vocabulary mon,thu 18:00 4"),
        )


def read(turn: Turn, name: str, words: str) -> Any:
    """What was written in answer to a question; raises Refusal."""
    match name:
        case "activity":
            return TaskName.read(words, turn)
        case "days":
            return str(reader_of(Days)(words, turn))
        case "time":
            return str(reader_of(LocalTime)(words, turn))
    return reader_of(int)(words.strip(), turn)


def question(turn: Turn, name: str, wish: Wish) -> tuple[Phrase, list[list[Key]]]:
    def offer(label: Phrase, value: Any) -> Press:
        return Press(label, "answer", {**wish, name: value} | ({"night": False} if name == "time" else {}))

    match name:
        case "activity":
            return T("What shall I post?"), grid([offer(title(one), key) for key, one in tasks(turn).items()], 2)
        case "days":
            offers = [offer(_label(days), days) for days in _OFFERED_DAYS]
            return T("On which days? Press, or write them, for example: mon,thu"), grid(offers, 1)
        case "time":
            return T("At what time? Press, or write it, for example: 18:00"), grid([offer(one, one) for one in TIMES])
    activity = task_of(turn, wish["activity"])
    counts = sorted({activity.usual, *(n for n in (3, 4, 5, 6, 8) if n <= activity.most)})
    offers = [offer(activity.how_many(n), n) for n in counts]
    return T("How many at a time? From 1 to {most}.", most=activity.most), grid(offers)


def _label(days: str) -> Phrase:
    match days:
        case "mon,thu":
            return T("Monday and Thursday")
        case "tue,fri":
            return T("Tuesday and Friday")
        case "mon,wed,fri":
            return T("Monday, Wednesday, Friday")
        case "mon,tue,wed,thu,fri":
            return T("Monday to Friday")
    return T("Every day")


def at_night(wish: Wish) -> bool:
    """Whether the time lies in the quiet hours and nobody has said yet that this is meant."""
    chosen: time = LocalTime.read(wish["time"])
    return not wish.get("night") and (chosen >= QUIET_FROM or chosen < QUIET_UNTIL)


def night_question(wish: Wish) -> tuple[Phrase, list[list[Key]]]:
    yes = Press(T("Yes, without a sound"), "answer", {**wish, "night": True})
    other = Press(T("Another time"), "answer", {**wish, "time": "", "night": False})
    return (
        T("At {time} phones should be quiet. Shall I post then, without a sound?", time=wish["time"]),
        row(yes, other),
    )
