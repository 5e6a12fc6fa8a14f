"""Reads one update of Telegram's as the things that happened, in order; most updates are one, some none."""

from telegram import CallbackQuery, Message, Update
from telegram.constants import ZERO_DATE, ChatType, UpdateType

from adapters.telegram.addresses import GROUPS, place_of, private_place, room, who
from adapters.telegram.membership import Membership
from adapters.telegram.messages import Messages
from adapters.telegram.pin_lines import PinLines
from adapters.telegram.presence import Presence
from adapters.telegram.rights import Rights
from bot.chat import CommandTyped, Event, Pressed

WANTED = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.MY_CHAT_MEMBER,
    UpdateType.CHAT_MEMBER,
)
"""What Telegram is asked to send; `chat_member` comes only when it is asked for."""

UNREADABLE = (ArithmeticError, AttributeError, KeyError, OSError, TypeError, ValueError)
"""What the library raises for an update it cannot read."""


class Updates:
    def __init__(self, presence: Presence, pin_lines: PinLines) -> None:
        self._presence = presence
        self._pin_lines = pin_lines
        self._rights = Rights(presence)
        self._messages = Messages(presence, self._rights)
        self._membership = Membership(presence, self._rights)

    async def events(self, update: Update) -> list[Event]:
        """What happened.

        Raises:
            NetworkError: something had to be asked of Telegram, and it cannot be reached.
        """
        number, chat = update.update_id, update.effective_chat
        if chat is not None and chat.type in GROUPS:
            self._presence.memory.see_public_name(chat.id, chat.username or "")
        if update.message:
            return await self._message(update.message, number)
        if update.edited_message:
            edited = self._messages.edited(update.edited_message, number)
            return [edited] if edited else []
        if update.callback_query:
            return await self._pressed(update.callback_query, number)
        if update.my_chat_member:
            return await self._membership.of_bot(update.my_chat_member, number)
        return self._membership.of_person(update.chat_member) if update.chat_member else []

    async def _message(self, message: Message, number: int) -> list[Event]:
        if message.chat.type == ChatType.CHANNEL:
            return []
        if message.pinned_message is not None:
            self._pin_lines.see(message)
            return []
        events = await self._membership.line(message, number)
        if events:
            return events
        written = await self._messages.written(message)
        if written is None:
            return []
        if not isinstance(written, CommandTyped):
            return [written]
        return [
            *await self._membership.first_sight(message, written.by, number, by_admin=written.by_admin),
            written,
        ]

    async def _pressed(self, query: CallbackQuery, number: int) -> list[Event]:
        post = query.message
        if post is None or not query.data:
            return []
        by, key = who(query.from_user), f"telegram:{self._presence.id}:press:{query.id}"
        if post.chat.type == ChatType.PRIVATE:
            place = private_place(post.chat.id)
            return [Pressed(key, self._presence.now(), place, by, query.data, str(post.message_id))]
        by_admin = await self._rights.is_admin(post.chat.id, query.from_user.id)
        if not isinstance(post, Message) or post.date == ZERO_DATE:
            # of an old post Telegram tells the number only; the library reads it as a message of 1970
            place = room(post.chat.id, self._presence.memory.topic_of(post.chat.id, post.message_id))
            return [Pressed(key, self._presence.now(), place, by, query.data, str(post.message_id), by_admin)]
        pressed = Pressed(
            key,
            self._presence.now(),
            place_of(post),
            by,
            query.data,
            str(post.message_id),
            by_admin,
            self._messages.answered(post),
        )
        return [*await self._membership.first_sight(post, by, number, by_admin=by_admin), pressed]
