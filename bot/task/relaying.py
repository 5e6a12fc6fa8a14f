"""Posts a learner's answer in the room for them, in their name, so that classmates can reply to it there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.calendar.deadline import quiet
from bot.chat import Place, Said
from bot.language.tokens import tokens
from bot.phrase import Phrase, T, strong
from bot.refusal import Refusal
from bot.task import changing, keeping, refreshing
from bot.task.form import task_language
from storage.posts import RELAY

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn
    from storage.contributions import Contribution
    from storage.posts import Post
    from storage.rooms import Room
    from storage.rounds import Round

_A_MOMENT = timedelta(microseconds=1)
_FOR_THE_NAME = 60
"""Characters left for the name before it."""


def relay(turn: Turn, activity: TaskActivity, round: Round, said: Said) -> Contribution:
    """Post the answer under the task and count it, once.

    Raises:
        Refusal: the task stands in no room the bot may write in, or the answer cannot be one post of the bot's.
    """
    room, task = _place(turn, round)
    _check(turn, room, said.text)
    turn.activity = activity.name
    post = turn.post(
        room,
        _in_the_room(turn, said.text),
        kind=RELAY,
        round=round,
        language=task_language(turn),
        reply_to=task.message or "",
        silent=quiet(turn.now, turn.zone),
    )
    # the message has no id yet; the post's own number stands for it until it arrives
    there = replace(said, where=Place(room.platform, room.place), message=waiting_id(post))
    mine = list(turn.records.contributions.of_round(round.id or 0, turn.member.id))
    found = keeping.begin(turn, activity, round, there, [(there.message, said.text)], mine)
    found.room_id, found.post_id = room.id, post.id
    return found


def _check(turn: Turn, room: Room, text: str) -> None:
    limits = turn.house.limits(room.platform)
    if limits.units(text) > limits.text - _FOR_THE_NAME:
        raise Refusal("That is too long for one message. A few sentences are enough.")
    if turn.class_.minors and _names_somebody(turn, text):
        raise Refusal("There is a name in it, and under 18 I post no names. You can send it to the group yourself.")


def _names_somebody(turn: Turn, text: str) -> bool:
    """Whether a word of a text is somebody's name; in small letters it may be a word like any other."""
    roster = turn.records.people.roster(turn.class_id, gone=True)
    names = {word.capitalize() if word.islower() else word for one in roster for word in tokens(one.name)}
    return not names.isdisjoint(tokens(text))


def waiting_id(post: Post) -> str:
    return f"post:{post.id}"


def shown_name(turn: Turn) -> Phrase:
    """Whose answer the room is told it is; of minors it is told no name."""
    return T("A classmate") if turn.class_.minors else turn.member.name


def _in_the_room(turn: Turn, words: str) -> Phrase:
    return T("{name}: {words}", name=strong(shown_name(turn)), words=words)


def hide_names(turn: Turn) -> None:
    """The class is under 18 from now on: what stands in the room in a learner's name stands there without it."""
    for found in turn.records.contributions.of_class(turn.class_id, turn.now - keeping.KEPT_FOR, turn.now + _A_MOMENT):
        post = turn.records.posts.get(found.post_id) if found.post_id else None
        round, words = turn.records.rounds.get(found.round_id), turn.records.contributions.text(found)
        if post is not None and post.gone_at is None and round is not None and words:
            language = task_language(turn)
            turn.outbox.edit(post, _in_the_room(turn, words), (), language=language, activity=round.activity)


def take_back(turn: Turn, activity: TaskActivity, round: Round, found: Contribution) -> None:
    """Out of the room and out of the counts."""
    post = turn.records.posts.get(found.post_id) if found.post_id else None
    if post is not None and post.gone_at is None:
        turn.outbox.delete_post(post)
    changing.tell_gone(turn, found)
    turn.records.contributions.remove(found)
    refreshing.refresh(turn, activity, round)


def gone(turn: Turn, activity: TaskActivity, post: Post) -> None:
    """Deleted by hand in the room: it does not count any more, as with any message there."""
    found, round = _behind(turn, activity, post)
    if found is not None and round is not None:
        changing.tell_gone(turn, found)
        turn.records.contributions.remove(found)
        refreshing.refresh(turn, activity, round)


def never_came(turn: Turn, activity: TaskActivity, post: Post) -> None:
    """It counts all the same; its writer hears that the class cannot read it."""
    found, round = _behind(turn, activity, post)
    member = turn.records.people.get(found.member_id) if found else None
    if found is None or round is None or member is None:
        return
    found.private = True
    turn.activity = activity.name
    turn.tell(member, T("I could not post your sentence for “{title}” in the group. It counts.", title=round.title))


def _behind(turn: Turn, activity: TaskActivity, post: Post) -> tuple[Contribution | None, Round | None]:
    found = turn.records.whereabouts.of_post(post.id or 0) if post.kind == RELAY else None
    round = turn.records.rounds.get(post.round_id) if post.round_id else None
    return (found, round) if round is not None and round.activity == activity.name else (None, None)


def _place(turn: Turn, round: Round) -> tuple[Room, Post]:
    """The room of the class where the task stands: on the platform they write from, where they wrote last."""
    standing = {one.room_id: one for one in turn.records.posts.of_round(round.id or 0) if one.gone_at is None}
    rooms = [one for one in turn.records.rooms.of_class(turn.class_id) if one.may_post and one.id in standing]
    if not rooms:
        raise Refusal("I cannot write in your group just now. You can send it there yourself.")
    wrote = [one.room_id for one in turn.records.contributions.of_member(turn.member.id or 0)]
    last = {room_id: number for number, room_id in enumerate(wrote)}
    room = max(rooms, key=lambda one: (one.platform == turn.by.platform, last.get(one.id, -1)))
    return room, standing[room.id]
