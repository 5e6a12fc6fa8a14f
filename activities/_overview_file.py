"""The class picture as a file: one line for each person and week."""

from __future__ import annotations

from activities._figures import weeks
from activities._overview_words import sees_answers, written_in
from activities._period import Period
from activities._sheet_file import UNKNOWN, table
from bot.phrase import T, later
from bot.turn import Turn
from storage.people import Member

HEAD = (
    later("week"), later("name"), later("tasks"), later("messages"), later("words in the target language"),
    later("list words used"), later("answers given"), later("answers received"), later("late"),
)  # fmt: skip


def overview_file(turn: Turn, period: Period) -> bytes:
    learners = {one.id or 0: one for one in turn.records.people.learners(turn.class_id)}
    written = written_in(turn, period.since, period.until)
    used = turn.records.contributions.used_in(turn.class_id, period.since, period.until)
    sees = sees_answers(turn)
    rows: list[list[str | int]] = [
        [
            week.monday.isoformat(),
            _name(turn, learners[week.member]),
            week.tasks,
            week.messages,
            week.target_words,
            week.words_used,
            week.given if sees else UNKNOWN,
            week.received if sees else UNKNOWN,
            week.late,
        ]
        for week in weeks(written, used, learners, period.first, turn.zone)
    ]
    return table([turn.house.languages.word(one, turn.language) for one in HEAD], rows)


def _name(turn: Turn, member: Member) -> str:
    """Of minors a file holds no name; the number stays the same from file to file."""
    if not turn.class_.minors:
        return member.name
    return turn.house.languages.render(T("Learner {n}", n=member.id or 0), turn.language).plain
