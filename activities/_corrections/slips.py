"""What the class was corrected for most often in a week, without names, and two sentences their authors agreed to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from activities._corrections.shown import BIG, KINDS, changes_of
from bot.calendar.days import Days
from bot.calendar.deadline import open_until
from bot.language.changes import apply
from bot.phrase import N, Phrase, T, lines, listing
from bot.planning import coming
from bot.task import closing
from bot.text import plain
from bot.turn import Turn
from storage.corrections import Correction
from storage.rounds import Round
from storage.standing import GIVEN, Mark, Standing

NOTEBOOK = "notebook"
"""The activity under whose name closing lines hold these."""
FROM = 5
"""Cases of one category from which on it is told: fewer might be one person's."""
MOST = 3
"""So many categories are named."""
EXAMPLES = 2
LONGEST = 160
"""Characters of an example; a longer sentence is none."""
WEEK = timedelta(days=7)


def news_for_class(turn: Turn, round: Round) -> dict[str, Any] | None:
    """What the closing line adds at the last close of a week, once; None when there is nothing to say."""
    if not _is_last_of_week(turn, round):
        return None
    rows = [one for one in turn.records.corrections.of_class(turn.class_id, turn.now - WEEK, turn.now)
            if one.standing in GIVEN and one.mark != Mark.FINE and one.standing != Standing.NOT_MEANT]  # fmt: skip
    often = [(kind, n) for kind, n in _cases(rows).most_common(MOST) if n >= FROM]
    year, week, _ = turn.today.isocalendar()
    if not often or not turn.records.notices.first_time(turn.now, "slips", str(turn.class_id), str(year), str(week)):
        return None
    return {"often": often, "examples": list(_examples(turn, rows, [kind for kind, _ in often]))}


def _cases(rows: Sequence[Correction]) -> Counter[str]:
    """In how many sentences each category was corrected, small things left out."""
    found = {
        (row.contribution_id, row.message, kind)
        for row in rows
        for level, kind in row.kinds
        if level >= BIG and kind in KINDS
    }
    return Counter(kind for *_, kind in sorted(found, key=str))


def words_of(turn: Turn, told: Mapping[str, Any]) -> Phrase:
    """The class's lines, without names; of the examples those whose words are still kept and may be shown."""
    kinds = [T("{what} ({n})", what=KINDS[kind], n=n) for kind, n in told["often"]]
    head = T("Corrected most often this week: {what}.", what=listing(kinds))
    rows = [turn.records.corrections.get(one) for one in told["examples"]]
    examples = [_example(turn, row) for row in rows if row and row.shared and row.sealed]
    if not examples:
        return head
    return lines(
        head,
        N("For example (its writer agreed):", "For example (their writers agreed):", n=len(examples)),
        *examples,
    )


def take_out(turn: Turn, corrections: Collection[int | None]) -> None:
    """These are no examples any more: what was posted with them is posted without."""
    for round in turn.records.rounds.recent(turn.class_id, turn.class_.created_at):
        told = round.state.get("closed", {}).get("more", {}).get(NOTEBOOK, {})
        if any(one in corrections for one in told.get("examples", ())):
            closing.say_anew(turn, round)


def _example(turn: Turn, row: Correction) -> Phrase:
    words = turn.records.corrections.words(row)
    return T("· {before} → {after}", before=plain(words.before), after=plain(apply(words.before, changes_of(words))))


def _examples(turn: Turn, rows: Sequence[Correction], kinds: Sequence[str]) -> Iterator[int]:
    """At most two, each by another author and about one of these categories; the newest first."""
    if turn.class_.minors:
        return
    authors: set[int] = set()
    for row in reversed(rows):
        about = {category for level, category in row.kinds if level >= row.level}
        if not row.shared or row.author_id in authors or not about & set(kinds):
            continue
        before = turn.records.corrections.words(row).before
        if before and len(before) <= LONGEST and "\n" not in before:
            authors.add(row.author_id)
            yield row.id or 0
        if len(authors) == EXAMPLES:
            return


def _is_last_of_week(turn: Turn, round: Round) -> bool:
    """Whether no other task of the class closes in this week any more."""
    this_week = turn.today.isocalendar()[:2]
    return not any(at.astimezone(turn.zone).date().isocalendar()[:2] == this_week for at in _closes(turn, round))


def _closes(turn: Turn, round: Round) -> Iterator[datetime]:
    """When the other tasks close, those that are open and those to come in the next days."""
    yield from (one.deadline for one in turn.records.rounds.open(turn.class_id) if one.id != round.id)
    for schedule in turn.records.schedules.of_class(turn.class_id):
        days = Days.read(schedule.days)
        for moment in coming(turn.records, schedule, turn.now, 7):
            yield open_until(moment, days, turn.zone, turn.class_.holiday_until)
