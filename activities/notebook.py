"""The error notebook behind /progress, and what the class may learn from it, without names, once a week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from activities._corrections import slips
from activities._corrections.card import card
from activities._corrections.notebook import entries, notebook, notebook_file
from bot.activity import Activity, Note, at_work, on_press, on_result
from bot.keys import Press, row
from bot.phrase import N, Phrase, T, later
from bot.refusal import Refusal
from bot.turn import Turn
from storage.people import Role
from storage.rounds import Round
from storage.standing import Standing


class Notebook(Activity):
    """One's own corrections; of the class only what is frequent, and what its author agreed to show."""

    name: ClassVar[str] = "notebook"
    title: ClassVar[str] = later("Notebook")

    @on_press(Role.LEARNER)
    def show(self, turn: Turn) -> None:
        found = entries(turn, turn.member)
        if not found:
            turn.show(T("Your notebook is empty. Corrections you have read come here."))
            return
        turn.show(notebook(turn, found), row(Press(T("As a file (CSV)"), "file")))

    @on_press(Role.LEARNER)
    def file(self, turn: Turn) -> None:
        turn.work("write_out", "hand_out")

    @at_work
    def write_out(self, turn: Turn) -> bytes:
        found = entries(turn, turn.member)
        if not found:
            raise Refusal("Your notebook is empty. Corrections you have read come here.")
        return notebook_file(turn, found)

    @on_result(Role.LEARNER)
    def hand_out(self, turn: Turn, made: bytes) -> None:
        turn.send_file("tertulia-my-corrections.csv", made, T("My corrections"))

    @on_press(Role.LEARNER)
    def share(self, turn: Turn, correction_id: int) -> None:
        """The class may learn from this sentence, without a name."""
        found = turn.records.corrections.get(correction_id)
        if found is None or found.class_id != turn.class_id or found.author_id != turn.member.id:
            raise Refusal("That correction is for somebody else.")
        if found.sealed is None or found.standing != Standing.GOT_IT or turn.class_.minors:
            raise Refusal("That correction is too old: I don't keep its words any more.")
        found.shared = not found.shared
        if not found.shared:
            slips.take_out(turn, [found.id])
        turn.activity = "correction"
        turn.show(*card(turn, found))

    def for_learner(self, turn: Turn, round: Round) -> Sequence[Note]:  # noqa: ARG002  the notebook is of all tasks
        """The way to one's own corrections from 🔒 *For me*."""
        n = len(entries(turn, turn.member))
        if not n:
            return ()
        line = N("{n} correction in your notebook.", "{n} corrections in your notebook.", n=n)
        return [Note("notebook", line, (Press(T("My corrections"), "show"),))]

    # -- at the week's last close -------------------------------------------------------------------------------

    def at_close(self, turn: Turn, round: Round) -> Mapping[str, Any] | None:
        return slips.news_for_class(turn, round)

    def closing_words(self, turn: Turn, told: Mapping[str, Any]) -> Phrase:
        return slips.words_of(turn, told)
