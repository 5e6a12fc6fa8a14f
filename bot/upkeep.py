"""Once an hour: what must be forgotten is forgotten, what is over ends."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.house import House
from storage.people import Role
from storage.records import Records

INBOUND_KEPT = timedelta(days=8)
DELIVERIES_KEPT = timedelta(days=30)
DRAFTS_KEPT = timedelta(days=1)
POSTS_KEPT = timedelta(days=60)


def upkeep(house: House, records: Records, now: datetime) -> None:
    """Erase texts whose time is over, old keys and settled deliveries; end what was granted until a date."""
    records.contributions.erase_texts(now)
    records.inbox.forget(now - INBOUND_KEPT)
    records.inbox.forget_drafts(now - DRAFTS_KEPT)
    records.deliveries.forget(now - DELIVERIES_KEPT)
    records.rounds.forget_private_posts(now - POSTS_KEPT)
    for class_ in records.classes.all():
        today = now.astimezone(ZoneInfo(class_.zone or "UTC")).date()
        for member in records.people.teachers(class_.id or 0):
            if member.teacher_until and member.teacher_until < today:
                member.role, member.teacher_until = Role.HELPER.value, None
    for activity in house.activities.values():
        activity.upkeep(records, now)
