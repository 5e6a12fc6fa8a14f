"""What the giver of a correction does with it: sends it, changes it, gives reasons, answers, takes it back."""

from __future__ import annotations

from activities._corrections import afterwards, answering, offering
from activities._corrections.found import given_by_me
from bot.activity import Activity, on_press, on_words
from bot.phrase import T
from bot.turn import Turn
from storage.people import Role


class AsGiver(Activity):
    """The giver's buttons and words."""

    @on_press(Role.LEARNER)
    def send(self, turn: Turn, correction_id: int) -> None:
        offering.send(turn, given_by_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def meant(self, turn: Turn, correction_id: int, correction_ids: list[int]) -> None:
        offering.choose(turn, given_by_me(turn, correction_id), correction_ids)

    @on_press(Role.LEARNER)
    def change(self, turn: Turn, correction_id: int) -> None:
        offering.change(turn, given_by_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def not_sent(self, turn: Turn, correction_ids: list[int]) -> None:
        offering.drop(turn, correction_ids)
        turn.show(T("All right. Nobody sees it."))

    @on_press(Role.LEARNER)
    def take_back(self, turn: Turn, correction_id: int) -> None:
        afterwards.take_back(turn, given_by_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def say_why(self, turn: Turn, correction_id: int) -> None:
        afterwards.ask_reason(turn, given_by_me(turn, correction_id))

    @on_words(Role.LEARNER)
    def reason(self, turn: Turn, words: str) -> None:
        afterwards.take_reason(turn, given_by_me(turn, turn.gathered["correction_id"]), words)

    @on_press(Role.LEARNER)
    def kind(self, turn: Turn, correction_id: int) -> None:
        afterwards.ask_kind(turn, given_by_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def set_kind(self, turn: Turn, correction_id: int, kind: str) -> None:
        afterwards.set_kind(turn, given_by_me(turn, correction_id), kind)

    @on_press(Role.LEARNER)
    def answer(self, turn: Turn, correction_id: int) -> None:
        answering.answer(turn, given_by_me(turn, correction_id))

    @on_words(Role.LEARNER)
    def answered(self, turn: Turn, words: str) -> None:
        answering.take_answer(turn, given_by_me(turn, turn.gathered["correction_id"]), words)

    @on_press(Role.LEARNER)
    def dont_know(self, turn: Turn, correction_id: int) -> None:
        answering.dont_know(turn, given_by_me(turn, correction_id))
