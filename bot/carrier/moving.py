"""A room goes on under another id: what waits for it goes there, and what its old messages were part of ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.chat import Place, Say
from bot.envelope import open_act, seal_act
from storage.records import Records
from storage.rooms import Room


def move_room(records: Records, platform: str, before: str, to: str, now: datetime) -> Room | None:
    """The room at its new id; None when it has moved already, or nothing is known of it.

    Its old messages are out of reach: in the new room their numbers are, or will be, somebody else's messages.
    """
    room = records.rooms.move(platform, before, to)
    if room is None:
        return None
    records.lanes.lose(platform, before, now)
    _answer_nothing(records, platform, before)
    records.lanes.move(platform, before, to)
    records.posts.lose(platform, before, now)
    records.posts.move(platform, before, to, room.id or 0)
    return room


def _answer_nothing(records: Records, platform: str, place: str) -> None:
    """What was to stand under an old message is said by itself."""
    for row in records.lanes.waiting_at(platform, place):
        if row.act != "say":
            continue
        act = open_act(row.act, records.deliveries.payload(row), Place(platform, place), "")
        if isinstance(act, Say) and act.reply_to:
            records.deliveries.replace(row, seal_act(replace(act, reply_to=""))[1])
