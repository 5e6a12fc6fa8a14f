"""Rehearsal: a week in a minute; all that is due until the next post, reminder or close happens in order."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.chat import ClockAsked
from bot.planning import next_post
from storage.records import Records

if TYPE_CHECKING:
    from bot.clock import Clock
    from storage.database import Database

MOST_STEPS = 5000
"""A jump stops after so many moments, whatever is planned."""


async def jump(clock: Clock, database: Database, now: datetime, asked: ClockAsked) -> bool:
    """Live on until what was asked for; false if nothing of the kind is planned."""
    with database.read() as records:
        target = _target(records, asked, now)
    if target is None:
        return False
    await clock.move(now)  # what is under way now arrives now
    for _ in range(MOST_STEPS):
        upcoming = clock.next_moment()
        if upcoming is None or upcoming > target:
            break
        await clock.move(upcoming)
        if upcoming == target:
            return True
    await clock.move(target)
    return True


def _target(records: Records, asked: ClockAsked, now: datetime) -> datetime | None:
    if asked.to == "post":
        return next_post(records, now)
    alarm = records.alarms.next("remind" if asked.to == "reminder" else "close")
    return max(alarm.at, now) if alarm else None
