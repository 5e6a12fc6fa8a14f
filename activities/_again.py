"""The word that comes back: an earlier word that few have used, for the next task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.turn import Turn
    from storage.decks import Card

LOOK_BACK = timedelta(days=90)
STATE = "again"
"""Where a round keeps the card's id."""


def word_again(turn: Turn, activity: str, but: Collection[int]) -> Card | None:
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
