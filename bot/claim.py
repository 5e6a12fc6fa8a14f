"""Claims one delivery just before it leaves; what has no use any more is settled instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.chat import Act, Place
from bot.envelope import open_act
from storage.deliveries import Delivery, Going
from storage.records import Records

_WAITS_FOR_POST = ("edit", "pin", "unpin", "delete")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery about to leave; without an act it was settled and the next one may be claimed."""

    delivery_id: int
    key: str
    act: Act | None


def claim(records: Records, lane: tuple[str, str, bool], now: datetime) -> Claimed | None:
    """The next delivery of a place, marked as being sent; None when nothing is ready."""
    for delivery in records.deliveries.ready(lane, now):
        message = _message_of(records, delivery)
        if message is None:
            continue
        return _claimed(records, delivery, message, now)
    return None


def _claimed(records: Records, delivery: Delivery, message: str, now: datetime) -> Claimed:
    assert delivery.id is not None
    key = f"tertulia-{delivery.id}"
    gone = delivery.act in _WAITS_FOR_POST and delivery.post_id is not None and not message
    if gone or (delivery.expires_at and delivery.expires_at <= now and not delivery.attempts):
        records.deliveries.settle(delivery, Going.MISSED, now, "its post never arrived" if gone else "too late")
        return Claimed(delivery.id, key, None)
    delivery.state, delivery.claimed_at = Going.SENDING, delivery.claimed_at or now
    delivery.attempts += 1
    where = Place(delivery.platform, delivery.place, delivery.private)
    return Claimed(delivery.id, key, open_act(delivery.act, records.deliveries.payload(delivery), where, message))


def _message_of(records: Records, delivery: Delivery) -> str | None:
    """The platform's id of the post an act is about; empty if it has none, None while the post is still on its way."""
    if delivery.act not in _WAITS_FOR_POST or delivery.post_id is None:
        return ""
    post = records.rounds.post(delivery.post_id)
    if post is None:
        return ""
    if post.message is None:
        say = records.deliveries.of_post(delivery.post_id)
        return None if say and say.state in (Going.WAITING, Going.SENDING) else ""
    return post.message
