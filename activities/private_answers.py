"""Private first: an answer tried out in the private chat, sent to the class only when its writer says so."""

from __future__ import annotations

from typing import ClassVar

from activities import _trying_out as trying
from activities._which_task import answered, ask_which, enter, open_tasks, the_task
from bot.access import set_class
from bot.activity import Activity, on_form, on_press, on_words
from bot.chat import Field, Said
from bot.phrase import T, later, lines
from bot.refusal import Refusal
from bot.task import keeping, relaying
from bot.task.listening import activity_of
from bot.turn import Turn
from storage.people import Role

LONGEST_WRITTEN = 1500
"""Characters of an answer in a form: posted in its writer's name it has to fit into one message."""


class PrivateAnswers(Activity):
    """The sentence waits in memory; what is counted is kept sealed, as any answer is."""

    name: ClassVar[str] = "private_answers"
    title: ClassVar[str] = later("Private answers")

    def told(self, turn: Turn, said: Said) -> bool:
        """What a learner writes while a task is open, with no question in progress."""
        found = open_tasks(turn)
        if not found or said.forwarded:
            return False
        turn.activity = self.name
        trying.take(turn, said, found)
        meant = answered(turn, said, found)
        if meant:
            set_class(turn, meant.class_)
            trying.show(turn, meant.round.id or 0, said.message)
        else:
            ask_which(turn, found, said.message)
        return True

    @on_press(Role.STRANGER)
    def choose(self, turn: Turn, round_id: int, message: str) -> None:
        """The task is chosen; the class is the task's."""
        enter(turn, round_id)
        trying.show(turn, round_id, message)

    @on_press(Role.LEARNER)
    def write_here(self, turn: Turn, round_id: int) -> None:
        """*Write it here* under a reminder, or *For me*."""
        round, _ = the_task(turn, round_id)
        asked = T("“{title}”: write your sentence here. Only you see it.", title=round.title)
        if not turn.answers_at_desk:
            asked = T("“{title}”: write your sentence to me in our private chat. Only you see it.", title=round.title)
        turn.ask("written", asked, round_id=round_id)

    @on_words(Role.LEARNER)
    def written(self, turn: Turn, words: str) -> None:
        round_id = int(turn.gathered["round_id"])
        self._try(turn, round_id, words)
        turn.stop_asking()

    @on_press(Role.LEARNER)
    def write_form(self, turn: Turn, round_id: int) -> None:
        """*Write* under a task whose room the bot cannot read."""
        round, _ = the_task(turn, round_id)
        assert turn.scene.post is not None
        label = turn.house.languages.word(later("Your sentence"), turn.language)
        turn.ask_form("form", round.title, [Field("words", label, long=True, limit=LONGEST_WRITTEN)], turn.scene.post)

    @on_form(Role.LEARNER)
    def form(self, turn: Turn, words: str = "") -> None:
        """The form hangs on the task's post."""
        assert turn.scene.post is not None
        self._try(turn, turn.scene.post.round_id or 0, words)

    def _try(self, turn: Turn, round_id: int, words: str) -> None:
        """What came in a form has no message; what happened stands for it."""
        event = turn.scene.event
        assert event is not None
        said = event if isinstance(event, Said) else Said(event.key, event.at, event.where, event.by, event.key, words)
        trying.take(turn, said, open_tasks(turn))
        trying.show(turn, round_id, said.message)

    @on_press(Role.LEARNER)
    def send(self, turn: Turn, round_id: int, message: str) -> None:
        round, activity = the_task(turn, round_id)
        found = relaying.relay(turn, activity, round, trying.said(turn, trying.unsent(turn, message)))
        turn.activity = self.name
        turn.house.unsent.forget(trying.key(turn))
        where = (
            T("It is in your group now, without your name.") if turn.class_.minors else T("It is in your group now.")
        )
        turn.show(lines(where, trying.standing(turn, round)), trying.take_back_key(found))

    @on_press(Role.LEARNER)
    def count(self, turn: Turn, round_id: int, message: str) -> None:
        round, activity = the_task(turn, round_id)
        unsent = trying.unsent(turn, message)
        mine = list(turn.records.contributions.of_round(round.id or 0, turn.member.id))
        said = trying.said(turn, unsent)
        keeping.begin(turn, activity, round, said, [(said.message, said.text)], mine).private = True
        turn.activity = self.name
        turn.house.unsent.forget(trying.key(turn))
        turn.show(lines(T("Counted. The class does not see your sentence."), trying.standing(turn, round)))

    @on_press(Role.LEARNER)
    def again(self, turn: Turn, round_id: int) -> None:
        turn.house.unsent.forget(trying.key(turn))
        self.write_here(turn, round_id)

    @on_press(Role.LEARNER)
    def take_back(self, turn: Turn, contribution_id: int) -> None:
        """Out of the group again."""
        found = turn.records.contributions.get(contribution_id)
        round = turn.records.rounds.get(found.round_id) if found else None
        activity = activity_of(turn, round) if round else None
        if found is None or round is None or activity is None or found.member_id != turn.member.id:
            raise Refusal("That is gone already.")
        relaying.take_back(turn, activity, round, found)
        turn.activity = self.name
        turn.show(T("It is out of your group again, and does not count."))
