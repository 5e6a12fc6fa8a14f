"""The welcome card: what the bot does, what is kept of who joins and who sees it, in lines a learner reads."""

from __future__ import annotations

from activities._language_names import LanguageName
from bot.calendar.days import Days
from bot.chat import Look
from bot.keys import Keys, Press
from bot.phrase import Phrase, T, lines
from bot.task.form import counts_all
from bot.turn import Turn
from storage.rooms import Room

KIND = "welcome"


def post_welcome(turn: Turn) -> list[Room]:
    """Post the card in every room of the class the bot may write in; those rooms."""
    rooms = [room for room in turn.records.rooms.of_class(turn.class_id) if room.may_post]
    for room in rooms:
        post_welcome_in(turn, room)
    return rooms


def post_welcome_in(turn: Turn, room: Room) -> None:
    """Post the card in one room."""
    turn.post(room, _text(turn), _keys(), kind=KIND)


def what_is_stored(turn: Turn) -> Phrase:
    """The answer to *What is stored?*, short enough for a pop-up."""
    days = 7 if turn.class_.minors else 30
    return T(
        "If you join: your name, when you write, how many words, which list words. "
        "Your text is locked away and deleted after {days} days. More: /privacy",
        days=days,
    )


def _text(turn: Turn) -> Phrase:
    language, days = LanguageName(turn.class_.target), _days(turn)
    first = (
        T("I'm Tertulia, a bot. I post short {language} tasks here {days}.", language=language, days=days)
        if days
        else T("I'm Tertulia, a bot. I post short {language} tasks here.", language=language)
    )
    return lines(
        first,
        T(
            "If you join, I keep when you write and which words you use. "
            "Your teacher sees it, the class does not. No marks. You can stop any time."
        ),
        _what_counts(turn),
    )


def _what_counts(turn: Turn) -> Phrase:
    if counts_all(turn):
        return T("What counts: everything you write here while a task is open.")
    return T("What counts: your replies to a task.")


def _days(turn: Turn) -> Days | None:
    """All days something is scheduled on."""
    schedules = [one for one in turn.records.schedules.of_class(turn.class_id) if not one.paused]
    numbers = {number for one in schedules for number in Days.read(one.days)}
    return Days(numbers) if numbers else None


def _keys() -> Keys:
    return [
        [Press(T("Join"), "joining.join", look=Look.MAIN), Press(T("What is stored?"), "joining.stored")],
    ]
