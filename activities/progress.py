"""/progress: a person's own record, beside their own last weeks; nobody else's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from activities._corrections import lines as correction_lines
from activities._corrections.notebook import entries
from activities._overview.average import Average
from activities._overview.figures import figures
from activities._overview.words import words_in
from bot.activity import Activity
from bot.command import command
from bot.keys import Press, row
from bot.phrase import N, Phrase, T, later, lines
from bot.turn import Turn
from storage.contributions import Contribution
from storage.people import Member, Role

WEEK = timedelta(days=7)
WEEKS_BEFORE = 4


class Progress(Activity):
    """This week and the four before it. No marks, no ranking, no streaks."""

    name: ClassVar[str] = "progress"
    title: ClassVar[str] = later("Progress")

    @command(later("What you did, compared with your last weeks."), role=Role.LEARNER, learners_only=True)
    def progress(self, turn: Turn) -> None:
        member = turn.member
        if member.role != Role.LEARNER:
            turn.show(T("I count what learners write, not what teachers and helpers write. What is open: /today"))
            return
        written = turn.records.contributions.of_member(member.id or 0)
        if not written:
            corrected = correction_lines.of_member(turn, member.id or 0, turn.now - WEEK, ())
            turn.show(lines(T("You have not written yet. One sentence is enough. What is open: /today"), *corrected))
            return
        now = [one for one in written if one.at > turn.now - WEEK]
        before = _weeks_before(written, turn.now, member)
        turn.show(
            lines(
                _this_week(turn, now, member),
                _before(turn, before, member),
                _words_so_far(turn, written),
                *correction_lines.of_member(turn, member.id or 0, turn.now - WEEK, now),
            ),
            row(Press(T("My corrections"), "notebook.show") if entries(turn, member) else None),
        )


def _weeks_before(written: Sequence[Contribution], now: datetime, member: Member) -> list[list[Contribution]]:
    """The contributions of each of the four weeks before this one in which the person had joined."""
    found = []
    for number in range(1, WEEKS_BEFORE + 1):
        start, end = now - (number + 1) * WEEK, now - number * WEEK
        if member.joined_at < end:
            found.append([one for one in written if start < one.at <= end])
    return found


def _this_week(turn: Turn, written: Sequence[Contribution], member: Member) -> Phrase:
    if not written:
        return T("In the last 7 days you wrote nothing. One sentence is enough: /today")
    total = figures(written, {member.id or 0})
    return T(
        "In the last 7 days: {tasks}, {messages}, {words}.",
        tasks=N("{n} task", "{n} tasks", n=len({one.round_id for one in written})),
        messages=N("{n} message", "{n} messages", n=total.messages),
        words=words_in(turn, total.target_words),
    )


def _before(turn: Turn, before: Sequence[Sequence[Contribution]], member: Member) -> Phrase | None:
    if not any(before):
        return None
    totals = [figures(week, {member.id or 0}) for week in before]
    messages, words = sum(one.messages for one in totals), sum(one.target_words for one in totals)
    if len(before) == 1:
        return T(
            "In the week before: {messages}, {words}.",
            messages=N("{n} message", "{n} messages", n=messages),
            words=words_in(turn, words),
        )
    return T(
        "In the {n} weeks before, each week on average: {messages} messages, {words}.",
        n=len(before),
        messages=Average(messages / len(before)),
        words=words_in(turn, round(words / len(before))),
    )


def _words_so_far(turn: Turn, written: Sequence[Contribution]) -> Phrase | None:
    used = turn.records.used_cards.ever_by(written[0].member_id)
    if not used:
        return None
    return N("So far you have used {n} word of the list. All words: /words",
             "So far you have used {n} words of the list. All words: /words", n=len(used))  # fmt: skip
