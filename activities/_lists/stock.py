"""The list behind a kind of task: what comes next, what is posted, and when the list ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from activities._lists.lines import Row, Shape
from bot.activity import Note
from bot.phrase import Phrase
from bot.refusal import Settled
from bot.task import refreshing
from bot.task.activity import Task, TaskActivity
from storage.decks import Card, Question

if TYPE_CHECKING:
    from bot.turn import Turn
    from storage.decks import Items
    from storage.rounds import Round

Item = TypeVar("Item", Card, Question)
_LATELY = timedelta(days=14)


class Stock(TaskActivity, Generic[Item]):
    """A task that takes its content from a list the teacher fills; `items` of a round's state are the ids it took."""

    shape: ClassVar[Shape]
    holds: ClassVar[str]
    """What stands in the list, on a button."""
    swaps: ClassVar[str] = ""
    """How a button says that the first two columns of a file change places, where that makes sense."""
    sample: ClassVar[str]
    """A line as a teacher may write it."""

    def stock(self, turn: Turn) -> Items[Item]:
        """The list in the records."""
        raise NotImplementedError

    def columns(self, row: Row) -> Mapping[str, str]:
        """A line as the list keeps it."""
        raise NotImplementedError

    def fields(self, item: Item) -> Mapping[str, str]:
        """What a line of this item holds, by the names of its shape."""
        raise NotImplementedError

    def line(self, item: Item) -> str:
        """The line that would give this item again."""
        raise NotImplementedError

    def short(self, fields: Mapping[str, str]) -> str:
        """A line in a list, by its fields."""
        raise NotImplementedError

    def how_many(self, n: int) -> Phrase:
        """ "3 words"."""
        raise NotImplementedError

    def ending(self, n: int) -> Phrase:
        """What a teacher is told when only so many are left."""
        raise NotImplementedError

    def title_of(self, items: Sequence[Item]) -> str:
        """What a task with these is called."""
        raise NotImplementedError

    def taking(self, items: Sequence[Item]) -> Sequence[Item]:
        """How many of the next ones fit into one post."""
        return items

    def text_of(self, item: Item) -> str:
        """The word or question itself."""
        return self.fields(item)[next(iter(self.shape.fields))]

    # -- the life of a task -------------------------------------------------------------------------------------

    def next_task(self, turn: Turn, count: int) -> Task | None:
        items = self.taking(self.stock(turn).waiting(turn.class_id, max(1, min(count, self.most))))
        if not items:
            return None
        return Task(self.title_of(items), {"items": [one.id for one in items], "count": count})

    def posted(self, turn: Turn, round: Round) -> None:
        for one in self.items(turn, round):
            one.posted_at = turn.now

    def taken_back(self, turn: Turn, round: Round) -> None:
        for one in self.items(turn, round):
            one.posted_at = None

    def left(self, turn: Turn) -> int:
        return self.stock(turn).left(turn.class_id)

    def items(self, turn: Turn, round: Round) -> list[Item]:
        """What the round took from the list, as far as it is still there."""
        return self.stock(turn).some(round.state["items"])

    def for_teacher(self, turn: Turn) -> Sequence[Note]:
        return [*super().for_teacher(turn), *self._ending(turn)]

    def _ending(self, turn: Turn) -> Sequence[Note]:
        """A list that has fewer than two posts left, as long as it is posted from; told once for each end of it."""
        left, count = self.left(turn), self._used_up_by(turn)
        if left >= 2 * count or not count:
            return ()
        about = f"{self.name} {'ends' if left else 'is empty'} {self.newest(turn)}"
        return [Note(about, self.ending(left))]

    def newest(self, turn: Turn) -> int:
        return self.stock(turn).newest(turn.class_id)

    def _used_up_by(self, turn: Turn) -> int:
        """How many a post takes off the list; 0 where nothing is posted from it."""
        running = [one for one in turn.records.schedules.of_class(turn.class_id) if not one.paused]
        counts = [one.count for one in running if one.activity == self.name]
        if counts:
            return max(counts)
        return self.usual if turn.records.rounds.recent(turn.class_id, turn.now - _LATELY, self.name) else 0

    # -- one item -----------------------------------------------------------------------------------------------

    def item(self, turn: Turn, item_id: int) -> Item:
        """The item of a button.

        Raises:
            Settled: it is no longer on this class's list.
        """
        found = self.stock(turn).get(item_id)
        if found is None or found.class_id != turn.class_id:
            raise Settled("That line is not on your list any more. The list: {command}", command=self.opens)
        return found

    def open_rounds(self, turn: Turn, item: Item) -> list[Round]:
        """The open tasks an item stands in."""
        rounds = turn.records.rounds.open(turn.class_id)
        return [one for one in rounds if one.activity == self.name and item.id in one.state["items"]]

    def rewrite(self, turn: Turn, item: Item) -> None:
        """Bring the open posts an item stands in up to date."""
        for round in self.open_rounds(turn, item):
            self.rewrite_round(turn, round)

    def rewrite_round(self, turn: Turn, round: Round) -> None:
        """Its title follows the words or questions it holds now."""
        items = self.items(turn, round)
        round.title = self.title_of(items) if items else round.title
        refreshing.rewrite(turn, self, round)
