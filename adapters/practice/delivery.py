"""Carries out the bot's acts in the room, or says why not."""

from adapters.practice.answers import file_out
from adapters.practice.ledger import Ledger
from adapters.practice.log import Record
from adapters.practice.messages import buttons_out
from adapters.practice.rooms import BOT, NAME, Chat, Message, key_of
from bot.chat import Act, Button, Buttons, Delete, Edit, Menu, Pin, Place, React, Say, SendFile, Unpin
from bot.port import Limits, Refused, Why
from bot.text import Text

LIMITS = Limits(
    signs=("✍", "👍", "❤", "✅"),
    ephemeral=True,
    send_key=True,
    forms=True,
    sends_per_second=1000.0,
    room_sends_per_second=1000.0,
    room_sends_per_minute=60_000,
)


def carry_out(ledger: Ledger, act: Act, key: str) -> str:
    """Do an act once, however often its key comes; gives the message's id.

    Raises:
        Refused: it will never work.
        OSError: the disk did not take it.
    """
    if (sent := ledger.rooms.sent.get(key)) is not None:
        return sent
    if act.where.platform != NAME:
        raise Refused(Why.INVALID, "another platform's place")
    match act:
        case Say():
            record = _say(ledger, act)
        case SendFile():
            record = _send_file(ledger, act)
        case Menu():
            return ""  # the page asks for the menu whenever somebody types a stroke
        case _:
            record = _change(ledger, act)
    number = ledger.write({**record, "key": key})
    return str(record.get("message", number))


def _say(ledger: Ledger, act: Say) -> Record:
    chat = _chat(ledger, act.where, act.only_for)
    answered = ledger.rooms.message(act.reply_to) if act.reply_to else None
    return {
        "does": "say",
        "chat": chat.key,
        "text": _text(act.text, LIMITS.text),
        "buttons": _buttons(act.buttons),
        "reply_to": answered.number if answered and answered.chat == chat.key else 0,
        "only_for": act.only_for,
    }


def _send_file(ledger: Ledger, act: SendFile) -> Record:
    chat = _chat(ledger, act.where, act.only_for)
    caption = _text(act.caption, LIMITS.caption) if act.caption else []
    file = file_out(act.name, act.content)
    return {
        "does": "say",
        "chat": chat.key,
        "text": caption,
        "buttons": [],
        "only_for": act.only_for,
        "file": file,
    }


def _change(ledger: Ledger, act: Edit | React | Pin | Unpin | Delete) -> Record:
    message = _message(ledger, act.where, act.message)
    match act:
        case Edit():
            if message.by != BOT:
                raise Refused(Why.NO_RIGHT, "not the bot's own message")
            text = _text(act.text, LIMITS.caption if message.file else LIMITS.text)
            change: Record = {"does": "rewrite", "text": text, "buttons": _buttons(act.buttons)}
        case React():
            change = {"does": "react", "sign": _sign(act.signs)}
        case Pin():
            change = {"does": "pin"}
        case Unpin():
            change = {"does": "unpin"}
        case Delete():
            change = {"does": "remove"}
    return {**change, "message": message.number}


def _chat(ledger: Ledger, where: Place, only_for: str) -> Chat:
    chat = ledger.rooms.chats.get(key_of(where))
    if chat is None or not chat.bot_here:
        raise Refused(Why.GONE, "no such chat")
    if where.private and ledger.rooms.people[where.id].reachable is False:
        raise Refused(Why.BLOCKED)
    if only_for and only_for not in chat.members:
        raise Refused(Why.BLOCKED, "not in this room")
    return chat


def _message(ledger: Ledger, where: Place, ident: str) -> Message:
    message = ledger.rooms.message(ident)
    if message is None or message.chat != key_of(where) or not ledger.rooms.chats[message.chat].bot_here:
        raise Refused(Why.GONE, "no such message")
    return message


def _text(text: Text, longest: int) -> list[list[str]]:
    if not text or LIMITS.units(text.plain) > longest:
        raise Refused(Why.INVALID, f"a text has 1 to {longest} characters")
    return text.dump()


def _buttons(buttons: Buttons) -> list[list[list[str]]]:
    if sum(map(len, buttons)) > LIMITS.buttons or any(len(row) > LIMITS.buttons_in_row for row in buttons):
        raise Refused(Why.INVALID, "too many buttons")
    if not all(_fits(button) for row in buttons for button in row):
        raise Refused(Why.INVALID, "a button needs a short label, and a code or a url")
    return buttons_out(buttons)


def _fits(button: Button) -> bool:
    return 0 < len(button.label) <= LIMITS.label and bool(button.code) != bool(button.url) and len(button.code) <= 64


def _sign(signs: tuple[str, ...]) -> str:
    if not signs:
        return ""
    known = [sign for sign in signs if sign in LIMITS.signs]
    if not known:
        raise Refused(Why.INVALID, "none of these signs is there")
    return known[0]
