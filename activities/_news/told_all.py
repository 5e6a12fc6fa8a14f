"""What every teacher of a class is told at once, only not in the night."""

from __future__ import annotations

from bot.calendar.deadline import next_waking
from bot.keys import Keys
from bot.phrase import Phrase
from bot.turn import Turn


def tell_all(turn: Turn, phrase: Phrase, keys: Keys = ()) -> None:
    for teacher in turn.records.people.teachers(turn.class_id):
        turn.tell(teacher, phrase, keys, kind="news", not_before=next_waking(turn.now, turn.zone))
