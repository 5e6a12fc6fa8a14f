"""What each line of the log does to the rooms; replaying all lines gives the same rooms again."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from adapters.practice.log import Record
from adapters.practice.rooms import BOT, Chat, Message, Person, Rooms, private
from bot.chat import Button, Buttons, Look
from bot.text import Text, plain


@dataclass(frozen=True, slots=True)
class Change:
    """What a deed touched, for those who look on: one message, one chat, or (`wide`) who is where."""

    chat: str = ""
    message: int = 0
    wide: bool = False


HEARD = {
    "room", "join", "leave", "bot_in", "bot_out", "open", "close",
    "said", "typed", "edit", "delete", "press", "used", "form", "clock",
}  # fmt: skip
"""The deeds of people that the bot is told of."""


def do(rooms: Rooms, number: int, record: Record) -> Change:
    """Carry one line of the log out."""
    if record["does"] in HEARD and record.get("heard", True):
        rooms.untaken[number] = record
    change = _DEEDS[record["does"]](rooms, number, record)
    if key := record.get("key"):
        rooms.sent[key] = str(record.get("message", number))
    return change


def buttons_out(buttons: Buttons) -> list[list[list[str]]]:
    return [[[b.label, b.code, b.url, b.look.value] for b in row] for row in buttons]


def buttons_in(rows: list[list[list[str]]]) -> Buttons:
    return tuple(tuple(Button(label, code, url, Look(look)) for label, code, url, look in row) for row in rows)


def _person(rooms: Rooms, _: int, record: Record) -> Change:
    ident = record["id"]
    rooms.people[ident] = Person(ident, record["name"])
    rooms.chats[private(ident)] = Chat(private(ident), members={ident})
    return Change(wide=True)


def _room(rooms: Rooms, number: int, record: Record) -> Change:
    by = record["by"]
    rooms.chats[record["chat"]] = Chat(record["chat"], record["title"], by, members={by})
    return _line(rooms, number, record, "made")


def _join(rooms: Rooms, number: int, record: Record) -> Change:
    rooms.chats[record["chat"]].members.add(record["by"])
    return _line(rooms, number, record, "joined")


def _leave(rooms: Rooms, number: int, record: Record) -> Change:
    rooms.chats[record["chat"]].members.discard(record["by"])
    return _line(rooms, number, record, "left")


def _bot_in(rooms: Rooms, number: int, record: Record) -> Change:
    rooms.chats[record["chat"]].bot_here = True
    return _line(rooms, number, record, "bot_in")


def _bot_out(rooms: Rooms, number: int, record: Record) -> Change:
    rooms.chats[record["chat"]].bot_here = False
    return _line(rooms, number, record, "bot_out")


def _open(rooms: Rooms, _: int, record: Record) -> Change:
    rooms.people[record["by"]].reachable = True
    return Change(record["chat"])


def _close(rooms: Rooms, _: int, record: Record) -> Change:
    rooms.people[record["by"]].reachable = False
    return Change(record["chat"])


def _said(rooms: Rooms, number: int, record: Record) -> Change:
    if (sample := record.get("sample")) is not None:
        rooms.samples.add(sample)
    message = _message(number, record, plain(record["text"]))
    if file := record.get("file"):
        message.upload, message.token = (file["name"], file["size"], file["picture"]), file["token"]
        rooms.files[message.token] = number
    rooms.people[message.by].read[message.chat] = number
    return _put(rooms, message)


def _say(rooms: Rooms, number: int, record: Record) -> Change:
    message = _message(number, record, Text.load(record["text"]))
    message.buttons = buttons_in(record["buttons"])
    message.codes = {button.code for row in message.buttons for button in row if button.code}
    if file := record.get("file"):
        message.file = (file["name"], base64.b64decode(file["content"]))
        message.token = file["token"]
        rooms.files[message.token] = number
    return _put(rooms, message)


def _message(number: int, record: Record, text: Text) -> Message:
    return Message(
        number=number,
        chat=record["chat"],
        by=record.get("by", BOT),
        at=_at(record),
        text=text,
        kind=record.get("kind", "text"),
        reply_to=record.get("reply_to", 0),
        only_for=record.get("only_for", ""),
        forwarded=record.get("forwarded", False),
    )


def _edit(rooms: Rooms, _: int, record: Record) -> Change:
    message = rooms.messages[record["message"]]
    message.text = plain(record["text"])
    message.edited = True
    return Change(message.chat, message.number)


def _rewrite(rooms: Rooms, _: int, record: Record) -> Change:
    message = rooms.messages[record["message"]]
    message.text = Text.load(record["text"])
    message.buttons = buttons_in(record["buttons"])
    message.codes |= {button.code for row in message.buttons for button in row if button.code}
    return Change(message.chat, message.number)


def _delete(rooms: Rooms, _: int, record: Record) -> Change:
    message = rooms.messages[record["message"]]
    message.deleted_by = record.get("by", BOT)
    chat = rooms.chats[message.chat]
    chat.pinned = [number for number in chat.pinned if number != message.number]
    return Change(message.chat, message.number)


def _react(rooms: Rooms, _: int, record: Record) -> Change:
    message = rooms.messages[record["message"]]
    message.sign = record["sign"]
    return Change(message.chat, message.number)


def _pin(rooms: Rooms, _: int, record: Record) -> Change:
    message = rooms.messages[record["message"]]
    chat = rooms.chats[message.chat]
    chat.pinned = [number for number in chat.pinned if number != message.number]
    if record["does"] == "pin":
        chat.pinned.append(message.number)
    return Change(message.chat, message.number)


def _read(rooms: Rooms, _: int, record: Record) -> Change:
    rooms.people[record["by"]].read[record["chat"]] = record["up_to"]
    return Change(record["chat"])


def _taken(rooms: Rooms, _: int, record: Record) -> Change:
    rooms.untaken.pop(record["event"], None)
    return Change()


def _only_heard(rooms: Rooms, _: int, record: Record) -> Change:  # noqa: ARG001  a press changes nothing here
    return Change()


def _line(rooms: Rooms, number: int, record: Record, line: str) -> Change:
    _put(rooms, Message(number, record["chat"], record["by"], _at(record), line=line))
    return Change(record["chat"], number, wide=True)


def _put(rooms: Rooms, message: Message) -> Change:
    rooms.messages[message.number] = message
    rooms.chats[message.chat].messages.append(message.number)
    return Change(message.chat, message.number)


def _at(record: Record) -> datetime:
    return datetime.fromisoformat(record["at"])


_DEEDS: dict[str, Callable[[Rooms, int, Record], Change]] = {
    "person": _person,
    "room": _room,
    "join": _join,
    "leave": _leave,
    "bot_in": _bot_in,
    "bot_out": _bot_out,
    "open": _open,
    "close": _close,
    "said": _said,
    "typed": _said,
    "say": _say,
    "edit": _edit,
    "rewrite": _rewrite,
    "delete": _delete,
    "remove": _delete,
    "react": _react,
    "pin": _pin,
    "unpin": _pin,
    "read": _read,
    "taken": _taken,
    "press": _only_heard,
    "used": _only_heard,
    "form": _only_heard,
    "clock": _only_heard,
}
