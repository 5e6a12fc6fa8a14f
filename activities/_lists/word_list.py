"""The word list of a class: its cards as lines, columns and words on a screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from activities._lists.changing import Changing
from activities._lists.lines import Row, Shape
from activities._lists.shapes import CARDS, as_card
from bot.phrase import N, Phrase, T, later, lines, strong
from bot.turn import Turn
from storage.decks import Card, Items


class WordList(Changing[Card]):
    """The list an activity about words takes from."""

    shape: ClassVar[Shape] = CARDS
    opens: ClassVar[str] = "/words"
    holds: ClassVar[str] = later("Words")
    swaps: ClassVar[str] = later("Swap word and translation")
    sample: ClassVar[str] = later("el pan = bread | Compro pan. | masculine")

    def stock(self, turn: Turn) -> Items[Card]:
        return turn.records.cards

    def columns(self, row: Row) -> Mapping[str, str]:
        return as_card(row)

    def fields(self, item: Card) -> Mapping[str, str]:
        return {"word": item.word, "translation": item.translation, "example": item.example, "note": item.note}

    def line(self, item: Card) -> str:
        rest = " | ".join((item.translation, item.example, item.note)).rstrip(" |")
        return f"{item.word} = {rest}" if rest else item.word

    def short(self, fields: Mapping[str, str]) -> str:
        return f"{fields['word']} — {fields['translation']}" if fields["translation"] else fields["word"]

    def in_full(self, item: Card) -> Phrase:
        return lines(
            headline(item),
            T("Example: {example}", example=item.example) if item.example else None,
            T("Note: {note}", note=item.note) if item.note else None,
            T("Aim: {aim}", aim=item.aim) if item.aim else None,
        )

    def how_many(self, n: int) -> Phrase:
        return N("{n} word", "{n} words", n=n)

    def ending(self, n: int) -> Phrase:
        if not n:
            return T("Your word list is empty now. Send me more with /words")
        return N("{n} word left. Send me more with /words", "{n} words left. Send me more with /words", n=n)

    def forget(self, turn: Turn, item: Card) -> None:
        turn.records.used_cards.forget(item.id or 0)
        super().forget(turn, item)


def headline(card: Card) -> Phrase:
    """A word with its translation, as one line of a post."""
    word = strong(card.word)
    return T("{word} — {translation}", word=word, translation=card.translation) if card.translation else word
