"""Vocabulary: the class's word list, and tasks that ask for a sentence with some of its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from activities._lists.again import Returning
from activities._lists.collection import collection_table, show_collection
from activities._lists.lines import LONGEST_AIM
from activities._lists.word_list import headline
from bot.activity import at_work, on_press, on_result
from bot.chat import File
from bot.command import Rest, Word, command
from bot.phrase import N, Phrase, T, later, lines, listing, strong
from bot.refusal import Refusal
from bot.task.form import counts_all
from bot.turn import Turn
from storage.decks import Card
from storage.people import Role
from storage.rounds import Round

DONE_WITH = 2
"""So many of a task's words, over all one's messages, make somebody done."""
_WORDS_FIT = 600
"""Characters that words and translations of one post may have together."""


class Vocabulary(Returning):
    """Words come in the order of the list, a few at a time."""

    name: ClassVar[str] = "vocabulary"
    title: ClassVar[str] = later("Vocabulary")
    most: ClassVar[int] = 12
    usual: ClassVar[int] = 4

    @command(
        later("Your word list; add words as lines or a file. Learners: all words so far."),
        role=Role.LEARNER,
        example=later("/words el pan = bread | Compro pan. | masculine"),
        for_learners=later("All words so far, as text and as a file."),
    )
    def words(
        self,
        turn: Turn,
        lines: Annotated[Rest | None, Word(later("One per line: word = translation | example | note"))] = None,
        file: Annotated[File | None, Word(later("A list: CSV, Excel, Anki or text"))] = None,
    ) -> None:
        if turn.role < Role.TEACHER:
            if lines or file:
                raise Refusal("Only your teacher can add words. All words so far: /words")
            show_collection(turn, 0)
        elif file:
            self.take_file(turn, file, lines or "")
        elif lines:
            self.preview(turn, {"text": lines})
        else:
            self.desk(turn)

    @on_press(Role.LEARNER)
    def collection(self, turn: Turn, page: int) -> None:
        show_collection(turn, page)

    @on_press(Role.LEARNER)
    def collection_file(self, turn: Turn) -> None:
        turn.work("collect", "give_collection")

    @at_work
    def collect(self, turn: Turn) -> bytes:
        return collection_table(turn)

    @on_result(Role.LEARNER)
    def give_collection(self, turn: Turn, made: bytes) -> None:
        turn.send_file("words.csv", made, T("All words so far, as a table."))

    # -- the task -----------------------------------------------------------------------------------------------

    def taking(self, items: Sequence[Card]) -> Sequence[Card]:
        taken: list[Card] = []
        used = 0
        for card in items:
            used += len(card.word) + len(card.translation)
            if taken and used > _WORDS_FIT:
                break
            taken.append(card)
        return taken

    def title_of(self, items: Sequence[Card]) -> str:
        aims = _aims(items)
        if aims:
            return aims
        first = ", ".join(card.word for card in items[:2])
        return first if len(items) <= 2 else f"{first} …"

    def what_to_do(self, turn: Turn, round: Round) -> Phrase:
        here = counts_all(turn)
        match len(self.items(turn, round)):
            case 1 if here:
                return T("Write a sentence with this word. Write here.")
            case 1:
                return T("Write a sentence with this word. Reply here.")
            case _ if here:
                return T("Write a sentence with 2 of these words. Write here.")
            case _:
                return T("Write a sentence with 2 of these words. Reply here.")

    def aim(self, turn: Turn, round: Round) -> Phrase:
        return _aims(self.items(turn, round)) or T("Use new words in your own sentences")

    def body(self, turn: Turn, round: Round, *, brief: bool) -> Sequence[Phrase]:
        found: list[Phrase] = []
        for card in self.items(turn, round):
            found.append(headline(card))
            if card.example and not brief:
                found.append(f"   {card.example}")
        found += [T("🔁 again: {word}", word=strong(card.word)) for card in self.again(turn, round)]
        return found

    def needed(self, turn: Turn, round: Round) -> int:
        return min(DONE_WITH, len(self.items(turn, round)))

    def found(self, turn: Turn, round: Round, text: str) -> set[int]:
        cards = self.all_words(turn, round)
        used = turn.house.tongues.used([card.word for card in cards], turn.class_.target, text)
        return {cards[place].id or 0 for place in used}

    def progress(self, turn: Turn, round: Round) -> Phrase | None:
        counts = self.tally(turn, round)
        if counts["words"] == 1:
            return N("the word was used", "all {n} words were used", n=1) if counts["used"] else None
        return N("{used} of {n} word used", "{used} of {n} words used", n=counts["words"], used=counts["used"])

    def tally(self, turn: Turn, round: Round) -> dict[str, int]:
        standing = {card.id for card in self.all_words(turn, round)}
        return {"words": len(standing), "used": len(standing & turn.records.used_cards.in_round(round.id or 0))}

    def own_words(self, turn: Turn, round: Round, cards: set[int]) -> Phrase | None:
        words = [card.word for card in self.all_words(turn, round) if card.id in cards]
        return T("Words of the task that I found: {words}", words=listing(words)) if words else None

    def starting_help(self, turn: Turn, round: Round) -> Phrase:
        parts: list[Phrase] = [T("Say one true thing about yourself. It can be short.")]
        for card in self.all_words(turn, round):
            parts.append(headline(card))
            parts.extend(f"   {text}" for text in (card.example, card.note) if text)
        return lines(*parts)


def _aims(cards: Sequence[Card]) -> str:
    """What the words are good for; two aims at most, so that the line stays one line."""
    aims = list(dict.fromkeys(card.aim for card in cards if card.aim))
    joined = ", ".join(aims[:2])
    return joined if len(joined) <= LONGEST_AIM else aims[0]
