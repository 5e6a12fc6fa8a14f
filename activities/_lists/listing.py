"""The screens of a list: a page of it, one item of it, and its place in the order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from activities._lists.filing import Filing
from activities._lists.stock import Item
from bot.activity import on_press
from bot.calendar.dates import LocalDate
from bot.keys import Key, Press, grid, row
from bot.phrase import Phrase, T, lines, quoted, strong
from bot.refusal import Refusal
from storage.people import Role

if TYPE_CHECKING:
    from bot.turn import Turn

PAGE = 6


class Listing(Filing[Item]):
    """The part of a list activity that shows and changes what is there."""

    def desk(self, turn: Turn) -> None:
        """The list, and an open ear for new lines."""
        self._ask(turn, 0, posted=False, gathered={"text": ""})

    @on_press(Role.TEACHER)
    def page(self, turn: Turn, page: int, posted: bool) -> None:
        self._ask(turn, page, posted=posted, gathered=self.gathered(turn, {"text": ""}))

    def _ask(self, turn: Turn, page: int, *, posted: bool, gathered: dict[str, Any]) -> None:
        keys = self._page_keys(turn, page, posted=posted)
        turn.ask("gather", self._page(turn, page, posted=posted), keys, **gathered)

    def _page(self, turn: Turn, page: int, *, posted: bool) -> Phrase:
        numbered = [
            T("{number}. {item}", number=page * PAGE + n, item=self.short(self.fields(one)))
            for n, one in enumerate(self._items_on(turn, page, posted=posted), start=1)
        ]
        how = T("To add some, write them here, one per line, or send a file. Example:")
        if turn.answers_in_form:
            how = T("To add some, press Write. One per line. Example:")
        elif not turn.answers_at_desk:
            how = T("To add some, send them to me in our private chat: lines, or a file. Example:")
        return lines(
            self._head(turn),
            strong(T("Posted, the newest first:") if posted else T("Coming next:")) if numbered else None,
            *numbered,
            how,
            quoted(T(self.sample)),
        )

    def _page_keys(self, turn: Turn, page: int, *, posted: bool) -> list[list[Key]]:
        past: int = self._past(turn)
        more: bool = (page + 1) * PAGE < (past if posted else self.left(turn))
        numbers: list[Key] = [
            Press(str(page * PAGE + n), "one", {"item_id": item.id})
            for n, item in enumerate(self._items_on(turn, page, posted=posted), start=1)
        ]
        return [
            *grid(numbers),
            *row(
                Press(T("‹ Back"), "page", {"page": page - 1, "posted": posted}) if page else None,
                Press(T("More ›"), "page", {"page": page + 1, "posted": posted}) if more else None,
            ),
            *row(
                Press(T("What comes next"), "page", {"page": 0, "posted": False}) if posted else None,
                Press(T("What was posted"), "page", {"page": 0, "posted": True}) if past and not posted else None,
                Press(T("All as a file"), "export") if past or numbers else None,
            ),
        ]

    def _head(self, turn: Turn) -> Phrase:
        if not self.stock(turn).size(turn.class_id):
            return T("Your list is empty.")
        waiting = self.how_many(self.left(turn))
        return T("On your list: {waiting}. Posted so far: {posted}.", waiting=waiting, posted=self._past(turn))

    def _past(self, turn: Turn) -> int:
        """How many are posted."""
        return self.stock(turn).size(turn.class_id) - self.left(turn)

    def _items_on(self, turn: Turn, page: int, *, posted: bool) -> Sequence[Item]:
        stock = self.stock(turn)
        found: Sequence[Item] = (stock.posted if posted else stock.waiting)(turn.class_id, PAGE, page * PAGE)
        return found

    # -- one item -----------------------------------------------------------------------------------------------

    @on_press(Role.TEACHER)
    def one(self, turn: Turn, item_id: int) -> None:
        self.show_one(turn, self.item(turn, item_id))

    def show_one(self, turn: Turn, item: Item) -> None:
        about: dict[str, object] = {"item_id": item.id}
        turn.show(
            lines(self.in_full(item), self._where(turn, item)),
            [
                *self._order_keys(turn, item),
                *row(Press(T("Change"), "change", about), Press(T("Remove"), "remove", about)),
                *row(Press(T("The list"), "page", {"page": 0, "posted": item.posted_at is not None})),
            ],
        )

    def _where(self, turn: Turn, item: Item) -> Phrase:
        if item.posted_at:
            on = item.posted_at.astimezone(turn.zone)
            return T("Posted on {day}.", day=LocalDate(on.year, on.month, on.day))
        return T("Place {place} of {waiting}.", place=self.stock(turn).before(item) + 1, waiting=self.left(turn))

    def _order_keys(self, turn: Turn, item: Item) -> list[list[Key]]:
        if item.posted_at:
            return []
        place = self.stock(turn).before(item)
        about: dict[str, object] = {"item_id": item.id}
        return row(
            Press(T("↑ Earlier"), "shift", {**about, "by": -1}) if place else None,
            Press(T("↓ Later"), "shift", {**about, "by": 1}) if place + 1 < self.left(turn) else None,
            Press(T("Post it next"), "next_up", about) if place else None,
        )

    def in_full(self, item: Item) -> Phrase:
        """All that is kept of one item."""
        raise NotImplementedError

    @on_press(Role.TEACHER)
    def shift(self, turn: Turn, item_id: int, by: int) -> None:
        """Change places with the neighbour."""
        item, stock = self._waiting_item(turn, item_id), self.stock(turn)
        place = stock.before(item) + by
        neighbours = stock.waiting(turn.class_id, 1, place) if place >= 0 else []
        if neighbours:
            stock.swap(item, neighbours[0])
        self.show_one(turn, item)

    @on_press(Role.TEACHER)
    def next_up(self, turn: Turn, item_id: int) -> None:
        item = self._waiting_item(turn, item_id)
        self.stock(turn).add([item], first=True)
        self.show_one(turn, item)

    def _waiting_item(self, turn: Turn, item_id: int) -> Item:
        item = self.item(turn, item_id)
        if item.posted_at:
            raise Refusal("That one is posted already. The list: {command}", command=self.opens)
        return item
