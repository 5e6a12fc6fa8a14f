"""The way into the private chat, shown for minutes in a room to who typed a command there and cannot be reached."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.chat import CommandTyped
from bot.keys import Open
from bot.phrase import T

if TYPE_CHECKING:
    from bot.turn import Turn

KIND = "doorway"
STANDS_FOR = timedelta(minutes=10)
ASKING = "asking"
"""The engine's own activity; its alarm takes the doorway away."""


def show(turn: Turn) -> None:
    """Let one silent line stand in the room, if somebody needs it and none stands there already.

    Who is unknown needs it for what the room's menu offers; all else they type is answered nowhere.
    """
    event, room = turn.scene.event, turn.scene.room
    if not isinstance(event, CommandTyped) or not event.by.user or event.where.private:
        return
    if room is None or not room.may_post or turn.scene.class_ is None or turn.reaches(turn.by):
        return
    command = turn.house.commands.get(event.name.lower())
    if turn.scene.member is None and (command is None or not command.in_groups):
        return
    url = turn.house.link(turn.by.platform, event.name.lower())
    if not url or turn.house.limits(turn.where.platform).ephemeral:
        return
    if all(post.gone_at for post in turn.records.posts.in_room(room.id or 0, KIND)):
        _post(turn, url)


def _post(turn: Turn, url: str) -> None:
    assert turn.scene.room is not None
    asked, turn.activity = turn.activity, ASKING
    post = turn.post(
        turn.scene.room,
        T("I answer in our private chat. Open it and press Start."),
        [[Open(T("Open our private chat"), url)]],
        kind=KIND,
        language=turn.language,
        silent=True,
        expires_at=turn.now + STANDS_FOR,
    )
    turn.wake("close_door", turn.now + STANDS_FOR, subject=post.id or 0)
    turn.activity = asked
