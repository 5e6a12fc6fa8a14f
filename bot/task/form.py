"""The form of a task: what to do first, then aim and deadline, the task, and the quiet last line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.calendar.wall_time import When
from bot.keys import Key, Press, row
from bot.phrase import N, Phrase, T, lines, listing
from bot.task import closing_line
from storage.classes import Counts
from storage.people import Member
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn

MOST_CHARACTERS = 900
SHOW_OF_FROM_MISSING = 3
"""*of 24* is shown only while so many are missing that nobody can be singled out."""


def task_language(turn: Turn) -> str:
    """Up to A2 a task is in the learners' language, from B1 in the one they learn, as far as the bot speaks it."""
    class_ = turn.class_
    wanted = class_.native if class_.level in ("A1", "A2") else class_.target
    languages = turn.house.languages
    return wanted if wanted in languages.codes else languages.nearest(class_.language)


def counts_all(turn: Turn) -> bool:
    """Whether all that learners write counts and is seen, so that nobody needs to reply to the post."""
    return turn.class_.counts == Counts.EVERYTHING and turn.records.rooms.sees_answers(turn.class_id)


def task_text(
    turn: Turn, activity: TaskActivity, round: Round, *, opening: bool = False, preview: bool = False
) -> Phrase:
    """The whole post, at most 900 characters: what can be left out goes first. A preview has no last line yet."""
    if opening:
        closing_line.carry(turn, round)
    last = None if preview else last_line(turn, activity, round)
    full = _compose(turn, activity, round, last, brief=False)
    if len(turn.house.languages.render(full, task_language(turn))) <= MOST_CHARACTERS:
        return full
    return _compose(turn, activity, round, last, brief=True)


def _compose(turn: Turn, activity: TaskActivity, round: Round, last: Phrase | None, *, brief: bool) -> Phrase:
    return lines(
        *[closing_line.line_of(turn, one) for one in round.state.get("before", [])],
        T("{sign} **{task}**", sign=activity.sign, task=activity.what_to_do(turn, round)),
        aim_line(turn, activity, round),
        *activity.body(turn, round, brief=brief),
        last,
    )


def aim_line(turn: Turn, activity: TaskActivity, round: Round) -> Phrase:
    return T("{aim} · until {when}", aim=activity.aim(turn, round), when=When(round.deadline, turn.zone))


def last_line(turn: Turn, activity: TaskActivity, round: Round) -> Phrase:
    """How many have written; never in a way that singles somebody out."""
    wrote = turn.records.taking_part.who_wrote(round.id or 0)
    if not wrote:
        return T("No answers yet. Be the first!")
    expected = {one.id or 0 for one in turn.records.people.learners(turn.class_id) if not away(turn, one)}
    if len(expected - wrote) >= SHOW_OF_FROM_MISSING:
        everybody = len(expected | wrote)
        count: Phrase = N("{n} of {all} has written", "{n} of {all} have written", n=len(wrote), all=everybody)
    else:
        count = N("{n} has written", "{n} have written", n=len(wrote))
    progress = activity.progress(turn, round)
    return count if progress is None else listing([count, progress], " · ")


def away(turn: Turn, member: Member) -> bool:
    return member.away_until is not None and member.away_until >= turn.today


def keys_of(activity: TaskActivity, round: Round, first: Key | None = None) -> list[list[Key]]:
    """The buttons under every task, the same for everyone; `first` only in the rooms that need it."""
    about = {"round_id": round.id}
    return [
        *row(first),
        [
            Press(T("Help me start"), f"{activity.name}.help_me_start", about),
            Press(T("🔒 For me"), f"{activity.name}.for_me", about),
            Press(T("Join"), "joining.join", {}),
        ],
    ]
