"""Who is admin in a group, and what the bot may do there: asked of Telegram, and remembered for a few minutes."""

import contextlib
import time
from dataclasses import dataclass
from typing import Any

from telegram import (
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberOwner,
    ChatMemberRestricted,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter

from adapters.telegram.presence import Presence
from bot.chat import Happened, RoomSeen

SIGNS = ("✍", "👍", "❤")
"""Our sign and its stand-ins, all on Telegram's list of reactions."""
REMEMBERED = 300.0
"""Seconds an answer about a group's admins is good for; a change that Telegram tells ends it at once."""

_NOT_TOLD = (BadRequest, Forbidden, RetryAfter, ChatMigrated, InvalidToken)
"""The server will not say, or does not know the question; a broken line is something else, and is waited for."""


@dataclass(frozen=True, slots=True)
class May:
    """What the bot may do in a chat."""

    reads_all: bool = True
    delete: bool = False
    pin: bool = False
    post: bool = True
    react: bool = True
    manage_topics: bool = False


class Rights:
    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._admins: dict[int, tuple[float, frozenset[int]]] = {}

    async def is_admin(self, chat: int, user: int) -> bool:
        """Whether somebody is an admin of a group.

        Raises:
            NetworkError: Telegram cannot be reached.
        """
        asked, admins = self._admins.get(chat, (float("-inf"), frozenset()))
        if time.monotonic() - asked < REMEMBERED:
            return user in admins
        try:
            found = await self._presence.bot.get_chat_administrators(chat)
        except _NOT_TOLD:
            return user in admins
        admins = frozenset(one.user.id for one in found)
        self._admins[chat] = (time.monotonic(), admins)
        return user in admins

    def known_admin(self, chat: int, user: int) -> bool:
        """The same from memory alone, where it does not matter enough to ask."""
        return user in self._admins.get(chat, (0.0, frozenset()))[1]

    def forget(self, chat: int) -> None:
        """Somebody was promoted or demoted there."""
        self._admins.pop(chat, None)

    async def may(self, chat: int, mine: ChatMember | None = None) -> May | None:
        """What the bot may do in a chat, as `mine` where Telegram just told; None where it will not say.

        Raises:
            NetworkError: Telegram cannot be reached.
        """
        presence = self._presence
        info: dict[str, Any] = {}
        with contextlib.suppress(*_NOT_TOLD):
            # read by the library, no reactions allowed and no word about reactions would look the same
            info = await presence.bot.raw("getChat", {"chat_id": chat})
        try:
            mine = mine or await presence.bot.get_chat_member(chat, presence.id)
        except _NOT_TOLD:
            return None
        return may(info, mine, privacy_off=presence.reads_all)


def may(info: dict[str, Any], mine: ChatMember, *, privacy_off: bool) -> May:
    """What the bot may do, from a chat as getChat tells it and its own membership there."""
    allowed = info.get("available_reactions")
    react = allowed is None or any(one.get("emoji") in SIGNS for one in allowed)
    match mine:
        case ChatMemberOwner():
            return May(True, True, True, True, react, True)
        case ChatMemberAdministrator():
            manage = bool(mine.can_manage_topics)
            return May(True, mine.can_delete_messages, bool(mine.can_pin_messages), True, react, manage)
        case ChatMemberRestricted():
            return May(privacy_off, False, mine.can_pin_messages, mine.can_send_messages, react)
    everybody = info.get("permissions", {})
    pin, post = everybody.get("can_pin_messages", False), everybody.get("can_send_messages", True)
    return May(privacy_off, False, pin, post, react)


def seen(head: Happened, may: May, title: str, *, topic: bool, closed: bool = False, added: bool = False,
         by_admin: bool = False) -> RoomSeen:  # fmt: skip
    """A room with what the bot may do there; in a closed topic only those write who manage topics."""
    return RoomSeen(
        head.key,
        head.at,
        head.where,
        head.by,
        title=title,
        kind="topic" if topic else "group",
        reads_all=may.reads_all,
        may_delete=may.delete,
        may_pin=may.pin,
        may_react=may.react,
        may_post=may.post and (not closed or may.manage_topics),
        added=added,
        by_admin=by_admin,
    )
