"""What the author of a sentence does with a card: takes it in, asks why, keeps it, shows it to a teacher."""

from __future__ import annotations

from activities._corrections import answering
from activities._corrections import authors_word as word
from activities._corrections.found import for_me
from bot.activity import Activity, on_press, on_words
from bot.turn import Turn
from storage.people import Role


class AsAuthor(Activity):
    """The author's buttons and words."""

    @on_press(Role.LEARNER)
    def got_it(self, turn: Turn, correction_id: int) -> None:
        word.got_it(turn, for_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def got_it_now(self, turn: Turn, correction_id: int) -> None:
        word.got_it_now(turn, for_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def not_meant(self, turn: Turn, correction_id: int) -> None:
        word.not_meant(turn, for_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def why(self, turn: Turn, correction_id: int) -> None:
        answering.why(turn, for_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def just_why(self, turn: Turn, correction_id: int) -> None:
        question = turn.house.languages.word("Why?", turn.language)
        answering.ask(turn, for_me(turn, correction_id), question)

    @on_words(Role.LEARNER)
    def asked(self, turn: Turn, words: str) -> None:
        answering.ask(turn, for_me(turn, turn.gathered["correction_id"]), words)

    @on_press(Role.LEARNER)
    def tell_teacher(self, turn: Turn, correction_id: int) -> None:
        word.tell_teacher(turn, for_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def keep(self, turn: Turn, correction_id: int) -> None:
        word.keep(turn, for_me(turn, correction_id))

    @on_press(Role.LEARNER)
    def show_all(self, turn: Turn, correction_id: int) -> None:
        word.open_all(turn, for_me(turn, correction_id))
