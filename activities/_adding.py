"""Adding lines to a list: gathered in private, shown first, imported at a press, put next or last."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from zlib import crc32

from activities._file_rows import FileRows, packed, rows_of_file, swapped, unpacked
from activities._import import Import, about_file, report, told
from activities._lines import read, same
from activities._stock import Item, Stock
from bot.activity import at_work, on_press, on_result, on_words
from bot.dispatch import allow
from bot.keys import Press, grid, row
from bot.phrase import N, Phrase, T, lines
from bot.planning import coming
from bot.refusal import Refusal
from bot.table.reading import largest
from bot.wall_time import When
from storage.inbound import Draft
from storage.people import Role

if TYPE_CHECKING:
    from bot.chat import File, FileSent
    from bot.turn import Turn

MOST_ITEMS = 5000


class Adding(Stock[Item]):
    """The part of a list activity that takes lines."""

    def preview(self, turn: Turn, gathered: Mapping[str, Any], said: Phrase | None = None) -> None:
        """Show what an import would bring; nothing is added before its button is pressed."""
        found = self._sorted(turn, gathered)
        if not found.total:
            raise Refusal("I see no line there. Example: {sample}", sample=T(self.sample))
        label = T("Import {n} of {total}", n=len(found.fresh), total=found.total)
        about = {"mark": _mark(gathered)}
        keys = row(Press(label, "bring_in", about)) if found.fresh else []
        if self.swaps and any(values[1] for _, _, *values in gathered.get("rows", [])):
            keys += row(Press(T(self.swaps), "swap", about))
        turn.ask("gather", lines(told(self, found), said), keys, **gathered)

    # -- files --------------------------------------------------------------------------------------------------

    def take_file(self, turn: Turn, file: File) -> None:
        """Have a file fetched and read; what stands in it is shown first."""
        turn.fetch(file, "read_file", "show_file", limit=largest(file.name))
        if self._gathered(turn, lost={}) == {}:
            self._listen(turn)

    def file_sent(self, turn: Turn, sent: FileSent) -> bool:
        draft = turn.scene.draft
        if draft is None or (draft.activity, draft.action) != (self.name, "gather"):
            return False
        allow(turn, Role.TEACHER)
        self.take_file(turn, sent.file)
        return True

    @at_work
    def read_file(self, turn: Turn, content: bytes) -> FileRows:
        return rows_of_file(content, self.shape, turn.class_)

    @on_result(Role.TEACHER)
    def show_file(self, turn: Turn, made: FileRows) -> None:
        """Beside what was gathered before: files may come in one go."""
        before: dict[str, Any] = self._gathered(turn, lost={})
        gathered = {
            "text": before.get("text", ""),
            "rows": [*before.get("rows", []), *packed(made.read.rows)],
            "unread": before.get("unread", 0) + len(made.read.problems),
        }
        self.preview(turn, gathered, lines(*about_file(made)))

    @on_press(Role.TEACHER)
    def swap(self, turn: Turn, mark: int) -> None:
        """A file may have the learners' own language first."""
        gathered = self._gathered(turn)
        if _mark(gathered) == mark:
            gathered["rows"] = packed(swapped(unpacked(gathered["rows"], self.shape), self.shape))
        self.preview(turn, gathered)

    # -- lines --------------------------------------------------------------------------------------------------

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
        self.preview(turn, self._gathered(turn))

    @on_press(Role.TEACHER)
    def bring_in(self, turn: Turn, mark: int) -> None:
        """Add what was shown, looked at once more: the list may have grown meanwhile, and so may what was sent."""
        gathered = self._gathered(turn)
        found, had = self._sorted(turn, gathered), self.left(turn)
        if _mark(gathered) != mark:
            self.preview(turn, gathered)
            return
        if not found.fresh:
            raise Refusal("These are all on your list already: {command}", command=self.opens)
        first, last = self._append(turn, found)
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

    def take_rows(self, turn: Turn, made: FileRows, *, dry_run: bool) -> dict[str, Any]:
        """Add what is new in a file a host named, unless it is only tried; what became of each line."""
        found = self._sorted(turn, {"rows": packed(made.read.rows)})
        if found.fresh and not dry_run:
            self._append(turn, found)
        return {"list": self.opens.strip("/"), **report(turn, found, made), "added": 0 if dry_run else len(found.fresh)}

    def _append(self, turn: Turn, found: Import) -> tuple[int, int]:
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
        turn.show(T("{how_many} come next. The list: {command}", how_many=self.how_many(moved), command=self.opens))

    @on_press(Role.TEACHER)
    def leave_last(self, turn: Turn, first: int, last: int) -> None:  # noqa: ARG002  buttons of a pair say the same
        turn.show(T("They come after the current list. The list: {command}", command=self.opens))

    def _next_post(self, turn: Turn) -> Phrase:
        schedules = [one for one in turn.records.schedules.of_class(turn.class_id) if one.activity == self.name]
        moments = [moment for one in schedules for moment in coming(turn.records, one, turn.now, 1)]
        if not moments:
            return T("Post them on the days you choose: /schedule")
        return T("The next post: {when}", when=When(min(moments), turn.zone))

    def _listen(self, turn: Turn) -> None:
        """Be ready for more files, or lines, though nothing was asked: several come in one go."""
        draft = Draft(
            platform=turn.by.platform,
            user=turn.by.user,
            class_id=turn.class_id,
            activity=self.name,
            action="gather",
            sealed=b"",
            at=turn.now,
        )
        turn.records.inbox.keep(draft, {"text": ""})

    def _gathered(self, turn: Turn, lost: dict[str, Any] | None = None) -> dict[str, Any]:
        draft = turn.records.inbox.draft(turn.by.platform, turn.by.user)
        if draft is not None and (draft.activity, draft.action, draft.class_id) == (self.name, "gather", turn.class_id):
            return turn.records.inbox.words(draft)
        if lost is None:
            raise Refusal("Those lines are settled. The list: {command}", command=self.opens)
        return lost

    def _sorted(self, turn: Turn, gathered: Mapping[str, Any]) -> Import:
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


def _mark(gathered: Mapping[str, Any]) -> int:
    """By which a preview knows what it showed: more may have been sent since, or something else."""
    shown = [gathered.get("text", ""), gathered.get("rows", []), gathered.get("unread", 0)]
    return crc32(json.dumps(shown).encode())
