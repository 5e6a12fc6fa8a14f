"""*Write* under a task: a form, where the bot is not shown what people say in the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.keys import Press
from bot.phrase import T

if TYPE_CHECKING:
    from bot.turn import Turn
    from storage.rooms import Room
    from storage.rounds import Round

PRIVATE_FIRST = "private_answers"
"""The activity whose form takes an answer."""


def write_key(turn: Turn, room: Room, round: Round) -> Press | None:
    """The button that opens a form, in a room where the bot is not shown every message."""
    if room.reads_all or not turn.house.limits(room.platform).forms or PRIVATE_FIRST not in turn.house.activities:
        return None
    return Press(T("Write"), f"{PRIVATE_FIRST}.write_form", {"round_id": round.id})
