"""The close of a task: one line, said by itself or as the first lines of the next post when that comes soon."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.calendar import due
from bot.days import Days
from bot.phrase import N, Phrase, T, listing
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn

SOON = timedelta(hours=1)
_WAIT = timedelta(minutes=10)


def close(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """Close a round; its line waits for the next post if that is due within the hour."""
    turn.activity = activity.name
    round.closed_at = turn.now
    for name in ("close", "remind", "refresh"):
        turn.records.rounds.unwake(turn.class_id, activity.name, name, round.id or 0)
    for post in turn.records.rounds.posts(round.id or 0):
        if post.pinned and post.gone_at is None:
            turn.outbox.unpin(post)
    round.state = {**round.state, "closed": _counts(turn, activity, round)}
    if not round.state["closed"]["wrote"]:
        # nobody is reminded in front of all that nobody wrote
        return
    coming = _next_post(turn)
    if coming is None:
        _say(turn, round)
        return
    round.state = {**round.state, "carry": True}
    turn.wake("close_line", coming + _WAIT, round=round)


def say_if_unsaid(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """The next post did not come after all: say the line by itself."""
    turn.activity = activity.name
    if round.state.get("carry"):
        _say(turn, round)


def carried(turn: Turn) -> list[Mapping[str, Any]]:
    """What waits to stand above the next post; from now on it is said."""
    found = []
    for one in turn.records.rounds.recent(turn.class_id, turn.now - timedelta(days=15)):
        if one.state.get("carry"):
            one.state = {**one.state, "carry": False}
            turn.records.rounds.unwake(turn.class_id, one.activity, "close_line", one.id or 0)
            found.append(one.state["closed"])
    return found[::-1]


def line_of(counts: Mapping[str, Any]) -> Phrase:
    """The closing line, without names: how many wrote, what was used, how many got an answer."""
    parts: list[Phrase] = [N("{n} person wrote", "{n} people wrote", n=counts["wrote"])]
    used, words = counts.get("used", 0), counts.get("words", 0)
    if words and used == words:
        parts.append(N("the word was used", "all {n} words were used", n=words))
    elif words and used:
        parts.append(N("{used} of {n} word was used", "{used} of {n} words were used", n=words, used=used))
    if counts.get("answered"):
        parts.append(N("{n} got an answer", "{n} got an answer", n=counts["answered"]))
    return T("“{title}” is closed: {what}. Late answers still count.", title=counts["title"], what=listing(parts))


def _say(turn: Turn, round: Round) -> None:
    from bot.task.form import task_language

    round.state = {**round.state, "carry": False}
    for room in turn.records.classes.rooms(turn.class_id):
        turn.post(
            room,
            line_of(round.state["closed"]),
            kind="closing",
            silent=True,
            language=task_language(turn),
            expires_at=turn.now + timedelta(hours=6),
        )


def _counts(turn: Turn, activity: TaskActivity, round: Round) -> dict[str, Any]:
    sees_answers = all(room.reads_all for room in turn.records.classes.rooms(turn.class_id))
    return {
        "title": round.title,
        "wrote": turn.records.contributions.writers(round.id or 0),
        "answered": turn.records.contributions.answered(round.id or 0) if sees_answers else 0,
        **activity.tally(turn, round),
    }


def _next_post(turn: Turn) -> Any:
    """When the class's next post is due, if within the hour and not on holiday."""
    if turn.class_.holiday_until and turn.class_.holiday_until >= turn.today:
        return None
    moments = [
        moment
        for schedule in turn.records.schedules.of_class(turn.class_id)
        if not schedule.paused
        for _, moment in due(Days.read(schedule.days), schedule.time, turn.zone, turn.now, turn.now + SOON)
    ]
    return min(moments, default=None)
