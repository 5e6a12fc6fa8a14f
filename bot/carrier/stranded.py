"""What waits for a platform that is switched off: it ends when its time is over, and is told like all that fails."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.carrier.outcome import too_late
from storage.records import Records

if TYPE_CHECKING:
    from bot.engine import Engine

WAITS_FOR = timedelta(days=7)
"""What has no time of its own, such as an answer to a person."""


def give_up_stranded(engine: Engine, records: Records, now: datetime) -> None:
    """No lane is ever served where nothing can be sent, so the clock has to end what waits there."""
    for delivery in records.lanes.stranded(engine.house.platforms, now, now - WAITS_FOR):
        too_late(engine, records, delivery, now)
