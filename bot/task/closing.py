"""The close of a task: one line, said by itself or as the first lines of the next post when that comes soon."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.calendar.deadline import next_waking, quiet
from bot.planning import coming
from bot.task import refreshing, unprompted
from bot.task.closing_line import line_of
from bot.task.form import task_language
from bot.task.listening import activity_of
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn

SOON = timedelta(hours=1)
_WAIT = timedelta(minutes=10)
_STANDS_FOR = timedelta(hours=6)


def close(turn: Turn, activity: TaskActivity, round: Round, *, silently: bool = False) -> None:
    """Close a round. Its line waits for the next post if that is due within the hour, and for the morning at night."""
    turn.activity = activity.name
    if round.refreshed_at and round.refreshed_at > turn.now:
        refreshing.rewrite(turn, activity, round)
    round.closed_at = turn.now
    for name in ("close", "remind", "refresh"):
        turn.records.alarms.unwake(turn.class_id, activity.name, name, round.id or 0)
    for post in turn.records.posts.of_round(round.id or 0):
        if post.pinned and post.gone_at is None:
            turn.outbox.unpin(post)
    counts = _counts(turn, activity, round)
    more = {} if silently else _more(turn, round)
    # nobody is told in front of all that nobody wrote
    told = not silently and bool(counts["wrote"])
    news = {"came_back": unprompted.news_for_class(turn) if told else [], "more": more}
    round.state = {**round.state, "closed": counts | news}
    if told or more:
        _say_or_wait(turn, round)


def _say_or_wait(turn: Turn, round: Round) -> None:
    due = _next_post(turn)
    if due is not None:
        _wait(turn, round, due + _WAIT)
    elif quiet(turn.now, turn.zone):
        _wait(turn, round, turn.now)
    else:
        _say(turn, round)


def _wait(turn: Turn, round: Round, until: datetime) -> None:
    round.state = {**round.state, "carry": True}
    turn.wake("close_line", next_waking(until, turn.zone), round=round)


def say_if_unsaid(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """The next post did not come after all: say the line by itself."""
    turn.activity = activity.name
    if round.state.get("carry"):
        _say_or_wait(turn, round)


def carry_again(turn: Turn, taken_back: Round) -> None:
    """The post above which these lines stood is gone: they wait for the next one once more."""
    for line in taken_back.state.get("before", []):
        one = turn.records.rounds.get(line["round"])
        if one is not None and not one.taken_back_at:
            turn.activity = one.activity
            _wait(turn, one, turn.now + _WAIT)


def _more(turn: Turn, round: Round) -> dict[str, Any]:
    """What activities add to the line, by their names."""
    found = {name: activity.at_close(turn, round) for name, activity in turn.house.activities.items()}
    return {name: dict(told) for name, told in found.items() if told}


def _say(turn: Turn, round: Round) -> None:
    round.state = {**round.state, "carry": False}
    for room in turn.records.rooms.of_class(turn.class_id):
        if room.may_post:
            turn.post(
                room,
                line_of(turn, round.state["closed"]),
                kind="closing",
                round=round,
                silent=True,
                language=task_language(turn),
                expires_at=turn.now + _STANDS_FOR,
            )


def say_anew(turn: Turn, round: Round) -> None:
    """Something that a line said is not to be said any more: wherever it stands it says what is left."""
    for post in turn.records.posts.of_round(round.id or 0, "closing"):
        turn.edit(post, line_of(turn, round.state["closed"]), language=task_language(turn))
    for later in turn.records.rounds.recent(turn.class_id, round.opened_at):
        activity = activity_of(turn, later)
        if activity and any(line.get("round") == round.id for line in later.state.get("before", [])):
            refreshing.rewrite(turn, activity, later)


def _counts(turn: Turn, activity: TaskActivity, round: Round) -> dict[str, Any]:
    sees_answers = all(room.reads_all for room in turn.records.rooms.of_class(turn.class_id))
    return {
        "title": round.title,
        "wrote": turn.records.taking_part.writers(round.id or 0),
        "answered": turn.records.taking_part.answered(round.id or 0) if sees_answers else 0,
        **activity.tally(turn, round),
    }


def _next_post(turn: Turn) -> datetime | None:
    """When the class's next post is due, if now or within the hour."""
    if any(one.class_id == turn.class_id for one in turn.records.schedules.planned(turn.now)):
        return turn.now
    schedules = turn.records.schedules.of_class(turn.class_id)
    moments = [moment for one in schedules for moment in coming(turn.records, one, turn.now, 1)]
    soonest = min(moments, default=None)
    return soonest if soonest is not None and soonest - turn.now <= SOON else None
