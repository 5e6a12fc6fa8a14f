"""Dealing: a classmate's sentence that waits for one, to make better or to find fine; what waits too long is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from activities._corrections import dealt
from activities._corrections.queue import unheard
from bot.activity import Activity, Note, on_press
from bot.keys import Press
from bot.phrase import N, Phrase, T, later
from bot.turn import Turn
from storage.looks import Verdict
from storage.people import Role

A_FEW = 3


class Dealing(Activity):
    """Sentences that wait, dealt one at a time."""

    name: ClassVar[str] = "dealing"
    title: ClassVar[str] = later("Sentences that wait")

    @on_press(Role.LEARNER)
    def deal(self, turn: Turn) -> None:
        dealt.deal(turn)

    @on_press(Role.LEARNER)
    def fine(self, turn: Turn, contribution_id: int) -> None:
        dealt.fine(turn, contribution_id)

    @on_press(Role.LEARNER)
    def another(self, turn: Turn, contribution_id: int) -> None:
        dealt.another(turn, contribution_id)

    @on_press(Role.LEARNER)
    def report(self, turn: Turn, contribution_id: int) -> None:
        dealt.report(turn, contribution_id)

    # -- the teacher --------------------------------------------------------------------------------------------

    @on_press(Role.TEACHER)
    def unheard(self, turn: Turn) -> None:
        dealt.show_unheard(turn)

    @on_press(Role.TEACHER)
    def found_fine(self, turn: Turn, contribution_id: int) -> None:
        dealt.found_fine(turn, contribution_id)

    @on_press(Role.TEACHER)
    def reported(self, turn: Turn) -> None:
        dealt.show_reported(turn)

    @on_press(Role.TEACHER)
    def seen(self, turn: Turn, contribution_id: int) -> None:
        dealt.seen(turn, contribution_id)

    def for_teacher(self, turn: Turn) -> list[Note]:
        """A line of the one message a day for what nobody looked at, and for what somebody asked her to look at."""
        notes = []
        if found := unheard(turn):
            press = Press(T("Show the sentences"), "unheard")
            notes.append(Note("unheard", _unheard_line(len(found)), (press,), again_after=timedelta(days=7)))
        if asked := turn.records.for_teacher.reported_texts(turn.class_id, turn.now):
            phrase = N(
                "A learner asks you to look at {n} sentence.",
                "Learners ask you to look at {n} sentences.",
                n=len(asked),
            )
            looks = turn.records.looks.of([one.id or 0 for one in asked])
            newest = max(one.at for found in looks.values() for one in found if one.verdict == Verdict.REPORTED)
            about = f"reported {newest.isoformat()}"
            notes.append(Note(about, phrase, (Press(T("Show what was reported"), "reported"),)))
        return notes


def _unheard_line(n: int) -> Phrase:
    """Many are not counted here: a number would only weigh on her."""
    if n > A_FEW:
        return T("Some sentences have waited for more than a day. Looking at a few of them is enough.")
    return N(
        "{n} sentence has waited for more than a day: nobody has helped yet.",
        "{n} sentences have waited for more than a day: nobody has helped yet.",
        n=n,
    )
