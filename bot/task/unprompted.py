"""Words that come back by themselves: used two weeks or more after their post, in a task that does not show them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.phrase import N, Phrase, listing

if TYPE_CHECKING:
    from bot.turn import Turn
    from storage.decks import Card

AFTER = timedelta(days=14)
LOOK_BACK = timedelta(days=182)
MOST = 120
"""So many words, the newest ones, are looked for: more would make a contribution slow."""
MOST_NAMED = 5
WEEK = timedelta(days=7)


def unprompted(turn: Turn, text: str, shown: Collection[int]) -> set[int]:
    """The cards of earlier weeks that stand in a text; `shown` are those its task shows."""
    if not text:
        return set()
    old = turn.records.cards.words_posted(turn.class_id, turn.now - LOOK_BACK, turn.now - AFTER, MOST)
    used = turn.house.tongues.used([word for _, word in old], turn.class_.target, text) if old else ()
    return {old[place][0] for place in used} - set(shown)


def news_for_class(turn: Turn) -> list[str]:
    """The words that came back in the last seven days, once a week; empty when there are none or they were told."""
    found = came_back(turn)
    year, week, _ = turn.today.isocalendar()
    told = ("came back", str(turn.class_id), str(year), str(week))
    if not found or not turn.records.notices.first_time(turn.now, *told):
        return []
    return [card.word for card in found]


def came_back(turn: Turn) -> list[Card]:
    """The cards used unprompted in the last seven days, in the order of the list."""
    ids = turn.records.used_cards.unprompted(turn.class_id, turn.now - WEEK, turn.now)
    return sorted(turn.records.cards.some(sorted(ids)), key=lambda card: (card.position, card.id or 0))


def line_of(words: list[str]) -> Phrase:
    """The class's line, without names: which words came back by themselves."""
    shown = listing([*words[:MOST_NAMED], *(["…"] if len(words) > MOST_NAMED else [])])
    return N(
        "A word from weeks ago came back by itself: {words}.",
        "{n} words from weeks ago came back by themselves: {words}.",
        n=len(words),
        words=shown,
    )
