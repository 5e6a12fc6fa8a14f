"""Carries out the bot's acts on Telegram and puts what goes wrong into the port's words."""

from datetime import UTC, datetime, timedelta

from telegram import LinkPreviewOptions, Message, ReactionTypeEmoji
from telegram.error import TelegramError

from adapters.telegram.addresses import NAME, Address, address_of
from adapters.telegram.burst import Burst
from adapters.telegram.errors import (
    PAUSE,
    at_the_port,
    no_text_there,
    server_error,
    sign_unknown,
    unchanged,
)
from adapters.telegram.menus import Menus
from adapters.telegram.presence import Presence
from adapters.telegram.rendering import Rendered, keyboard, keys_fit, render
from adapters.telegram.replies import Reply, may_be_less, replies
from adapters.telegram.rights import SIGNS
from adapters.telegram.uploads import send_file
from bot.chat import Act, Delete, Edit, Menu, Pin, React, Say, SendFile, Unpin
from bot.port import Limits, Moved, Refused, TryLater, Why

LIMITS = Limits(
    text=4096,
    caption=1024,
    buttons_in_row=8,
    buttons=100,
    deletes_within=47.5,
    signs=SIGNS,
    ephemeral=False,
    sees_deletions=False,
    send_key=False,
    forms=False,
    replies_across=True,
    utf16=True,
    sends_per_second=29.0,
    only_messages_count=True,
    room_sends_per_second=1.0,
    room_sends_per_minute=20,
)
MOST, WITHIN = 30, 1.03
"""What Telegram takes in a second, and a little longer than one, for what the network bunches up."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_ABOUT_A_MESSAGE = (Edit, React, Pin, Unpin, Delete)
_REPEATABLE = (*_ABOUT_A_MESSAGE, Menu)
_NETWORK_TROUBLE = (OSError, RuntimeError)


class Delivery:
    def __init__(self, presence: Presence, menus: Menus) -> None:
        self._presence = presence
        self._menus = menus
        self._burst = Burst(MOST, WITHIN)
        self._rest_until = datetime.min.replace(tzinfo=UTC)

    async def deliver(self, act: Act) -> str:
        """Do one act; gives the message's id.

        Raises:
            TryLater, Refused, Moved, Uncertain: and nothing else.
        """
        address = address_of(act.where)
        if act.where.platform != NAME or address is None:
            raise Refused(Why.INVALID, "another platform's place")
        if (rest := self._rest_until - self._presence.now()) > timedelta(0):
            raise TryLater(rest.total_seconds(), everywhere=True)
        try:
            return await self._carry_out(act, address)
        except TelegramError as error:
            failed = at_the_port(error, private=act.where.private, repeatable=isinstance(act, _REPEATABLE))
            if isinstance(failed, Moved) and isinstance(act, _ABOUT_A_MESSAGE):
                # in the new chat this number is, or will be, somebody else's message
                failed = Refused(Why.GONE, "the group has a new id, and its messages new numbers")
            if server_error(error):
                self._rest_until = self._presence.now() + timedelta(seconds=PAUSE)
        except _NETWORK_TROUBLE:
            failed = TryLater(PAUSE)
        # raised outside, so that nothing of the library's, which may name the token, hangs on it
        raise failed

    async def _carry_out(self, act: Act, to: Address) -> str:
        bot = self._presence.bot
        match act:
            case Say():
                return await self._say(act, to)
            case SendFile():
                return await self._send_file(act, to)
            case Menu(_, commands, user, language):
                await self._menus.offer(to.chat, commands, user, language)
                return ""
        number = _number(act.message)
        match act:
            case Edit():
                await self._edit(act, to, number)
            case React():
                await self._react(act, to, number)
            case Pin():
                await bot.pin_chat_message(to.chat, number, disable_notification=True)
            case Unpin():
                await bot.unpin_chat_message(to.chat, number)
            case Delete():
                await bot.delete_message(to.chat, number)
        return act.message

    async def _say(self, act: Say, to: Address) -> str:
        shown = self._rendered(act, LIMITS.text)
        if act.only_for and not act.where.private:
            raise Refused(Why.INVALID, "nothing in a group is for one person alone")
        sent = await self._sent(act, to, shown)
        self._presence.skew.learn(sent.date, self._presence.now())
        if to.thread and act.buttons:
            self._presence.memory.see_post(to.chat, sent.message_id, to.thread)
        return str(sent.message_id)

    async def _sent(self, act: Say, to: Address, shown: Rendered) -> Message:
        *fuller, least = replies(act)
        for reply in fuller:
            try:
                return await self._send(act, to, shown, reply)
            except TelegramError as error:
                if not may_be_less(error, reply):
                    raise
        return await self._send(act, to, shown, least)

    async def _send(self, act: Say, to: Address, shown: Rendered, answered: Reply) -> Message:
        await self._burst.wait()
        return await self._presence.bot.send_message(
            to.chat,
            shown.text,
            entities=shown.entities,
            reply_markup=keyboard(act.buttons),
            disable_notification=act.silent or None,
            reply_parameters=answered,
            message_thread_id=to.thread or None,
            link_preview_options=NO_PREVIEW,
        )

    async def _send_file(self, act: SendFile, to: Address) -> str:
        shown = self._rendered(act, LIMITS.caption) if act.caption else Rendered("", ())
        sent = await send_file(self._presence.bot, to, act.name, act.content, shown, self._burst.wait)
        return str(sent.message_id)

    async def _edit(self, act: Edit, to: Address, number: int) -> None:
        shown = self._rendered(act, LIMITS.text)
        keys = keyboard(act.buttons)
        bot = self._presence.bot
        try:
            try:
                await bot.edit_message_text(
                    shown.text, to.chat, number, entities=shown.entities, reply_markup=keys,
                    link_preview_options=NO_PREVIEW,
                )  # fmt: skip
            except TelegramError as error:
                if not no_text_there(error):
                    raise
                shown = self._rendered(act, LIMITS.caption)
                await bot.edit_message_caption(
                    to.chat, number, caption=shown.text, caption_entities=shown.entities, reply_markup=keys
                )
        except TelegramError as error:
            if not unchanged(error):
                raise

    async def _react(self, act: React, to: Address, number: int) -> None:
        """Put on the first of the signs that Telegram and this chat take."""
        bot = self._presence.bot
        if not act.signs:
            await bot.set_message_reaction(to.chat, number, [])
            return
        known = [sign for sign in act.signs if sign in SIGNS]
        for sign in known:
            try:
                await bot.set_message_reaction(to.chat, number, [ReactionTypeEmoji(sign)])
            except TelegramError as error:
                if not sign_unknown(error):
                    raise
            else:
                return
        raise Refused(Why.INVALID, "none of these signs is allowed here")

    def _rendered(self, act: Say | Edit | SendFile, longest: int) -> Rendered:
        text = act.caption if isinstance(act, SendFile) else act.text
        shown = render(text, longest, self._presence.username)
        if shown is None:
            raise Refused(Why.INVALID, f"a text has 1 to {longest} units")
        if not isinstance(act, SendFile) and not keys_fit(act.buttons, LIMITS.buttons):
            raise Refused(Why.INVALID, "a button needs a label, and a short code or an address")
        return shown


def _number(message: str) -> int:
    if not message.isascii() or not message.isdigit():
        raise Refused(Why.GONE, "no such message")
    return int(message)
