"""The word that comes back: an earlier word that few have used, in the next task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import timedelta

from activities._lists.word_list import WordList
from bot.task.activity import Task
from bot.turn import Turn
from storage.decks import Card
from storage.rounds import Round

LOOK_BACK = timedelta(days=90)
STATE = "again"
"""Where a round keeps the card's id."""


class Returning(WordList):
    """A word list of which one earlier word comes back with each task."""

    def next_task(self, turn: Turn, count: int) -> Task | None:
        task = super().next_task(turn, count)
        again = _word_again(turn, self.name, task.state["items"]) if task else None
        return Task(task.title, {**task.state, STATE: again.id}) if task and again else task

    def again(self, turn: Turn, round: Round) -> list[Card]:
        """The word that comes back, if one does and is still on the list."""
        return self.stock(turn).some([round.state[STATE]]) if round.state.get(STATE) else []

    def all_words(self, turn: Turn, round: Round) -> list[Card]:
        return [*self.items(turn, round), *self.again(turn, round)]

    def cards_shown(self, turn: Turn, round: Round) -> Collection[int]:
        return [card.id or 0 for card in self.all_words(turn, round)]

    def open_rounds(self, turn: Turn, item: Card) -> list[Round]:
        again = [one for one in turn.records.rounds.open(turn.class_id) if one.state.get(STATE) == item.id]
        return [*super().open_rounds(turn, item), *(one for one in again if one.activity == self.name)]


def _word_again(turn: Turn, activity: str, but: Collection[int]) -> Card | None:
    """The earlier word fewest have used, first one that has not come back yet; none where more than half used all.

    Words of tasks that are still open are not earlier words yet.
    """
    rounds = turn.records.rounds.recent(turn.class_id, turn.now - LOOK_BACK, activity)
    in_play = {card for one in rounds if one.open for card in [*one.state["items"], one.state.get(STATE)]}
    again = Counter(one.state.get(STATE) for one in rounds)
    earlier = [
        card
        for card in turn.records.cards.posted_between(turn.class_id, turn.now - LOOK_BACK, turn.now)
        if card.id not in but and card.id not in in_play
    ]
    users = turn.records.used_cards.users([card.id or 0 for card in earlier])
    few = len(turn.records.people.learners(turn.class_id)) // 2
    return min(
        (card for card in earlier if users.get(card.id or 0, 0) <= few),
        key=lambda card: (again[card.id], users.get(card.id or 0, 0), card.posted_at, card.position, card.id),
        default=None,
    )
