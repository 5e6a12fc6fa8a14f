"""Answers a press under a task for one person alone, wherever the platform lets them be reached."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.chat import Say, private_chat
from bot.envelope import open_act, seal_act
from bot.keys import Keys
from bot.phrase import Phrase, T
from storage.deliveries import Delivery, Going, Urgency

if TYPE_CHECKING:
    from bot.turn import Turn

_KIND = "task answer"


def answer(turn: Turn, phrase: Phrase, keys: Keys = (), *, more_waits: bool = False, payload: str = "") -> None:
    """Here, in the private chat, over the screen if it is short, or in the private chat that the press opens.

    Of a stranger nothing is kept to be told later: `payload` lets the link into the private chat ask for it again.
    """
    if turn.where.private or turn.house.limits(turn.where.platform).ephemeral:
        turn.show(phrase, keys)
        return
    if turn.reaches(turn.by):
        turn.show(phrase, keys, kind=_KIND)
        turn.pop(T("I have written to you in our private chat."))
        return
    limits = turn.house.limits(turn.where.platform)
    known = turn.scene.member is not None
    short = limits.units(turn.house.languages.render(phrase, turn.language).plain) <= limits.popup
    if known and (more_waits or not short) and turn.open_private("task"):
        _keep(turn, phrase, keys)
    elif known or short or not payload or not turn.open_private(payload):
        turn.pop(phrase)


def _keep(turn: Turn, phrase: Phrase, keys: Keys) -> None:
    """It is there when the chat is opened; of several answers only the last."""
    for waiting in turn.records.for_me.of(turn.member.id or 0):
        post = turn.records.posts.get(waiting.post_id) if waiting.post_id else None
        if post is not None and post.kind == _KIND:
            turn.records.deliveries.settle(waiting, Going.FAILED, turn.now, "asked again")
    turn.outbox.say(
        private_chat(turn.by),
        phrase,
        keys,
        language=turn.language,
        activity=turn.activity,
        kind=_KIND,
        member=turn.member,
        keep=True,
    )


def hand_over(turn: Turn, delivery: Delivery) -> None:
    """Give somebody what has waited for them: in their private chat, or here where only they can see it."""
    act = open_act(delivery.act, turn.records.deliveries.payload(delivery), turn.where, "")
    if isinstance(act, Say) and delivery.platform != turn.by.platform:
        # what it replies to stands on the other platform
        act = replace(act, reply_to="", reply_in="", quote="")
        turn.records.deliveries.replace(delivery, seal_act(act)[1])
    if turn.where.private or turn.reaches(turn.by) or not turn.house.limits(turn.where.platform).ephemeral:
        delivery.state, delivery.not_before = Going.WAITING, turn.now
        delivery.platform, delivery.place, delivery.private = turn.by.platform, turn.by.user, True
        return
    post = turn.records.posts.get(delivery.post_id) if delivery.post_id else None
    if post is not None:
        post.platform, post.place, post.private, post.only = turn.where.platform, turn.where.id, False, turn.by.user
    if isinstance(act, Say):
        shown = replace(act, only_for=turn.by.user)
        turn.outbox.write(shown, post=post, member=turn.member, urgency=Urgency.ANSWER)
    turn.records.deliveries.settle(delivery, Going.FAILED, turn.now, "shown elsewhere")
