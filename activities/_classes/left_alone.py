"""A class without a room: kept for a while, in case the bot is added again, then erased with all its people."""

from __future__ import annotations

from datetime import timedelta

from activities._classes.ending import end_class
from activities._people.erasure import erase_members
from bot.phrase import N, Phrase
from bot.turn import Turn

KEPT_FOR = timedelta(days=30)
ALARM = "left_alone"


def begin(turn: Turn) -> Phrase | None:
    """The bot was taken out of a room: what happens if that was the last one."""
    if turn.records.rooms.of_class(turn.class_id):
        return None
    turn.wake(ALARM, turn.now + KEPT_FOR)
    return N("I keep the class for {n} day, then I erase it.", "I keep the class for {n} days, then I erase it.",
             n=KEPT_FOR.days)  # fmt: skip


def end(turn: Turn) -> None:
    """The time is over; a class that has a room again goes on."""
    class_ = turn.class_
    if turn.records.rooms.of_class(turn.class_id):
        return
    members = turn.records.people.roster(turn.class_id, gone=True)
    end_class(turn, class_)
    erase_members(turn, members)
