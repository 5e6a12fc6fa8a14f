"""Any one thing that can happen in a chat."""

from __future__ import annotations

from bot.chat.deeds import (
    ClockAsked,
    CommandTyped,
    CommandUsed,
    Deleted,
    Edited,
    FileSent,
    FormSent,
    Pressed,
    Said,
)
from bot.chat.life import Arrived, PersonLeft, PostGone, Reachable, RoomGone, RoomMoved, RoomSeen

Event = (
    Said
    | Edited
    | Deleted
    | FileSent
    | CommandTyped
    | CommandUsed
    | Pressed
    | FormSent
    | RoomSeen
    | RoomGone
    | RoomMoved
    | Arrived
    | PersonLeft
    | Reachable
    | PostGone
    | ClockAsked
)
