"""*Count me in*: one quiet offer under the first answer of who has not joined; a no leaves no trace of them."""

from __future__ import annotations

from datetime import timedelta

from activities._corrections import overhearing
from activities._people.names import name_of
from bot.chat import Said
from bot.keys import Keys, Press
from bot.phrase import T
from bot.refusal import Refusal
from bot.task import counting
from bot.task.listening import activity_of, round_for
from bot.turn import Turn
from storage.posts import Post

KIND = "count me in"
MOST_AN_HOUR = 3
STANDS_FOR = timedelta(days=1)
_NAMELESS = T("Shall I count this?")
_JOINING = "joining"


def offer(turn: Turn, said: Said) -> None:
    """Ask once, silently, under the message; nothing of the person is kept but a keyed hash."""
    room = turn.scene.room
    if overhearing.mends_somebody(turn, said):
        return
    if room is None or turn.records.people.former(turn.class_id, said.by.platform, said.by.user):
        return
    lately = turn.records.posts.in_room(room.id or 0, KIND, limit=MOST_AN_HOUR)
    if len(lately) == MOST_AN_HOUR and turn.now - lately[-1].created_at < timedelta(hours=1):
        return
    if not turn.records.notices.first_time(turn.now, *asked(turn.class_id, said.by.platform, said.by.user)):
        return
    text = _NAMELESS if turn.class_.minors else T("{name}, shall I count this?", name=name_of(said.by.name, 30))
    post = turn.post(
        room,
        text,
        _keys(_mark(turn, said.by.platform, said.by.user)),
        kind=KIND,
        reply_to=said.message,
        silent=True,
        expires_at=turn.now + STANDS_FOR,
    )
    turn.wake("expire", turn.now + STANDS_FOR, subject=post.id or 0)


def hide_names(turn: Turn) -> None:
    """The class is under 18 from now on: offers that stand in its rooms stand there without a name."""
    for post_id in turn.records.alarms.subjects(turn.class_id, _JOINING, "expire"):
        post = turn.records.posts.get(post_id)
        if post is not None and post.gone_at is None:
            keys = _keys(post.buttons[0]["with"]["who"])
            turn.outbox.edit(post, _NAMELESS, keys, language=turn.class_.language, activity=_JOINING)


def only_its_writer(turn: Turn, who: str) -> Post:
    """The offer that was pressed.

    Raises:
        Refusal: somebody else pressed it.
    """
    if who != _mark(turn, turn.by.platform, turn.by.user):
        raise Refusal("This question is for the person who wrote the message. You can press Join under a task.")
    assert turn.scene.post is not None
    return turn.scene.post


def take_away(turn: Turn, post: Post) -> None:
    """The offer goes, and its alarm with it."""
    if post.gone_at is None:
        turn.outbox.delete_post(post)
    turn.records.alarms.unwake(turn.class_id, _JOINING, "expire", subject=post.id or 0)


def _keys(who: str) -> Keys:
    return [
        [Press(T("Yes, count me in"), "count_me_in", {"who": who}), Press(T("No, thanks"), "no_thanks", {"who": who})]
    ]


def count(turn: Turn, said: Said | None) -> bool:
    """Count the message the offer stood under, if it does count; false when it is gone, unreadable or not theirs."""
    if said is None or said.by.user != turn.by.user:
        return False
    found = round_for(turn, said)
    activity = activity_of(turn, found) if found else None
    if found is None or activity is None:
        return False
    joining = turn.activity
    turn.activity = activity.name
    counting.count(turn, activity, found, said)
    turn.activity = joining
    return True


def asked(class_id: int, platform: str, user: str) -> tuple[str, ...]:
    """The words of the notice that somebody was asked in a class."""
    return ("asked", str(class_id), platform, user)


def was_asked(turn: Turn) -> bool:
    """Whether who did this was ever asked."""
    return any(
        turn.records.notices.known(*asked(one.id or 0, turn.by.platform, turn.by.user))
        for one in turn.records.classes.all()
    )


def _mark(turn: Turn, platform: str, user: str) -> str:
    return turn.records.notices.hash("count me in", str(turn.class_id), platform, user)
