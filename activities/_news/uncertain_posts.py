"""Posts of which nobody knows whether they arrived: what they are called, and how an answer settles them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.chat import Place
from bot.envelope import open_act
from bot.refusal import Refusal
from bot.text import clipped
from bot.turn import Turn
from storage.deliveries import Delivery, Going, Urgency
from storage.rooms import Room
from storage.schedules import Occurring


def title_of(turn: Turn, delivery: Delivery) -> str:
    """What a post is called: its task, else its first words."""
    round = turn.records.rounds.get(delivery.round_id) if delivery.round_id else None
    if round is not None:
        return round.title
    act: Any = open_act(delivery.act, turn.records.deliveries.payload(delivery), _place(delivery), "")
    first: str = act.text.plain.split("\n")[0]
    return clipped(first, 40)


def _place(delivery: Delivery) -> Place:
    return Place(delivery.platform, delivery.place, delivery.private)


def room_of(turn: Turn, delivery: Delivery) -> Room | None:
    return turn.records.rooms.at(delivery.platform, delivery.place)


def still_open(turn: Turn, deliveries: Sequence[int]) -> list[Delivery]:
    """What the question asked about and nobody has answered yet.

    Raises:
        Refusal: another teacher was first.
    """
    found = [turn.records.deliveries.get(one) for one in deliveries]
    open_ = [one for one in found if one and one.state == Going.UNCERTAIN and one.class_id == turn.class_id]
    if not open_:
        raise Refusal("That is done already. What is open: /post")
    return open_


def send_again(turn: Turn, delivery: Delivery) -> bool:
    """Once more, as a new delivery of the same post; false if its task is over."""
    round = turn.records.rounds.get(delivery.round_id) if delivery.round_id else None
    post = turn.records.posts.get(delivery.post_id) if delivery.post_id else None
    content = turn.records.deliveries.payload(delivery)
    turn.records.deliveries.settle(delivery, Going.FAILED, turn.now, "not there")
    if post is None or (round is not None and not round.open):
        return False
    act = open_act(delivery.act, content, _place(delivery), "")
    turn.outbox.write(act, post=post, round=round, urgency=Urgency.POST, expires_at=round.deadline if round else None)
    settle_occurrence(turn, delivery)
    return True


def settle_occurrence(turn: Turn, delivery: Delivery) -> None:
    occurrence = turn.records.schedules.occurrence_of(delivery.round_id) if delivery.round_id else None
    if occurrence is not None and occurrence.state == Occurring.UNCERTAIN:
        occurrence.state = Occurring.POSTED
