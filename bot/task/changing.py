"""Tells every activity that the words of a contribution are about to change, or to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.turn import Turn
    from storage.contributions import Contribution


def tell(turn: Turn, found: Contribution, message: str, text: str | None) -> None:
    """One message of it gets another text, or none any more."""
    before = turn.activity
    for activity in turn.activities():
        activity.contribution_changed(turn, found, message, text)
    turn.activity = before


def tell_gone(turn: Turn, found: Contribution) -> None:
    """It does not count any more, with all its messages."""
    for message, _ in turn.records.contributions.parts(found):
        tell(turn, found, message, None)
