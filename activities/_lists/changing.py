"""Changing a list: another line for an item, its removal, and the whole as files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from activities._lists.lines import LONGEST_AIM, clean, read, same
from activities._lists.listing import Listing
from activities._lists.stock import Item
from activities._sheet_file import table
from bot.activity import at_work, on_press, on_result, on_words
from bot.keys import Press, row
from bot.phrase import T, lines, quoted
from bot.refusal import Refusal
from storage.people import Role

if TYPE_CHECKING:
    from bot.turn import Turn


class Changing(Listing[Item]):
    """The part of a list activity that changes what is there; the whole of it, for an activity to inherit."""

    @on_press(Role.TEACHER)
    def change(self, turn: Turn, item_id: int) -> None:
        item = self.item(turn, item_id)
        asked = T("Write to me in our private chat how this line should be. Now it is:")
        if turn.answers_at_desk:
            asked = T("Write how this line should be. Now it is:")
        turn.ask("changed", lines(asked, quoted(self.line(item))), item_id=item.id)

    @on_words(Role.TEACHER)
    def changed(self, turn: Turn, words: str) -> None:
        item = self.item(turn, int(turn.gathered["item_id"]))
        if words.lstrip().startswith("#"):
            item.aim = clean(words.lstrip().lstrip("#"))[:LONGEST_AIM]
        else:
            self._give(turn, item, words)
        turn.stop_asking()
        turn.records.session.flush()
        self.rewrite(turn, item)
        self.show_one(turn, item)

    def _give(self, turn: Turn, item: Item, words: str) -> None:
        found = read(words, self.shape)
        if found.total != 1:
            raise Refusal("One line, please. Example: {sample}", sample=T(self.sample))
        if found.problems:
            raise Refusal("I cannot take that line: {why}.", why=found.problems[0].why)
        language = turn.class_.target
        fresh = self.columns(found.rows[0])
        key = same(fresh[next(iter(self.shape.fields))], language)
        others = {same(text, language) for text in self.stock(turn).texts(turn.class_id)}
        if key != same(self.text_of(item), language) and key in others:
            raise Refusal("You have that one already: {command}", command=self.opens)
        for name in self.shape.fields:
            setattr(item, name, fresh[name])

    @on_press(Role.TEACHER)
    def remove(self, turn: Turn, item_id: int) -> None:
        item = self.item(turn, item_id)
        self._refuse_last(turn, item)
        turn.show(
            T("Remove “{text}” from the list?", text=self.text_of(item)),
            row(
                Press(T("Yes, remove it"), "removed", {"item_id": item.id}),
                Press(T("No"), "one", {"item_id": item.id}),
            ),
        )

    @on_press(Role.TEACHER)
    def removed(self, turn: Turn, item_id: int) -> None:
        item = self.item(turn, item_id)
        self._refuse_last(turn, item)
        rounds, posted = self.open_rounds(turn, item), item.posted_at is not None
        self.forget(turn, item)
        for round in rounds:
            self.rewrite_round(turn, round)
        self.page(turn, 0, posted)

    def _refuse_last(self, turn: Turn, item: Item) -> None:
        if any(self.items(turn, round) == [item] for round in self.open_rounds(turn, item)):
            raise Refusal("An open task has nothing else in it. Please close the task first: /post")

    def forget(self, turn: Turn, item: Item) -> None:
        self.stock(turn).remove(item)

    # -- the whole as a file ------------------------------------------------------------------------------------

    @on_press(Role.TEACHER)
    def export(self, turn: Turn) -> None:
        """A table for a spreadsheet, and lines that can be sent to another class."""
        turn.work("write_out", "hand_out")

    @at_work
    def write_out(self, turn: Turn) -> tuple[bytes, bytes]:
        items = self.stock(turn).sheet(turn.class_id)
        if not items:
            raise Refusal("Your list is empty. Example: {sample}", sample=T(self.sample))
        return table([*self.shape.fields, "aim"], map(self._cells, items)), _as_lines(self, items)

    @on_result(Role.TEACHER)
    def hand_out(self, turn: Turn, made: tuple[bytes, bytes]) -> None:
        name = self.opens.strip("/")
        turn.send_file(f"{name}.csv", made[0], T("Your list as a table."))
        turn.send_file(f"{name}.txt", made[1], T("The same as lines, to paste into another class."))

    def _cells(self, item: Item) -> list[str]:
        return [*self.fields(item).values(), item.aim]


def _as_lines(of: Changing[Item], items: Sequence[Item]) -> bytes:
    written, aim = [], ""
    for item in items:
        if item.aim != aim:
            aim = item.aim
            written.append(f"# {aim}")
        written.append(of.line(item))
    return "\n".join(written).encode()
