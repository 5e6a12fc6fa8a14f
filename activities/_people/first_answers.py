"""What somebody who has just joined answers to the first questions."""

from __future__ import annotations

from activities._people import first_questions as questions
from activities._people.membership import read_own_name
from bot.activity import Activity, on_press, on_words
from bot.phrase import Phrase, T
from bot.turn import Turn
from storage.people import CorrectionWish, Role


class FirstAnswers(Activity):
    """A name, then two things that need a yes."""

    @on_words(Role.STRANGER)
    def called(self, turn: Turn, words: str) -> None:
        turn.member.name = read_own_name(turn, turn.member, words)
        questions.ask_corrections(turn, T("Nice to meet you, {name}.", name=turn.member.name))

    @on_press(Role.STRANGER)
    def name_is_fine(self, turn: Turn) -> None:
        questions.ask_corrections(turn, T("Nice to meet you, {name}.", name=turn.member.name))

    @on_press(Role.STRANGER)
    def corrected(self, turn: Turn, how: str) -> None:
        turn.member.corrections, turn.member.corrections_asked = CorrectionWish(how).value, True
        if turn.class_.minors:
            questions.say_ready(turn)
        else:
            questions.ask_reminders(turn)

    @on_press(Role.STRANGER)
    def reminded(self, turn: Turn, yes: bool) -> None:
        turn.member.reminders = yes
        questions.say_ready(turn)

    def cancelled(self, turn: Turn) -> Phrase:
        """Whoever was asked these has joined already."""
        member = turn.scene.member
        if member is None:
            return super().cancelled(turn)
        return T("All right. You are in, and I will call you {name}. To change anything: /settings", name=member.name)
