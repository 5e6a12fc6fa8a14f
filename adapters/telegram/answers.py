"""Gives the bot's answer to who pressed or typed: a pop-up, the way into the private chat, or a private message."""

import structlog
from telegram import CallbackQuery
from telegram.error import BadRequest, TelegramError

from adapters.telegram.delivery import Delivery
from adapters.telegram.presence import Presence
from adapters.telegram.rendering import units
from bot.chat import Act, Answer, Edit, Event, Form, Link, Popup, Pressed, Private, Say, SendFile, private_chat
from bot.port import Moved, Refused, TryLater, Uncertain
from bot.splitting import split, whole_sentences
from bot.text import plain

LONGEST = 200
"""Characters of a pop-up."""
GLANCE = 60
"""A longer one stays until it is closed: a line that passes by is gone before it is read."""

_log = structlog.get_logger("adapters.telegram")


class Answers:
    def __init__(self, presence: Presence, delivery: Delivery) -> None:
        self._presence = presence
        self._delivery = delivery

    async def to_press(self, query: CallbackQuery, pressed: Event | None, answer: Answer) -> None:
        """Every press is answered, or the button goes on spinning."""
        popup, url = "", ""
        match answer:
            case Popup(text):
                popup = text.plain
            case Form(title):
                popup = title
            case Link(address):
                url = address
            case Private() if pressed is not None:
                popup = "" if await self._privately(pressed, answer) else answer.text.plain
        await self._answer(query, shortened(popup), url)

    async def to_other(self, event: Event, answer: Answer) -> None:
        """What was typed is answered in private: nothing shows over the screen there."""
        match answer:
            case Private():
                await self._privately(event, answer)
            case Popup(text):
                await self._send(Say(private_chat(event.by), text))
            case Link(address):
                await self._send(Say(private_chat(event.by), plain(address)))

    async def _answer(self, query: CallbackQuery, text: str, url: str) -> None:
        bot = self._presence.bot
        try:
            await bot.answer_callback_query(
                query.id, text or None, show_alert=True if len(text) > GLANCE else None, url=url or None
            )
        except BadRequest as error:
            if url and "query" not in error.message.lower():
                await self._answer(query, "", "")
        except TelegramError as error:
            _log.info("a press was not answered", error=type(error).__name__)

    async def _privately(self, event: Event, answer: Private) -> bool:
        """Show a private answer in the private chat; false where that is closed."""
        desk = private_chat(event.by)
        if answer.file:
            name, content = answer.file
            return await self._send(SendFile(desk, name, content, answer.text))
        if answer.replaces and isinstance(event, Pressed) and event.where == desk:
            return await self._send(Edit(desk, event.message, answer.text, answer.buttons))
        return await self._send(Say(desk, answer.text, answer.buttons))

    async def _send(self, act: Act) -> bool:
        try:
            await self._delivery.deliver(act)
        except (Refused, TryLater, Moved, Uncertain) as error:
            _log.info("a private answer did not arrive", error=type(error).__name__)
            return False
        return True


def shortened(text: str) -> str:
    """Of a text that does not fit into a pop-up the whole sentences; of one sentence that is too long its beginning."""
    if units(text) <= LONGEST:
        return text
    whole = whole_sentences(plain(text), LONGEST, units).plain
    return whole or f"{split(plain(text), LONGEST - 1, units)[0].plain.rstrip()}…"
