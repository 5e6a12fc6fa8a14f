"""Watching: the teacher sees corrections she was asked to look at, and the last ones, and says what is good."""

from __future__ import annotations

from typing import ClassVar

from activities._corrections import watched
from bot.activity import Activity, Note, on_press
from bot.keys import Press
from bot.phrase import N, T, later
from bot.turn import Turn
from storage.people import Role
from storage.standing import Mark


class Watching(Activity):
    """Corrections as the teacher sees them."""

    name: ClassVar[str] = "watching"
    title: ClassVar[str] = later("Corrections of the class")

    @on_press(Role.LEARNER)
    def tell(self, turn: Turn, correction_id: int) -> None:
        watched.tell(turn, correction_id)

    @on_press(Role.TEACHER)
    def reported(self, turn: Turn) -> None:
        watched.show_reported(turn)

    @on_press(Role.TEACHER)
    def latest(self, turn: Turn) -> None:
        watched.show_latest(turn)

    @on_press(Role.TEACHER)
    def good(self, turn: Turn, correction_id: int) -> None:
        watched.mark(turn, correction_id, Mark.GOOD)

    @on_press(Role.TEACHER)
    def fine(self, turn: Turn, correction_id: int) -> None:
        watched.mark(turn, correction_id, Mark.FINE)

    @on_press(Role.TEACHER)
    def seen(self, turn: Turn, correction_id: int) -> None:
        watched.seen(turn, correction_id)

    def for_teacher(self, turn: Turn) -> list[Note]:
        """A line of the one message a day for what learners have shown to her."""
        found = watched.reported(turn)
        if not found:
            return []
        phrase = N(
            "A learner asks you to look at {n} correction.",
            "Learners ask you to look at {n} corrections.",
            n=len(found),
        )
        newest = turn.records.reports.of([one.id for one in found])[-1]
        about = f"shown {newest.correction_id} {newest.at.isoformat()}"
        return [Note(about, phrase, (Press(T("Show the corrections"), "reported"),))]
