"""The line a closed task leaves: its words, and its way above the next post."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.phrase import N, Phrase, T, lines, listing
from bot.task import unprompted
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.turn import Turn


def line_of(turn: Turn, counts: Mapping[str, Any]) -> Phrase:
    """The closing line, without names: how many wrote, what was used, how many got an answer; and what is added."""
    words = counts.get("came_back")
    more = [(turn.house.activities.get(name), told) for name, told in counts.get("more", {}).items()]
    return lines(
        _closed(counts) if counts["wrote"] else None,
        unprompted.line_of(words) if words else None,
        *[activity.closing_words(turn, told) for activity, told in more if activity],
    )


def _closed(counts: Mapping[str, Any]) -> Phrase:
    parts: list[Phrase] = [N("{n} person wrote", "{n} people wrote", n=counts["wrote"])]
    used, words = counts.get("used", 0), counts.get("words", 0)
    if words and used == words:
        parts.append(N("the word was used", "all {n} words were used", n=words))
    elif words and used:
        parts.append(N("{n} of {all} words was used", "{n} of {all} words were used", n=used, all=words))
    if counts.get("answered"):
        parts.append(N("{n} got an answer", "{n} got an answer", n=counts["answered"]))
    return T("“{title}” is closed: {what}. Late answers still count.", title=counts["title"], what=listing(parts))


def carry(turn: Turn, onto: Round) -> None:
    """Put the lines that wait above a round that is being posted, the oldest first; they are said now."""
    before: list[dict[str, Any]] = []
    for one in turn.records.rounds.recent(turn.class_id, turn.now - timedelta(days=15)):
        if one.state.get("carry"):
            one.state = {**one.state, "carry": False}
            turn.records.alarms.unwake(turn.class_id, one.activity, "close_line", one.id or 0)
            before.insert(0, {**one.state["closed"], "round": one.id})
    if before:
        onto.state = {**onto.state, "before": before}
