"""Adding lines to a list: gathered in private, shown first, imported at a press, put next or last."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from zlib import crc32

from activities._lists.file_rows import unpacked
from activities._lists.lines import read, same
from activities._lists.stock import Item, Stock
from activities._lists.to_import import Import, told
from bot.activity import on_press, on_words
from bot.calendar.wall_time import When
from bot.keys import Press, grid, row
from bot.phrase import N, Phrase, T, lines
from bot.planning import coming
from bot.refusal import Refusal
from storage.people import Role

if TYPE_CHECKING:
    from bot.turn import Turn

MOST_ITEMS = 5000


class Adding(Stock[Item]):
    """The part of a list activity that takes lines."""

    def preview(self, turn: Turn, gathered: Mapping[str, Any], said: Phrase | None = None) -> None:
        """Show what an import would bring; nothing is added before its button is pressed."""
        found = self.sorted_out(turn, gathered)
        if not found.total:
            raise Refusal("I see no line there. Example: {sample}", sample=T(self.sample))
        label = T("Import {n} of {total}", n=len(found.fresh), total=found.total)
        about = {"mark": mark_of(gathered)}
        keys = row(Press(label, "bring_in", about)) if found.fresh else []
        if self.swaps and any(values[1] for _, _, *values in gathered.get("rows", [])):
            keys += row(Press(T(self.swaps), "swap", about))
        turn.ask("gather", lines(told(self, found), said), keys, **gathered)

    @on_words(Role.TEACHER)
    def gather(self, turn: Turn, words: str) -> None:
        """Lines come in one message or in several."""
        gathered = turn.gathered
        text = "\n".join(part for part in (gathered.get("text", ""), words) if part)
        if turn.answers_in_form:
            # a form brings all its lines at once
            self.preview(turn, {**gathered, "text": text})
            return
        total = read(text, self.shape).total + len(gathered.get("rows", [])) + gathered.get("unread", 0)
        turn.ask(
            "gather",
            N(
                "I have {n} line. Write more, or press Done.",
                "I have {n} lines. Write more, or press Done.",
                n=total,
            ),
            row(Press(T("Done"), "done")),
            **{**gathered, "text": text},
        )

    @on_press(Role.TEACHER)
    def done(self, turn: Turn) -> None:
        self.preview(turn, self.gathered(turn))

    @on_press(Role.TEACHER)
    def bring_in(self, turn: Turn, mark: int) -> None:
        """Add what was shown, looked at once more: the list may have grown meanwhile, and so may what was sent."""
        gathered = self.gathered(turn)
        found, had = self.sorted_out(turn, gathered), self.left(turn)
        if mark_of(gathered) != mark:
            self.preview(turn, gathered)
            return
        if not found.fresh:
            raise Refusal("These are all on your list already: {command}", command=self.opens)
        first, last = self.append(turn, found)
        turn.stop_asking()
        added = T("{how_many} added.", how_many=self.how_many(len(found.fresh)))
        if not had:
            turn.show(lines(added, self._next_post(turn)))
            return
        about = {"first": first, "last": last}
        turn.show(
            lines(added, T("New lines come after the current list. Shall they come first?")),
            grid(
                [
                    Press(T("Post these next"), "put_first", about),
                    Press(T("After the current list"), "leave_last", about),
                ],
                width=1,
            ),
        )

    def append(self, turn: Turn, found: Import) -> tuple[int, int]:
        """Put what is new behind the list; the ids of the first and the last."""
        stock = self.stock(turn)
        if stock.size(turn.class_id) + len(found.fresh) > MOST_ITEMS:
            raise Refusal(
                "Your list holds {most} lines at most. Please remove some first: {command}",
                most=MOST_ITEMS,
                command=self.opens,
            )
        return stock.append(turn.class_id, [self.columns(one) for one in found.fresh])

    @on_press(Role.TEACHER)
    def put_first(self, turn: Turn, first: int, last: int) -> None:
        moved = self.stock(turn).put_first(turn.class_id, first, last)
        turn.show(T("Coming next: {how_many}. The list: {command}", how_many=self.how_many(moved), command=self.opens))

    @on_press(Role.TEACHER)
    def leave_last(self, turn: Turn, first: int, last: int) -> None:  # noqa: ARG002  buttons of a pair say the same
        turn.show(T("New lines come after the current list. The list: {command}", command=self.opens))

    def _next_post(self, turn: Turn) -> Phrase:
        schedules = [one for one in turn.records.schedules.of_class(turn.class_id) if one.activity == self.name]
        moments = [moment for one in schedules for moment in coming(turn.records, one, turn.now, 1)]
        if not moments:
            return T("Choose the days for your tasks: /schedule")
        return T("The next task: {when}", when=When(min(moments), turn.zone))

    def gathered(self, turn: Turn, lost: dict[str, Any] | None = None) -> dict[str, Any]:
        """What was sent so far; `lost` where nothing was, else that is refused."""
        draft = turn.records.drafts.get(turn.by.platform, turn.by.user)
        if draft is not None and (draft.activity, draft.action, draft.class_id) == (self.name, "gather", turn.class_id):
            return turn.records.drafts.words(draft)
        if lost is None:
            raise Refusal("Those lines are not waiting any more. The list: {command}", command=self.opens)
        return lost

    def sorted_out(self, turn: Turn, gathered: Mapping[str, Any]) -> Import:
        """What of it is new, what is on the list already, and what cannot be read."""
        language = turn.class_.target
        known = {same(one, language) for one in self.stock(turn).texts(turn.class_id)}
        written = read(gathered.get("text", ""), self.shape)
        written.rows[:0] = unpacked(gathered.get("rows", []), self.shape)
        found = Import([], [], written, gathered.get("unread", 0))
        first = next(iter(self.shape.fields))
        for one in found.read.rows:
            key = same(one.fields[first], language)
            (found.doubles if key in known else found.fresh).append(one)
            known.add(key)
        return found


def mark_of(gathered: Mapping[str, Any]) -> int:
    """By which a preview knows what it showed: more may have been sent since, or something else."""
    shown = [gathered.get("text", ""), gathered.get("rows", []), gathered.get("unread", 0)]
    return crc32(json.dumps(shown).encode())
