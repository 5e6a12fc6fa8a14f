"""What a learner sees of the word list: all words posted so far, as text and as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from activities._sheet_file import table
from bot.keys import Press, row
from bot.phrase import N, Phrase, T, lines, strong
from bot.refusal import Refusal
from storage.decks import Card

if TYPE_CHECKING:
    from bot.turn import Turn

PAGE = 20


def show_collection(turn: Turn, page: int) -> None:
    """One page of the words, the newest first, under their aims."""
    cards = turn.records.cards.posted(turn.class_id, PAGE, page * PAGE)
    total = turn.records.cards.size(turn.class_id) - turn.records.cards.left(turn.class_id)
    if not cards:
        raise Refusal("No words have been posted yet. What is open now: /today")
    more = (page + 1) * PAGE < total
    turn.show(
        lines(
            N("Your class has had {n} word so far.", "Your class has had {n} words so far.", n=total), *_by_aim(cards)
        ),
        [
            *row(
                Press(T("‹ Back"), "collection", {"page": page - 1}) if page else None,
                Press(T("More ›"), "collection", {"page": page + 1}) if more else None,
            ),
            *row(Press(T("All as a file"), "collection_file")),
        ],
    )


def _by_aim(cards: Sequence[Card]) -> list[Phrase]:
    found: list[Phrase] = []
    aim = ""
    for card in cards:
        if card.aim != aim:
            aim = card.aim
            found.append(strong(aim or "·"))
        found.append(f"{card.word} — {card.translation}" if card.translation else card.word)
    return found


def collection_table(turn: Turn) -> bytes:
    """All words posted so far as a table, the oldest first."""
    cards = turn.records.cards.sheet(turn.class_id, posted=True)
    rows = ((card.word, card.translation, card.example, card.note, card.aim) for card in cards)
    head = ("word", "translation", "example", "note", "aim")
    return table(head, rows)
