"""Puts a private answer of the bot where only the person it is for can see it; other answers are gone when shown."""

import secrets
from base64 import b64encode

from adapters.practice.ledger import Ledger
from adapters.practice.log import Record
from adapters.practice.messages import buttons_out
from adapters.practice.rooms import BOT, Message, key_of
from bot.chat import Answer, Event, Pressed, Private


def answered(ledger: Ledger, number: int, happened: Event, answer: Answer) -> None:
    """Put a private answer down, once however often the event is told."""
    key = f"answer:{number}"
    if not isinstance(answer, Private) or key in ledger.rooms.sent:
        return
    pressed = ledger.rooms.message(happened.message) if isinstance(happened, Pressed) else None
    shown: Record = {"text": answer.text.dump(), "buttons": buttons_out(answer.buttons), "key": key}
    if answer.replaces and not answer.file and pressed and _for_one(pressed):
        ledger.write({"does": "rewrite", "message": pressed.number, **shown})
        return
    chat = key_of(happened.where)
    only_for = "" if happened.where.private else happened.by.user
    file = {"file": file_out(*answer.file)} if answer.file else {}
    ledger.write({"does": "say", "chat": chat, "only_for": only_for, **shown, **file})


def file_out(name: str, content: bytes) -> dict[str, str]:
    """A file as the log keeps it; who knows its token may fetch it."""
    return {"name": name, "content": b64encode(content).decode(), "token": secrets.token_urlsafe(18)}


def _for_one(message: Message) -> bool:
    return message.by == BOT and (bool(message.only_for) or message.chat.startswith("@"))
