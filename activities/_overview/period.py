"""The days a report looks at: whole ones on the class's calendar, the last one as far as it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.calendar import instant
from bot.turn import Turn


@dataclass(frozen=True)
class Period:
    """From `since` up to, but not including, `until`; as many days before it began at `before`."""

    days: int
    first: date
    last: date
    since: datetime
    until: datetime
    before: datetime

    @classmethod
    def ending_now(cls, turn: Turn, days: int) -> Period:
        first = turn.today - timedelta(days=days - 1)
        since, before = (instant(day, time(0), turn.zone) for day in (first, first - timedelta(days=days)))
        return cls(days, first, turn.today, since, turn.now + timedelta(microseconds=1), before)
