"""Lists that come as files: fetched and read outside the turn, then shown like pasted lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from activities._lists.adding import Adding, mark_of
from activities._lists.file_rows import FileRows, packed, rows_of_file, swapped, unpacked
from activities._lists.stock import Item
from activities._lists.to_import import about_file, report
from bot.access import allow
from bot.activity import at_work, on_press, on_result
from bot.phrase import lines
from bot.table.reading import largest
from storage.drafts import Draft
from storage.people import Role

if TYPE_CHECKING:
    from bot.chat import File, FileSent
    from bot.turn import Turn


class Filing(Adding[Item]):
    """The part of a list activity that takes files."""

    def take_file(self, turn: Turn, file: File, text: str = "") -> None:
        """Have a file fetched and read; what stands in it is shown first, with the lines that came beside it."""
        turn.fetch(file, "read_file", "show_file", limit=largest(file.name))
        if text or self.gathered(turn, lost={}) == {}:
            self._listen(turn, text)

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
        before: dict[str, Any] = self.gathered(turn, lost={})
        gathered = {
            "text": before.get("text", ""),
            "rows": [*before.get("rows", []), *packed(made.read.rows)],
            "unread": before.get("unread", 0) + len(made.read.problems),
        }
        self.preview(turn, gathered, lines(*about_file(made)))

    @on_press(Role.TEACHER)
    def swap(self, turn: Turn, mark: int) -> None:
        """A file may have the learners' own language first."""
        gathered = self.gathered(turn)
        if mark_of(gathered) == mark:
            gathered["rows"] = packed(swapped(unpacked(gathered["rows"], self.shape), self.shape))
        self.preview(turn, gathered)

    def take_rows(self, turn: Turn, made: FileRows, *, dry_run: bool) -> dict[str, Any]:
        """Add what is new in a file a host named, unless it is only tried; what became of each line."""
        found = self.sorted_out(turn, {"rows": packed(made.read.rows)})
        if found.fresh and not dry_run:
            self.append(turn, found)
        return {"list": self.opens.strip("/"), **report(turn, found, made), "added": 0 if dry_run else len(found.fresh)}

    def _listen(self, turn: Turn, text: str) -> None:
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
        turn.records.drafts.keep(draft, {"text": text})
