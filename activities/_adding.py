"""Adding lines to a list: gathered in private, shown first, imported at a press, put next or last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from activities._lines import Read, Row, read, same
from activities._stock import Item, Stock
from bot.activity import on_press, on_words
from bot.keys import Press, grid, row
from bot.phrase import Joined, N, Phrase, T, lines, listing
from bot.planning import coming
from bot.refusal import Refusal
from bot.wall_time import When
from storage.people import Role

if TYPE_CHECKING:
    from bot.turn import Turn

MOST_ITEMS = 5000
_SHOWN = 5
_NAMED = 10


@dataclass(frozen=True, slots=True)
class Import:
    """What would be added, what is there already, and what was read in all."""

    fresh: list[Row]
    doubles: list[Row]
    read: Read


class Adding(Stock[Item]):
    """The part of a list activity that takes lines."""

    def preview(self, turn: Turn, text: str) -> None:
        """Show what an import would bring; nothing is added before its button is pressed."""
        found = self._sorted(turn, text)
        if not found.read.total:
            raise Refusal("I see no line there. Example: {sample}", sample=T(self.sample))
        label = T("Import {n} of {total}", n=len(found.fresh), total=found.read.total)
        turn.ask("gather", self._told(found), row(Press(label, "bring_in")) if found.fresh else [], text=text)

    @on_words(Role.TEACHER)
    def gather(self, turn: Turn, words: str) -> None:
        """Lines come in one message or in several."""
        text = "\n".join(part for part in (turn.gathered.get("text", ""), words) if part)
        found = read(text, self.shape)
        turn.ask(
            "gather",
            N(
                "I have {n} line. Write more, or press Done.",
                "I have {n} lines. Write more, or press Done.",
                n=found.total,
            ),
            row(Press(T("Done"), "done")),
            text=text,
        )

    @on_press(Role.TEACHER)
    def done(self, turn: Turn) -> None:
        self.preview(turn, self._gathered(turn))

    @on_press(Role.TEACHER)
    def bring_in(self, turn: Turn) -> None:
        """Add what was shown, looked at once more: the list may have grown meanwhile."""
        found = self._sorted(turn, self._gathered(turn))
        stock, had = self.stock(turn), self.left(turn)
        if not found.fresh:
            raise Refusal("These are all on your list already: {command}", command=self.opens)
        if stock.size(turn.class_id) + len(found.fresh) > MOST_ITEMS:
            raise Refusal(
                "Your list holds {most} lines at most. Please remove some first: {command}",
                most=MOST_ITEMS,
                command=self.opens,
            )
        first, last = stock.append(turn.class_id, [self.columns(one) for one in found.fresh])
        turn.stop_asking()
        added = T("{how_many} added.", how_many=self.how_many(len(found.fresh)))
        if not had:
            turn.show(lines(added, self._next_post(turn)))
            return
        about = {"first": first, "last": last}
        turn.show(
            lines(added, T("They come after the current list. Shall they come first?")),
            grid(
                [
                    Press(T("Post these next"), "put_first", about),
                    Press(T("After the current list"), "leave_last", about),
                ],
                width=1,
            ),
        )

    @on_press(Role.TEACHER)
    def put_first(self, turn: Turn, first: int, last: int) -> None:
        stock = self.stock(turn)
        items = stock.imported(turn.class_id, first, last)
        stock.add(items, first=True)
        turn.show(
            T("{how_many} come next. The list: {command}", how_many=self.how_many(len(items)), command=self.opens)
        )

    @on_press(Role.TEACHER)
    def leave_last(self, turn: Turn, first: int, last: int) -> None:  # noqa: ARG002  buttons of a pair say the same
        turn.show(T("They come after the current list. The list: {command}", command=self.opens))

    def _next_post(self, turn: Turn) -> Phrase:
        schedules = [one for one in turn.records.schedules.of_class(turn.class_id) if one.activity == self.name]
        moments = [moment for one in schedules for moment in coming(turn.records, one, turn.now, 1)]
        if not moments:
            return T("Post them on the days you choose: /schedule")
        return T("The next post: {when}", when=When(min(moments), turn.zone))

    def _gathered(self, turn: Turn) -> str:
        draft = turn.records.inbox.draft(turn.by.platform, turn.by.user)
        if draft is None or (draft.activity, draft.action, draft.class_id) != (self.name, "gather", turn.class_id):
            raise Refusal("Those lines are settled. The list: {command}", command=self.opens)
        return str(turn.records.inbox.words(draft).get("text", ""))

    def _sorted(self, turn: Turn, text: str) -> Import:
        language = turn.class_.target
        known = {same(one, language) for one in self.stock(turn).texts(turn.class_id)}
        found = Import([], [], read(text, self.shape))
        first = next(iter(self.shape.fields))
        for one in found.read.rows:
            key = same(one.fields[first], language)
            (found.doubles if key in known else found.fresh).append(one)
            known.add(key)
        return found

    def _told(self, found: Import) -> Phrase:
        ready, total = len(found.fresh), found.read.total
        example = None if ready else T("Example: {sample}", sample=T(self.sample))
        if ready == total:
            head: Phrase = T("{how_many} ready to add:", how_many=self.how_many(ready))
        elif ready:
            head = T("{how_many} ready to add, out of {total} lines:", how_many=self.how_many(ready), total=total)
        else:
            head = T("There is nothing here that I can add.")
        return lines(head, *self._first_rows(found.fresh), *_left_out(found), example)

    def _first_rows(self, rows: list[Row]) -> Iterator[Phrase]:
        for one in rows[:_SHOWN]:
            yield f"· {self.short(one.fields)}"
        if len(rows) > _SHOWN:
            yield N("… and {n} more", "… and {n} more", n=len(rows) - _SHOWN)


def _left_out(found: Import) -> Iterator[Phrase]:
    """Doubles by name, unreadable lines by number; ten of each are enough to see what is wrong."""
    if found.doubles:
        names: list[Phrase] = [
            T("{text} (line {number})", text=next(iter(one.fields.values())), number=one.number)
            for one in found.doubles[:_NAMED]
        ]
        yield T("Already on your list: {names}", names=_and_more(names, len(found.doubles)))
    for one in found.read.problems[:_NAMED]:
        yield T("Line {number}: {why}.", number=one.number, why=one.why)
    if len(found.read.problems) > _NAMED:
        n = len(found.read.problems) - _NAMED
        yield N("{n} more line cannot be read.", "{n} more lines cannot be read.", n=n)


def _and_more(names: list[Phrase], n: int) -> Joined:
    return listing([*names, "…"] if n > len(names) else names)
