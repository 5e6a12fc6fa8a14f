"""What a line of the log does to the messages of the rooms."""

import base64
from dataclasses import dataclass
from datetime import datetime

from adapters.practice.log import Record
from adapters.practice.rooms import BOT, Message, Rooms
from bot.chat import Button, Buttons, Look
from bot.text import Text, plain


@dataclass(frozen=True, slots=True)
class Change:
    """What a deed touched, for those who look on: one message, one chat, or (`wide`) who is where."""

    chat: str = ""
    message: int = 0
    wide: bool = False


def buttons_out(buttons: Buttons) -> list[list[list[str]]]:
    return [[[b.label, b.code, b.url, b.look.value] for b in row] for row in buttons]


def buttons_in(rows: list[list[list[str]]]) -> Buttons:
    return tuple(tuple(Button(label, code, url, Look(look)) for label, code, url, look in row) for row in rows)


def said(rooms: Rooms, number: int, record: Record) -> Change:
    if (sample := record.get("sample")) is not None:
        rooms.samples.add(sample)
    message = _message(number, record, plain(record["text"]))
    if file := record.get("file"):
        message.upload, message.token = (file["name"], file["size"], file["picture"]), file["token"]
        rooms.files[message.token] = number
    rooms.people[message.by].read[message.chat] = number
    return _put(rooms, message)


def say(rooms: Rooms, number: int, record: Record) -> Change:
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


def edit(rooms: Rooms, _: int, record: Record) -> Change:
    message = rooms.messages[record["message"]]
    message.text = plain(record["text"])
    message.edited = True
    return Change(message.chat, message.number)


def rewrite(rooms: Rooms, _: int, record: Record) -> Change:
    message = rooms.messages[record["message"]]
    message.text = Text.load(record["text"])
    message.buttons = buttons_in(record["buttons"])
    message.codes |= {button.code for row in message.buttons for button in row if button.code}
    return Change(message.chat, message.number)


def delete(rooms: Rooms, _: int, record: Record) -> Change:
    message = rooms.messages[record["message"]]
    message.deleted_by = record.get("by", BOT)
    chat = rooms.chats[message.chat]
    chat.pinned = [number for number in chat.pinned if number != message.number]
    return Change(message.chat, message.number)


def react(rooms: Rooms, _: int, record: Record) -> Change:
    message = rooms.messages[record["message"]]
    message.sign = record["sign"]
    return Change(message.chat, message.number)


def pin(rooms: Rooms, _: int, record: Record) -> Change:
    message = rooms.messages[record["message"]]
    chat = rooms.chats[message.chat]
    chat.pinned = [number for number in chat.pinned if number != message.number]
    if record["does"] == "pin":
        chat.pinned.append(message.number)
    return Change(message.chat, message.number)


def line(rooms: Rooms, number: int, record: Record, line: str) -> Change:
    _put(rooms, Message(number, record["chat"], record["by"], _at(record), line=line))
    return Change(record["chat"], number, wide=True)


def _put(rooms: Rooms, message: Message) -> Change:
    rooms.messages[message.number] = message
    rooms.chats[message.chat].messages.append(message.number)
    return Change(message.chat, message.number)


def _at(record: Record) -> datetime:
    return datetime.fromisoformat(record["at"])
