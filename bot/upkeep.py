"""Once an hour: what must be forgotten is forgotten, what is over ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.planning import zone_of
from storage.people import Role
from storage.records import Records

if TYPE_CHECKING:
    from bot.activity import Activity

INBOUND_KEPT = timedelta(days=8)
DELIVERIES_KEPT = timedelta(days=30)
DRAFTS_KEPT = timedelta(days=1)
POSTS_KEPT = timedelta(days=60)


def forget(records: Records, now: datetime) -> bool:
    """Erase texts whose time is over, old keys and settled deliveries; end what was granted until a date.

    True when texts were erased: then they are to leave the write-ahead log too.
    """
    erased = records.erasure.contributions_over(now) + records.erasure.corrections_over(now)
    records.inbox.forget(now - INBOUND_KEPT)
    records.drafts.forget(now - DRAFTS_KEPT)
    records.invitations.forget_over(now)
    records.deliveries.forget(now - DELIVERIES_KEPT)
    records.posts.forget_private(now - POSTS_KEPT)
    for class_id in records.people.classes_with_substitutes():
        _end_substitutes(records, class_id, now.astimezone(zone_of(records, class_id)).date())
    return erased > 0


def _end_substitutes(records: Records, class_id: int, today: date) -> None:
    """Whose last day as a teacher is over helps from now on; a class never loses its last teacher so."""
    teachers = records.people.teachers(class_id)
    over = [one for one in teachers if one.teacher_until and one.teacher_until < today]
    if len(over) == len(teachers):
        return
    for member in over:
        member.role, member.teacher_until = Role.HELPER.value, None


def keep_up(activity: Activity, now: datetime, records: Records) -> None:
    """An activity's own forgetting, apart from the others': one that fails holds up nobody."""
    activity.upkeep(records, now)
