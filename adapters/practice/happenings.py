"""Turns what a person did, as the log has it, into the event the bot is told; its key stays the same for ever."""

from collections.abc import Callable
from datetime import datetime

from adapters.practice.log import Record
from adapters.practice.rooms import BOT, NAME, Rooms, place_of
from bot.chat import (
    Arrived,
    ClockAsked,
    CommandTyped,
    CommandUsed,
    Deleted,
    Edited,
    Event,
    File,
    FileSent,
    FormSent,
    PersonLeft,
    Place,
    PostGone,
    Pressed,
    Reachable,
    RoomGone,
    RoomSeen,
    Said,
    Who,
)


def event(rooms: Rooms, number: int, record: Record) -> Event:
    """Tell one line of the log as an event."""
    return _TOLD[record["does"]](rooms, number, record)


def who(rooms: Rooms, person: str, language: str | None = None) -> Who:
    return Who(NAME, person, rooms.people[person].name, language)


def _head(rooms: Rooms, number: int, record: Record) -> tuple[str, datetime, Place, Who]:
    """The fields every event has: key, moment, place, person."""
    at, by = datetime.fromisoformat(record["at"]), who(rooms, record["by"], record.get("language"))
    return f"{NAME}:{number}", at, place_of(record["chat"]), by


def _admin(rooms: Rooms, record: Record) -> bool:
    return rooms.is_admin(record["by"], record["chat"])


def _file(rooms: Rooms, number: int) -> File | None:
    message = rooms.messages[number]
    return File(message.upload[0], message.upload[1], message.token) if message.upload else None


def _said(rooms: Rooms, number: int, record: Record) -> Said | FileSent:
    head = _head(rooms, number, record)
    message = rooms.messages[number]
    if (file := _file(rooms, number)) and message.kind == "file":
        return FileSent(*head, str(number), file)
    answered = rooms.messages.get(message.reply_to)
    return Said(
        *head,
        message=str(number),
        text=record["text"],
        kind=record["kind"],
        reply_chain=rooms.chain(message),
        reply_to_user=answered.by if answered else "",
        answers_us=answered is not None and answered.by == BOT,
        forwarded=record["forwarded"],
        by_admin=_admin(rooms, record),
    )


def _typed(rooms: Rooms, number: int, record: Record) -> CommandTyped | Reachable:
    head = _head(rooms, number, record)
    if record["name"] == "start" and place_of(record["chat"]).private:
        return Reachable(*head, payload=record["rest"])
    answered = rooms.messages.get(record["reply_to"])
    return CommandTyped(
        *head,
        name=record["name"],
        rest=record["rest"],
        message=str(number),
        addressed=record["addressed"] or (answered is not None and answered.by == BOT),
        by_admin=_admin(rooms, record),
        reply_to=str(answered.number) if answered else "",
        file=_file(rooms, number) or (_file(rooms, answered.number) if answered else None),
    )


def _edited(rooms: Rooms, number: int, record: Record) -> Edited:
    message = rooms.messages[record["message"]]
    return Edited(
        *_head(rooms, number, record),
        message=str(message.number),
        text=record["text"],
        reply_chain=rooms.chain(message),
    )


def _deleted(rooms: Rooms, number: int, record: Record) -> Deleted | PostGone:
    head = _head(rooms, number, record)
    message = rooms.messages[record["message"]]
    if message.by == BOT:
        return PostGone(*head, message=str(message.number))
    return Deleted(*head[:3], who(rooms, message.by), message=str(message.number))


def _pressed(rooms: Rooms, number: int, record: Record) -> Pressed:
    return Pressed(
        *_head(rooms, number, record),
        code=record["code"],
        message=str(record["message"]),
        by_admin=_admin(rooms, record),
        answers=_answered(rooms, rooms.messages[record["message"]].reply_to),
    )


def _used(rooms: Rooms, number: int, record: Record) -> CommandUsed:
    return CommandUsed(
        *_head(rooms, number, record),
        name=record["name"],
        options={},
        by_admin=_admin(rooms, record),
        on=_answered(rooms, record["message"]),
    )


def _answered(rooms: Rooms, number: int) -> Said | None:
    """Hand back a person's message that a post of ours replies to, as it reads now."""
    message = rooms.messages.get(number)
    if message is None or message.deleted or message.by == BOT:
        return None
    record = {
        "chat": message.chat,
        "by": message.by,
        "at": message.at.isoformat(),
        "text": message.text.plain,
        "kind": message.kind,
        "forwarded": message.forwarded,
    }
    told = _said(rooms, number, record)
    return told if isinstance(told, Said) else None


def _form(rooms: Rooms, number: int, record: Record) -> FormSent:
    return FormSent(*_head(rooms, number, record), code=record["code"], fields=record["fields"])


def _room_seen(rooms: Rooms, number: int, record: Record) -> RoomSeen:
    title = rooms.chats[record["chat"]].title
    return RoomSeen(*_head(rooms, number, record), title=title, added=True, by_admin=_admin(rooms, record))


def _room_gone(rooms: Rooms, number: int, record: Record) -> RoomGone:
    return RoomGone(*_head(rooms, number, record))


def _arrived(rooms: Rooms, number: int, record: Record) -> Arrived:
    return Arrived(*_head(rooms, number, record))


def _left(rooms: Rooms, number: int, record: Record) -> PersonLeft:
    return PersonLeft(*_head(rooms, number, record))


def _reachable(rooms: Rooms, number: int, record: Record) -> Reachable:
    yes = record["does"] == "open"
    return Reachable(*_head(rooms, number, record), yes=yes, payload=record.get("payload", ""))


def _clock(rooms: Rooms, number: int, record: Record) -> ClockAsked:
    return ClockAsked(*_head(rooms, number, record), to=record["to"])


_TOLD: dict[str, Callable[[Rooms, int, Record], Event]] = {
    "said": _said,
    "typed": _typed,
    "edit": _edited,
    "delete": _deleted,
    "press": _pressed,
    "used": _used,
    "form": _form,
    "room": _room_seen,
    "bot_in": _room_seen,
    "bot_out": _room_gone,
    "join": _arrived,
    "leave": _left,
    "open": _reachable,
    "close": _reachable,
    "clock": _clock,
}
