"""The way of a private answer to who did something: their chat, a 🤫 answer in the room, or *For me*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import doorway
from bot.chat import FormSent, Place, Pressed, Private, private_chat
from bot.keys import Keys, shown
from bot.phrase import Phrase, lines, strong
from bot.splitting import split
from storage.people import Role
from storage.posts import Post

if TYPE_CHECKING:
    from bot.turn import Turn


def show(turn: Turn, phrase: Phrase, keys: Keys, kind: str) -> Post | None:
    """Answer on the nearest of these ways; the post that does, or the one pressed whose place the answer takes."""
    phrase = _headed(turn, phrase)
    pressed = _pressed(turn)
    if turn.scene.later and not turn.where.private and turn.house.limits(turn.where.platform).ephemeral:
        return turn.outbox.say(
            turn.where, phrase, keys, language=turn.language, activity=turn.activity, kind=kind, only=turn.by.user
        )
    if turn.where.private:
        if pressed and pressed.private and _takes_its_place(turn, phrase, pressed):
            turn.outbox.edit(pressed, phrase, keys, language=turn.language, activity=turn.activity)
            pressed.author_id = pressed.quoted_id = None
            return pressed
        return turn.outbox.say(turn.where, phrase, keys, language=turn.language, activity=turn.activity, kind=kind)
    if turn.house.limits(turn.where.platform).ephemeral:
        return _whisper(turn, phrase, keys, pressed if pressed and pressed.only else None)
    return _to_desk(turn, phrase, keys, kind)


def _pressed(turn: Turn) -> Post | None:
    """The post an answer takes the place of; a form may hang on a post that only carries what it is about."""
    post, event = turn.scene.post, turn.scene.event
    if isinstance(event, FormSent) and post and post.private and not post.message:
        return None
    return post if isinstance(event, Pressed | FormSent) else None


def _takes_its_place(turn: Turn, phrase: Phrase, pressed: Post) -> bool:
    """Whether a post can be changed into this; what is too long for one message is said below it."""
    limits = turn.house.limits(pressed.platform)
    return limits.can_edit and limits.units(turn.house.languages.render(phrase, turn.language).plain) <= limits.text


def _headed(turn: Turn, phrase: Phrase) -> Phrase:
    """The desk says which class it speaks of."""
    if turn.scene.class_ and turn.role >= Role.TEACHER and turn.scene.class_.name:
        return lines(strong(turn.scene.class_.name), phrase)
    return phrase


def _whisper(turn: Turn, phrase: Phrase, keys: Keys, pressed: Post | None) -> Post:
    """A 🤫 answer in the room; what is too long for one message follows as further ones."""
    limits = turn.house.limits(turn.where.platform)
    post = pressed or turn.outbox.new_post(turn.where, keys, activity=turn.activity, only=turn.by.user)
    if pressed:
        buttons = turn.outbox.rekey(pressed, keys, activity=turn.activity, language=turn.language)
    else:
        buttons = shown(keys, post, turn.house.languages, turn.language, limits.label)
    first, *others = split(turn.house.languages.render(phrase, turn.language), limits.text, limits.units)
    turn.consequences.answer = Private(first, () if others else buttons, replaces=pressed is not None)
    for number, part in enumerate(others, start=1):
        turn.outbox.whisper(turn.where, part, buttons if number == len(others) else (), turn.by.user)
    return post


def _to_desk(turn: Turn, phrase: Phrase, keys: Keys, kind: str) -> Post:
    """The person's private chat; where it is closed, the answer waits under "For me"."""
    account = turn.records.accounts.get(turn.by.platform, turn.by.user)
    # whether a stranger can be reached is not known; what is kept for one would never be shown
    keep = account is not None and not account.reachable
    if keep:
        turn.records.for_me.outdate(turn.by.platform, turn.by.user, turn.now)
    doorway.show(turn)
    return turn.outbox.say(
        private_chat(turn.by),
        phrase,
        keys,
        language=turn.language,
        activity=turn.activity,
        kind=kind,
        member=turn.scene.member,
        keep=keep,
    )


def unseen(turn: Turn) -> Place:
    """Where something is sent that only this person may see: here, or their private chat."""
    here = turn.where.private or turn.house.limits(turn.where.platform).ephemeral
    return turn.where if here else private_chat(turn.by)
