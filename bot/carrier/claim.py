"""Claims one delivery just before it leaves; what has no use any more is settled instead, what is too early waits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.calendar.deadline import next_waking, quiet
from bot.carrier.outcome import end, key_known, may_have_arrived, too_late
from bot.chat import Act, Place
from bot.envelope import open_act
from storage.deliveries import Delivery, Going, Urgency
from storage.lanes import Lane, Track
from storage.records import Records

if TYPE_CHECKING:
    from bot.engine import Engine

FRESH = timedelta(minutes=5)
"""A post this young is on time: at night it was meant for the night."""

_ABOUT_A_POST = ("edit", "pin", "unpin", "delete")
_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery about to leave; `key` stays the same however often it is sent."""

    delivery_id: int
    key: str
    act: Act


def claim(engine: Engine, records: Records, lane: Lane, now: datetime) -> Claimed | None:
    """The next delivery of a place, marked as being sent; None when nothing is ready."""
    waiting = records.lanes.next(lane, now)
    for delivery in _merged(records, waiting, now) if lane.track == Track.SIGNS else waiting:
        about = _message(records, delivery) if delivery.act in _ABOUT_A_POST and delivery.post_id else None
        if _useless(engine, records, delivery, about, now) or _early(engine, records, delivery, about, now):
            continue
        return _claimed(records, delivery, about, now)
    return None


def _merged(records: Records, signs: Sequence[Delivery], now: datetime) -> list[Delivery]:
    """Of several signs for one message only the last is put on."""
    about = {one.id: json.loads(records.deliveries.payload(one))["message"] for one in signs}
    last = {about[one.id]: one.id for one in signs}
    for one in signs:
        if one.id != last[about[one.id]]:
            records.deliveries.settle(one, Going.MISSED, now, "replaced")
    return [one for one in signs if one.id == last[about[one.id]]]


def _message(records: Records, delivery: Delivery) -> str:
    """The id on the platform of the post that an act is about; empty while it is not known."""
    post = records.posts.get(delivery.post_id or 0)
    return (post.message or "") if post else ""


def _claimed(records: Records, delivery: Delivery, about: str | None, now: datetime) -> Claimed:
    assert delivery.id is not None
    assert delivery.sealed is not None
    # sealing is different each time, so that not even a database of yesterday gives a key again
    key = f"{delivery.id}-{blake2b(delivery.sealed, digest_size=6).hexdigest()}"
    delivery.state, delivery.claimed_at = Going.SENDING, delivery.claimed_at or now
    delivery.attempts += 1
    where = Place(delivery.platform, delivery.place, delivery.private)
    act = open_act(delivery.act, records.deliveries.payload(delivery), where, about or "")
    return Claimed(delivery.id, key, act)


def _useless(engine: Engine, records: Records, delivery: Delivery, about: str | None, now: datetime) -> bool:
    """Settle what is about a post that never arrived, and what comes too late."""
    if about == "" and not _say_still_going(records, delivery):
        records.deliveries.settle(delivery, Going.MISSED, now, "its post never arrived")
        return True
    over = delivery.expires_at is not None and delivery.expires_at <= now
    # what the platform would not know again is not sent blindly
    if over or (may_have_arrived(delivery) and not key_known(engine, delivery, now)):
        too_late(engine, records, delivery, now)
        return True
    return False


def _early(engine: Engine, records: Records, delivery: Delivery, about: str | None, now: datetime) -> bool:
    """Put off what waits for its post, and posts that would come at night only because they are late."""
    if about == "":
        say = records.deliveries.of_post(delivery.post_id or 0)
        delivery.not_before = max(say.not_before if say else now, now + _MOMENT)
        return True
    morning = _morning(records, delivery, now)
    if morning is None:
        return False
    if delivery.expires_at and delivery.expires_at <= morning:
        end(engine, records, delivery, Going.MISSED, now, "late")
    else:
        delivery.not_before = morning
    return True


def _morning(records: Records, delivery: Delivery, now: datetime) -> datetime | None:
    """When a late post may be seen; None for what may leave now."""
    if delivery.urgency != Urgency.POST or delivery.private or delivery.post_id is None or delivery.attempts:
        return None
    post = records.posts.get(delivery.post_id)
    class_ = records.classes.get(delivery.class_id) if delivery.class_id else None
    if post is None or class_ is None or now - post.created_at < FRESH:
        return None
    zone = ZoneInfo(class_.zone or "UTC")
    return next_waking(now, zone) if quiet(now, zone) else None


def _say_still_going(records: Records, delivery: Delivery) -> bool:
    say = records.deliveries.of_post(delivery.post_id or 0)
    return say is not None and say.state in (Going.WAITING, Going.SENDING)
