"""Notes what became of a delivery, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.carrier.moving import move_room
from bot.port import Why
from bot.scene import Scene
from storage.deliveries import ABOUT_A_MESSAGE, RETRY, Delivery, Going, Urgency
from storage.posts import RELAY
from storage.records import Records

if TYPE_CHECKING:
    from bot.engine import Engine

KEY_GOOD_FOR = timedelta(minutes=2)
AFTER_BREAK = timedelta(seconds=2)
MOST_REPEATS = 5
REPEATABLE = ABOUT_A_MESSAGE


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a platform said: the message's id, or one of the reasons why not; `pause` in seconds."""

    message: str = ""
    pause: float = 0.0
    refused: Why | None = None
    moved: str = ""
    uncertain: bool = False


def note(engine: Engine, records: Records, delivery_id: int, outcome: Outcome, now: datetime) -> None:
    """Write an outcome down, in the same transaction as its consequences."""
    delivery = records.deliveries.get(delivery_id)
    if delivery is None or delivery.state != Going.SENDING:
        return
    if outcome.pause:
        _again(delivery, now + timedelta(seconds=outcome.pause))
    elif outcome.refused:
        _refused(engine, records, delivery, outcome.refused, now)
    elif outcome.moved:
        _moved(engine, records, delivery, outcome.moved, now)
    elif outcome.uncertain:
        _uncertain(engine, records, delivery, now)
    else:
        _sent(records, delivery, outcome.message, now)


def recover(engine: Engine, records: Records, now: datetime) -> None:
    """At start: everything found in the middle of a send is uncertain."""
    for delivery in records.deliveries.in_state(Going.SENDING):
        _uncertain(engine, records, delivery, now, at_once=True)


def end(engine: Engine, records: Records, delivery: Delivery, state: Going, now: datetime, why: str) -> None:
    """A delivery ends badly: settle it and let the activities of its class know."""
    records.deliveries.settle(delivery, state, now, why)
    class_ = records.classes.get(delivery.class_id) if delivery.class_id else None
    if class_ is None or class_.finished_at:
        return
    room = None if delivery.private else records.rooms.at(delivery.platform, delivery.place)
    scene = Scene(class_=class_, room=room)
    engine.tell_activities(records, scene, now, lambda one, turn: one.undelivered(turn, delivery))


def _sent(records: Records, delivery: Delivery, message: str, now: datetime) -> None:
    records.deliveries.settle(delivery, Going.SENT, now)
    post = records.posts.get(delivery.post_id) if delivery.act == "say" and delivery.post_id else None
    if post is None or post.id is None:
        return
    if message and records.deliveries.of_post(post.id) is not delivery:
        post.above = [*post.above, message]
        return
    if message:
        post.message = message
        if post.kind == RELAY:
            records.whereabouts.arrived(post.id, message)
    if post.private or post.only:
        records.corrections.arrived(post.id, now)


def _again(delivery: Delivery, at: datetime) -> None:
    """It certainly did not arrive: this attempt counts for nothing."""
    delivery.state, delivery.not_before, delivery.why = Going.WAITING, at, RETRY
    delivery.attempts -= 1
    if not delivery.attempts:
        delivery.claimed_at = None


def _moved(engine: Engine, records: Records, delivery: Delivery, to: str, now: datetime) -> None:
    """The room has a new id: all that waits goes there, and so does this."""
    delivery.state, delivery.claimed_at, delivery.attempts = Going.WAITING, None, 0
    records.session.flush()
    room = move_room(records, delivery.platform, delivery.place, to, now)
    class_ = records.classes.get(room.class_id) if room and room.class_id else None
    if class_ is not None and not class_.finished_at:
        engine.tell_activities(records, Scene(class_=class_, room=room), now, lambda one, turn: one.room_moved(turn))


def _refused(engine: Engine, records: Records, delivery: Delivery, why: Why, now: datetime) -> None:
    if why is Why.BLOCKED and delivery.private:
        account = records.accounts.get(delivery.platform, delivery.place)
        if account is not None:
            account.reachable = False
        if delivery.member_id and delivery.urgency != Urgency.REMINDER:
            delivery.state = Going.KEPT
            return
    if why is Why.GONE and delivery.post_id and delivery.act != "say":
        post = records.posts.get(delivery.post_id)
        if post is not None:
            post.gone_at = post.gone_at or now
    end(engine, records, delivery, Going.FAILED, now, why.value)


def _uncertain(engine: Engine, records: Records, delivery: Delivery, now: datetime, *, at_once: bool = False) -> None:
    """It may have arrived. Say again only what does no harm twice, or what the platform knows by its key."""
    if delivery.attempts < MOST_REPEATS and _may_repeat(engine, delivery, now):
        pause = timedelta() if at_once else delivery.attempts * AFTER_BREAK
        delivery.state, delivery.not_before, delivery.why = Going.WAITING, now + pause, RETRY
        return
    give_up(engine, records, delivery, now, "uncertain")


def may_have_arrived(delivery: Delivery) -> bool:
    """Whether an earlier try of something that is said once may have arrived in a room."""
    return delivery.attempts > 0 and delivery.act not in REPEATABLE and not delivery.private


def too_late(engine: Engine, records: Records, delivery: Delivery, now: datetime) -> None:
    """Its time is over."""
    if may_have_arrived(delivery):
        give_up(engine, records, delivery, now, "late")
    else:
        end(engine, records, delivery, Going.MISSED, now, "late")


def give_up(engine: Engine, records: Records, delivery: Delivery, now: datetime, why: str) -> None:
    """Nobody will ever know by itself whether it arrived: of a post in a room the teacher is asked."""
    asked = delivery.act in ("say", "file") and not delivery.private
    end(engine, records, delivery, Going.UNCERTAIN if asked else Going.MISSED, now, why)


def key_known(engine: Engine, delivery: Delivery, now: datetime) -> bool:
    """Whether the platform would still know a post by its key, and not show it twice."""
    fresh = delivery.claimed_at is not None and now - delivery.claimed_at < KEY_GOOD_FOR
    return fresh and engine.house.limits(delivery.platform).send_key


def _may_repeat(engine: Engine, delivery: Delivery, now: datetime) -> bool:
    if delivery.act in REPEATABLE:
        return True
    if delivery.urgency == Urgency.REMINDER:
        return False
    if delivery.private:
        return delivery.attempts < 2
    return key_known(engine, delivery, now)
