"""Approving: what waits for the teacher's OK before a learner sees it, in one list."""

from __future__ import annotations

from typing import ClassVar

from activities._corrections.approving import settle, show_list
from activities._corrections.to_approve import counted, find, waiting
from bot.activity import Activity, Note, on_press
from bot.keys import Press
from bot.phrase import N, T, later
from bot.turn import Turn
from storage.people import Role


class Approving(Activity):
    """Corrections, questions and answers, passed on or kept back."""

    name: ClassVar[str] = "approving"
    title: ClassVar[str] = later("Corrections that wait")

    @on_press(Role.TEACHER)
    def look(self, turn: Turn) -> None:
        if not show_list(turn):
            turn.show(T("Nothing waits for your OK."))

    @on_press(Role.TEACHER)
    def approve(self, turn: Turn, correction_id: int, what: str, opinion_id: int) -> None:
        found = find(turn, correction_id, what, opinion_id)
        settle(turn, found, T("Passed on."), ok=True, about=correction_id)

    @on_press(Role.TEACHER)
    def hold(self, turn: Turn, correction_id: int, what: str, opinion_id: int) -> None:
        kept = T("Kept back. I will tell the person who wrote it, kindly.")
        found = find(turn, correction_id, what, opinion_id)
        settle(turn, found, kept, ok=False, about=correction_id)

    @on_press(Role.TEACHER)
    def approve_all(self, turn: Turn, items: list[tuple[int, str, int]]) -> None:
        found = [item for one in items for item in find(turn, *one)]
        settle(turn, found, T("All passed on.") if len(found) == len(items) else T("Passed on."), ok=True)

    def for_teacher(self, turn: Turn) -> list[Note]:
        """A line of the one message a day while something waits."""
        found = waiting(turn)
        if not found:
            return []
        about = [f"{one.row.id} {one.what} {one.opinion_id}" for one in found]
        phrase = N("{these} waits for your OK.", "{these} wait for your OK.", n=len(found), these=counted(found))
        return [Note(" ".join(["approve", *about]), phrase, (Press(T("Look at them"), "look"),))]
