"""The class picture as a file: one line for each person and week."""

from __future__ import annotations

from activities._corrections.lines import seen, taken_up
from activities._overview.figures import weeks
from activities._overview.period import Period
from activities._overview.words import sees_answers, written_in
from activities._people.pseudonyms import outside_name
from activities._sheet_file import UNKNOWN, table
from bot.phrase import later
from bot.turn import Turn

HEAD = (
    later("week"), later("name"), later("tasks"), later("messages"), later("words in the target language"),
    later("list words used"), later("answers given"), later("answers received"), later("late"),
    later("corrections given"), later("corrections received"), later("taken up"), later("own mistakes corrected"),
)  # fmt: skip


def overview_file(turn: Turn, period: Period) -> bytes:
    learners = {one.id or 0: one for one in turn.records.people.learners(turn.class_id)}
    written = written_in(turn, period.since, period.until)
    used = turn.records.used_cards.by_contribution(turn.class_id, period.since, period.until)
    corrections = turn.records.corrections.of_class(turn.class_id, period.since, period.until)
    again = taken_up(turn, period.since, period.until)
    sees = sees_answers(turn)
    rows: list[list[str | int]] = [
        [
            week.monday.isoformat(),
            outside_name(turn, learners[week.member]),
            week.tasks,
            week.messages,
            week.target_words,
            week.words_used,
            week.given if sees else UNKNOWN,
            week.received if sees else UNKNOWN,
            week.late,
            seen(turn, week.corrections_given),
            seen(turn, week.corrections_received),
            seen(turn, week.taken_up),
            seen(turn, week.self_repairs),
        ]
        for week in weeks(written, used, learners, period.first, turn.zone, corrections, again)
    ]
    return table([turn.house.languages.word(one, turn.language) for one in HEAD], rows)
