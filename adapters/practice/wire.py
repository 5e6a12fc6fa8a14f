"""The JSON that goes to a tab; every shape is made for one person and holds only what they may see."""

from typing import Any

from adapters.practice.rooms import BOT, Chat, Message, Rooms
from adapters.practice.uploads import picture_kind
from bot.chat import Answer, Button, Field, Form, Link, Popup
from bot.command import MenuEntry
from bot.text import Text

Json = dict[str, Any]
PAGE = 100
"""Messages sent at once."""


def people(rooms: Rooms) -> list[Json]:
    return [{"id": person.id, "name": person.name} for person in rooms.people.values()]


def chats(rooms: Rooms, person: str) -> list[Json]:
    return [chat(rooms, person, each) for each in rooms.chats_of(person)]


def chat(rooms: Rooms, person: str, of: Chat) -> Json:
    newest = next((m for m in rooms.back(person, of.key) if not m.line), None)
    pinned = [rooms.messages[number] for number in of.pinned]
    return {
        "key": of.key,
        "title": of.title,
        "private": of.private,
        "members": sorted(of.members),
        "admin": of.creator,
        "botHere": of.bot_here and not (of.private and rooms.people[person].reachable is False),
        "unread": rooms.unread(person, of.key),
        "read": rooms.people[person].read.get(of.key, 0),
        "last": None if newest is None else _snippet(newest),
        "pinned": [_snippet(m) for m in pinned if rooms.sees(person, m)],
    }


def history(rooms: Rooms, person: str, key: str, before: int | None = None) -> Json:
    """Give a page of a chat, the oldest first, and whether there is more before it."""
    found: list[Message] = []
    for message in rooms.back(person, key, before):
        if len(found) == PAGE:
            return {"messages": [shown(rooms, person, m) for m in reversed(found)], "more": True}
        found.append(message)
    return {"messages": [shown(rooms, person, m) for m in reversed(found)], "more": False}


def shown(rooms: Rooms, person: str, message: Message) -> Json:
    """One message, for a person who may see it; a deleted one has lost all but its place."""
    shape: Json = {
        "id": str(message.number),
        "chat": message.chat,
        "by": message.by,
        "at": message.at.isoformat(),
        "kind": message.kind,
    }
    if message.line:
        return {**shape, "line": message.line}
    if message.deleted:
        return {**shape, "deleted": True}
    answered = rooms.messages.get(message.reply_to)
    if answered and not rooms.sees(person, answered):
        answered = None
    return {
        **shape,
        "text": message.text.dump(),
        "buttons": [[_button(button) for button in row] for row in message.buttons],
        "reply": _snippet(answered) if answered else None,
        "onlyYou": bool(message.only_for),
        "forwarded": message.forwarded,
        "edited": message.edited,
        "sign": message.sign,
        "file": _file(message),
    }


def answer(given: Answer | None) -> Json:
    """The answer to a press or a command as the tab that asked shows it."""
    match given:
        case None:
            return {"kind": "failed"}
        case Popup(text):
            return {"kind": "popup", "text": text.dump()}
        case Link(url):
            return {"kind": "link", "url": url}
        case Form(title, code, fields):
            return {"kind": "form", "title": title, "code": code, "fields": [_field(f) for f in fields]}
        case _:
            return {"kind": "done"}


def _field(field: Field) -> Json:
    return {name: getattr(field, name) for name in ("name", "label", "value", "long", "required", "limit")}


def _button(button: Button) -> Json:
    shape = {"label": button.label, "look": button.look.value}
    return {**shape, "url": button.url} if button.url else {**shape, "code": button.code}


def _file(message: Message) -> Json | None:
    if message.file is not None:
        name, content = message.file
        size, picture = len(content), bool(picture_kind(content[:16]))
    elif message.upload is not None:
        name, size, picture = message.upload
    else:
        return None
    return {"name": name, "size": size, "picture": picture, "href": f"/file/{message.token}"}


def _snippet(message: Message) -> Json:
    """The beginning of a message, for a quotation of it."""
    text = "" if message.deleted else _beginning(message.text)
    file = message.file or message.upload
    if file and not text:
        text = file[0]
    return {
        "id": str(message.number),
        "by": message.by,
        "bot": message.by == BOT,
        "at": message.at.isoformat(),
        "text": text,
        "kind": message.kind,
        "deleted": message.deleted,
    }


def _beginning(text: Text) -> str:
    """The first 120 characters on one line, spoilers covered."""
    words = "".join("▒" * min(len(span.text), 12) if span.style == "spoiler" else span.text for span in text)
    line = " ".join(words.split())
    return line if len(line) <= 120 else line[:119] + "…"


def entry(offered: MenuEntry) -> Json:
    return {
        "name": offered.name,
        "description": offered.description,
        "usage": offered.usage,
        "example": offered.example,
        "parameters": [
            {"name": name, "description": description, "choices": list(choices)}
            for name, description, choices in offered.parameters
        ],
    }
