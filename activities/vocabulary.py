"""Vocabulary: the class's word list, and tasks that ask for a sentence with some of its words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar

from activities._again import STATE, word_again
from activities._changing import Changing
from activities._collection import collection_table, show_collection
from activities._lines import LONGEST_AIM, Row, Shape
from activities._shapes import CARDS, as_card
from bot.activity import at_work, on_press, on_result
from bot.chat import File
from bot.command import Rest, Word, command
from bot.phrase import N, Phrase, T, later, lines, listing, strong
from bot.refusal import Refusal
from bot.task.activity import Task
from bot.task.form import counts_all
from bot.turn import Turn
from storage.decks import Card, Items
from storage.people import Role

if TYPE_CHECKING:
    from storage.rounds import Round

DONE_WITH = 2
"""So many of a task's words, over all one's messages, make somebody done."""
_WORDS_FIT = 600
"""Characters that words and translations of one post may have together."""


class Vocabulary(Changing[Card]):
    """Words come in the order of the list, a few at a time."""

    name: ClassVar[str] = "vocabulary"
    title: ClassVar[str] = later("Vocabulary")
    most: ClassVar[int] = 12
    usual: ClassVar[int] = 4
    shape: ClassVar[Shape] = CARDS
    opens: ClassVar[str] = "/words"
    holds: ClassVar[str] = later("Words")
    swaps: ClassVar[str] = later("Swap word and translation")
    sample: ClassVar[str] = later("el pan = bread | Compro pan. | masculine")

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

    # -- the list -----------------------------------------------------------------------------------------------

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
            _headline(item),
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

    # -- the word that comes back -------------------------------------------------------------------------------

    def next_task(self, turn: Turn, count: int) -> Task | None:
        task = super().next_task(turn, count)
        again = word_again(turn, self.name, task.state["items"]) if task else None
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
            found.append(_headline(card))
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
            parts.append(_headline(card))
            parts.extend(f"   {text}" for text in (card.example, card.note) if text)
        return lines(*parts)


def _headline(card: Card) -> Phrase:
    word = strong(card.word)
    return T("{word} — {translation}", word=word, translation=card.translation) if card.translation else word


def _aims(cards: Sequence[Card]) -> str:
    """What the words are good for; two aims at most, so that the line stays one line."""
    aims = list(dict.fromkeys(card.aim for card in cards if card.aim))
    joined = ", ".join(aims[:2])
    return joined if len(joined) <= LONGEST_AIM else aims[0]
