"""The menu of commands: per place, role and language, set only when it has changed since it was set last."""

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import structlog
from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
)
from telegram.error import TelegramError

from adapters.telegram.addresses import NAME
from adapters.telegram.presence import Presence
from bot.chat import Place, Who
from bot.command import MenuEntry, Offered
from bot.translations import load_languages

LONGEST = 256
"""Characters of a description."""
MOST = 100
FIRST_LANGUAGE = "en"

_NAME = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")

Entries = Iterable[tuple[str, str]]

_log = structlog.get_logger("adapters.telegram")


class Menus:
    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    async def offer(self, chat: int, commands: Entries, user: str = "", language: str = "") -> None:
        """Offer commands in one chat, to one person or to all; raises TelegramError."""
        private = chat > 0
        scope = BotCommandScopeChatMember(chat, int(user)) if user and not private else BotCommandScopeChat(chat)
        await self._set(scope, commands, language)

    async def offer_everywhere(self, offered: Offered) -> None:
        """The menus of all places, in every language; who has more than others is offered it in the private chat.

        All see a group's menu alike, so it holds what is meant for groups whoever may use it.
        """
        desk, group = Place(NAME, "0", private=True), Place(NAME, "0")
        try:
            for language in load_languages().codes:
                somebody = Who(NAME, "", "", language)
                code = "" if language == FIRST_LANGUAGE else language
                for scope, place, by_admin in (
                    (BotCommandScopeAllPrivateChats(), desk, False),
                    (BotCommandScopeAllGroupChats(), group, False),
                    (BotCommandScopeAllChatAdministrators(), group, True),
                ):
                    own = _pairs(await offered.menu(place, somebody, by_admin=by_admin))
                    await self._set(scope, own if place.private else _for_all(offered, language, own), code)
        except TelegramError as error:
            _log.warning("menus were not set; the next start tries again", error=type(error).__name__)

    async def refresh(self, offered: Offered, who: Who) -> None:
        """Offer a person in private what is theirs now, where that differs from what all are offered."""
        desk = Place(NAME, who.user, private=True)
        mine = _pairs(await offered.menu(desk, who))
        language = load_languages().nearest(who.language)
        everybody = _pairs(await offered.menu(Place(NAME, "0", private=True), Who(NAME, "", "", language)))
        scope = BotCommandScopeChat(int(who.user))
        if mine == everybody and not self._presence.memory.menu(_scope_key(scope, "")):
            return
        try:
            await self._set(scope, mine, "")
        except TelegramError as error:
            _log.info("a private menu was not set", error=type(error).__name__)

    async def _set(self, scope: BotCommandScope, commands: Entries, language: str) -> None:
        code = language if _LANGUAGE.fullmatch(language) else ""
        listed = [
            BotCommand(name, (description.strip() or name)[:LONGEST])
            for name, description in commands
            if _NAME.fullmatch(name)
        ][:MOST]
        key, mark = _scope_key(scope, code), _mark(listed)
        if self._presence.memory.menu(key) == mark:
            return
        if listed:
            await self._presence.bot.set_my_commands(listed, scope, code or None)
        else:
            await self._presence.bot.delete_my_commands(scope, code or None)
        self._presence.memory.set_menu(key, mark)


def _for_all(offered: Offered, language: str, own: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What is meant for groups, then what this group of people is offered besides."""
    for_groups = {one.name: offered.described(one, language) for one in offered.commands if one.in_groups}
    return list((for_groups | dict(own)).items())


def _pairs(entries: Sequence[MenuEntry]) -> list[tuple[str, str]]:
    return [(entry.name, entry.description) for entry in entries]


def _scope_key(scope: BotCommandScope, language: str) -> str:
    parts = [scope.type]
    if isinstance(scope, BotCommandScopeChat | BotCommandScopeChatMember):
        parts.append(str(scope.chat_id))
    if isinstance(scope, BotCommandScopeChatMember):
        parts.append(str(scope.user_id))
    return ":".join([*parts, language])


def _mark(listed: list[BotCommand]) -> str:
    words = "\n".join(f"{one.command} {one.description}" for one in listed)
    return blake2b(words.encode(), digest_size=8).hexdigest()
