"""The report of an import for a person at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.host.hand_over import Report

_SHOWN = 20
_KINDS = {
    "members": "members",
    "cards": "words",
    "questions": "questions",
    "schedules": "schedules",
    "rounds": "tasks",
    "contributions": "answers",
    "corrections": "corrections",
}
"""What a class holds, as the report and as people name it."""


def as_lines(report: Report) -> list[str]:
    """A report for a person at a terminal."""
    where = f"“{report['class']['name']}”"
    tried = " Nothing was changed: this was only tried." if report["dry_run"] else ""
    if "members" in report:
        counted = ", ".join(_counted(report[kind], shown) for kind, shown in _KINDS.items())
        hint = "Add the bot to its group, type /addroom there, then switch its schedules on: /schedule"
        return [f"The class {where}: {counted}.{tried}", *([] if tried else [hint])]
    new = report["ready"] if tried else report["added"]
    done = "could be" if tried else "was" if new == 1 else "were"
    found = [f"{_counted(report['lines'], 'lines')} read for {where}: {new} {done} added.{tried}"]
    found += [f"Already there: {one['text']} (line {one['line']})" for one in report["doubles"][:_SHOWN]]
    found += [f"Line {one['line']}: {one['why']}." for one in report["unread"][:_SHOWN]]
    left = len(report["doubles"][_SHOWN:]) + len(report["unread"][_SHOWN:])
    found += [f"… and {_counted(left, 'lines')} more; all of them with --json"] if left else []
    if report["columns_left_out"]:
        found.append(f"Nothing was taken from these columns: {', '.join(report['columns_left_out'])}")
    if report["more_lines_than_read"]:
        found.append("The file has more lines than are read at once. Put the others into a second file.")
    if report["more_sheets_than_read"]:
        found.append("Only the first sheet was read. Save the others as files of their own.")
    return found


def _counted(n: int, things: str) -> str:
    return f"{n} {things.removesuffix('s') if n == 1 else things}"
