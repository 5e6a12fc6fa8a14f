"""What a person does with messages: write, type a command, forward, edit, delete, press, correct, send a form."""

from typing import Any

from adapters.practice import asks
from adapters.practice.actor import Actor, Declined
from adapters.practice.attending import opened
from adapters.practice.rooms import Chat, Message

ME = "tertulia"
"""The bot's name in `/help@tertulia`."""


def write(actor: Actor, ask: asks.Write) -> list[int]:
    chat = actor.chat(ask.chat)
    text = ask.text.strip("\n")
    if ask.kind == "text" and not text.strip() and not ask.file:
        raise Declined("empty")
    reply = actor.message(ask.reply_to).number if ask.reply_to else 0
    kind, file = _brought(actor, ask)
    command = asks.command_in(text) if kind in ("text", "file") else None
    if command is None:
        return [*opened(actor, chat), *said(actor, chat, text, kind=kind, reply_to=reply, **file)]
    name, whom, rest = command
    if whom not in ("", ME) or not chat.bot_here:
        return said(actor, chat, text, reply_to=reply, heard=False, **file)
    seen = chat.private or name in actor.loud
    first = [] if chat.private and name == "start" else opened(actor, chat)
    shown: dict[str, Any] = {"text": text, "reply_to": reply, "only_for": "" if seen else actor.person, **file}
    # no other bot is in this room: a command without a name is meant for Tertulia
    return [*first, *actor.write("typed", chat, **shown, name=name, rest=rest, addressed=True)]


def _brought(actor: Actor, ask: asks.Write) -> tuple[str, dict[str, Any]]:
    """The kind of message, and the file it carries as the log has it."""
    if not ask.file:
        return ask.kind, {}
    found = actor.ledger.uploads.claim(ask.file)
    if found is None:
        raise Declined("gone")
    name, size, picture = found
    file = {"name": name, "size": size, "picture": picture, "token": ask.file}
    return "picture" if picture else "file", {"file": file}


def said(actor: Actor, chat: Chat, text: str, by: str = "", **fields: Any) -> list[int]:
    usual: dict[str, Any] = {"kind": "text", "reply_to": 0, "forwarded": False}
    return actor.write("said", chat, by, text=text, **{**usual, **fields})


def forward(actor: Actor, ask: asks.Forward) -> list[int]:
    chat = actor.chat(ask.chat)
    message = actor.message(ask.message)
    fields: dict[str, Any] = {"kind": message.kind, "forwarded": True}
    if message.upload:
        name, size, picture = message.upload
        fields["file"] = {"name": name, "size": size, "picture": picture, "token": message.token}
    return [*opened(actor, chat), *said(actor, chat, message.text.plain, **fields)]


def edit(actor: Actor, ask: asks.Rewrite) -> list[int]:
    message = actor.message(ask.message)
    if message.by != actor.person or message.kind != "text":
        raise Declined("not_yours")
    text = ask.text.strip("\n")
    if not text.strip():
        raise Declined("empty")
    return actor.write("edit", _chat_of(actor, message), message=message.number, text=text)


def delete(actor: Actor, ask: asks.Remove) -> list[int]:
    message = actor.message(ask.message)
    if message.by != actor.person and not actor.rooms.is_admin(actor.person, message.chat):
        raise Declined("not_yours")
    return actor.write("delete", _chat_of(actor, message), message=message.number)


def press(actor: Actor, ask: asks.Press) -> list[int]:
    message = actor.message(ask.message)
    chat = _chat_of(actor, message)
    if ask.code not in message.codes or not chat.bot_here:
        raise Declined("gone")
    return actor.write("press", chat, message=message.number, code=ask.code)


def suggest(actor: Actor, ask: asks.Suggest) -> list[int]:
    message = actor.message(ask.message)
    chat = _chat_of(actor, message)
    if chat.private or not chat.bot_here:
        raise Declined("gone")
    return actor.write("used", chat, message=message.number, name="correct")


def send_form(actor: Actor, ask: asks.SendForm) -> list[int]:
    return actor.write("form", actor.chat(ask.chat), code=ask.code, fields=ask.fields)


def _chat_of(actor: Actor, message: Message) -> Chat:
    return actor.rooms.chats[message.chat]
