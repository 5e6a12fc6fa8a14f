"""Telegram's outside: people in a supergroup on a local Bot API server, and the real library on the other end."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

from adapters.telegram import Section, open_platform
from adapters.telegram.rendering import WORD_JOINER
from bot.chat import Answer, Button, Form, Link, Look, Place, Popup
from bot.port import Platform, Surroundings
from bot.text import Span, Style, Text, plain
from tests.adapters.telegram.server import TOKEN, BotApi
from tests.adapters.telegram.world import BOT, Chat, Json, Person, World
from tests.platform_rig import Heard, Offering, Rig, Seen, utc_now
from tests.ports import free_port

STYLES = {
    "bold": Style.BOLD, "italic": Style.ITALIC, "strikethrough": Style.STRUCK, "spoiler": Style.SPOILER,
    "text_link": Style.LINK, "blockquote": Style.QUOTE, "expandable_blockquote": Style.QUOTE,
}  # fmt: skip
LOOKS = {"primary": Look.MAIN, "danger": Look.DANGER}


class TelegramRig(Rig):
    """`section` is what the configuration says besides token and address."""

    def __init__(
        self, folder: Path, *, privacy: bool = True, now: Callable[[], datetime] = utc_now, **section: Any
    ) -> None:
        self.folder = folder
        self.now = now
        self.world = World(now, privacy=privacy)
        self.api = BotApi(self.world, free_port())
        self.section = section
        self.heard = Heard()
        self.offering = Offering()
        self.marta, self.anas, self.bens = (self.world.person(name) for name in ("Marta", "Ana", "Ben"))
        self.admin, self.ana, self.ben = (str(one.id) for one in (self.marta, self.anas, self.bens))
        self.group = self.world.group("Tuesday A2", self.marta, self.anas, self.bens)
        self.room = Place("telegram", str(self.group.id))
        self.world.set_bot(self.marta, self.group, "administrator")
        self.world.updates.clear()
        self.platform: Platform = self.opened()

    def opened(self) -> Platform:
        section = Section.model_validate({"token": TOKEN, "api_url": self.api.address, **self.section})
        return open_platform(section, Surroundings(self.folder, self.now))

    async def start(self) -> None:
        await self.api.start()
        await super().start()

    async def run(self) -> None:
        """Let the bot run, until it listens."""
        self.api.polled.clear()
        self.running = asyncio.create_task(self.platform.run(self.offering, self.heard))
        listens = self.api.polled.wait() if self.section.get("mode") != "webhook" else self._webhook_set()
        listening = asyncio.create_task(listens)
        async with asyncio.timeout(30):
            await asyncio.wait([listening, self.running], return_when=asyncio.FIRST_COMPLETED)
        if self.running.done():
            listening.cancel()
            await self.running

    async def _webhook_set(self) -> bool:
        while not self.api.webhook:
            await asyncio.sleep(0.005)
        return True

    async def close(self) -> None:
        """End it, and look whether every request was one that Telegram describes."""
        await self.stop()
        await self.api.stop()
        assert self.api.problems == []

    # -- people -------------------------------------------------------------------------------------------------------

    def person(self, ident: str) -> Person:
        return self.world.people[int(ident)]

    def chat(self, where: Place | None) -> tuple[Chat, int]:
        chat, _, thread = (where or self.room).id.partition(":")
        return self.world.chats[int(chat)], int(thread or 0)

    async def say(self, person: str, text: str, where: Place | None = None, reply_to: str = "") -> str:
        chat, thread = self.chat(where)
        return str(self.world.say(self.person(person), chat, text, reply_to=int(reply_to or 0), thread=thread))

    async def send_file(
        self, person: str, name: str, content: bytes, text: str = "", where: Place | None = None
    ) -> str:
        chat, thread = self.chat(where)
        caption: dict[str, Any] = {"caption": text} if text else {}
        return str(self.world.send_file(self.person(person), chat, name, content, thread=thread, **caption))

    async def edit(self, person: str, message: str, text: str) -> None:
        self.world.edit(self.person(person), self.group, int(message), text)

    async def delete(self, person: str, message: str) -> None:
        self.world.delete(self.group, int(message))

    async def press(self, person: str, message: str, code: str) -> None:
        await self.press_in(person, message, code, self.room)

    async def press_in(self, person: str, message: str, code: str, where: Place) -> None:
        query = self.world.press(self.person(person), self.chat(where)[0], int(message), code)
        await self.api.answered(query)

    async def command(self, person: str, name: str, rest: str = "", reply_to: str = "") -> None:
        await self.say(person, f"/{name} {rest}".strip(), reply_to=reply_to)

    async def send_form(self, person: str, form: Form, values: dict[str, str]) -> None:
        raise AssertionError("Telegram has no forms")

    async def make_room(self, title: str) -> Place:
        chat = self.world.group(title, self.marta)
        self.world.set_bot(self.marta, chat, "administrator")
        return Place("telegram", str(chat.id))

    async def arrive(self, name: str) -> str:
        person = self.world.person(name)
        self.world.arrive(person, self.group)
        return str(person.id)

    async def leave(self, person: str) -> None:
        self.world.leave(self.person(person), self.group)

    async def open_private(self, person: str, payload: str = "") -> None:
        self.world.open(self.person(person), payload)

    async def close_private(self, person: str) -> None:
        self.world.block(self.person(person))

    # -- what they see ------------------------------------------------------------------------------------------------

    async def seen(self, person: str, where: Place | None = None) -> list[Seen]:
        chat, thread = self.chat(where)
        if int(person) not in chat.members:
            return []
        here = [one for one in chat.messages.values() if one.get("message_thread_id", 0) == thread or not chat.forum]
        return [seen(chat, message) for message in here if readable(message)]

    async def shown(self, person: str) -> list[Answer]:
        return [_answer(one) for one in self.world.shown[int(person)] if one["text"] or one["url"]]

    async def offered(self, person: str) -> list[str]:
        return [one["command"] for one in self.menu(person, self.group)]

    def menu(self, person: str, chat: Chat) -> list[Json]:
        """The menu Telegram shows a person: the narrowest scope that has one, in their language before all others."""
        who = self.person(person)
        admin = chat.members.get(who.id) in ("creator", "administrator")
        scopes = [f"chat:{chat.id}", "all_private_chats"]
        if chat.kind != "private":
            scopes = [f"chat_member:{chat.id}:{who.id}", f"chat:{chat.id}"]
            scopes += (["all_chat_administrators"] if admin else []) + ["all_group_chats"]
        for scope in [*scopes, "default"]:
            for language in (who.language, ""):
                if menu := self.world.menus.get((scope, language)):
                    return menu
        return []

    async def completed(self, person: str, command: str, parameter: str, typed: str) -> list[str] | None:
        return None

    async def follow(self, person: str, link: str) -> str:
        found = re.fullmatch(r"https://t\.me/c/(\d+)/(?:\d+/)?(\d+)", link)
        assert found, link
        chat = self.world.chats[-1_000_000_000_000 - int(found[1])]
        return found[2] if int(person) in chat.members and int(found[2]) in chat.messages else ""

    def cut_before_accept(self) -> AbstractAsyncContextManager[None] | None:
        return self.api.away()


def readable(message: Json) -> bool:
    """Whether somebody said something with it: service lines are no messages."""
    return any(kind in message for kind in ("text", "document", "photo"))


def seen(chat: Chat, message: Json) -> Seen:
    number = message["message_id"]
    markup = message.get("reply_markup", {}).get("inline_keyboard", [])
    answered = message.get("reply_to_message", {}).get("message_id", "")
    return Seen(
        message=str(number),
        by="" if message["from"]["id"] == BOT else str(message["from"]["id"]),
        text=text_of(message),
        buttons=tuple(tuple(_button(key) for key in row) for row in markup),
        sign=chat.signs.get(number, ""),
        pinned=number in chat.pinned,
        reply_to=str(answered),
        file=chat.files.get(number),
        picture="photo" in message,
    )


def text_of(message: Json) -> Text:
    """What is read: the marked spans, without the joiner that keeps a name from ringing; nothing of the bot's rings."""
    text: str = message.get("text") or message.get("caption") or ""
    entities: list[Json] = message.get("entities") or message.get("caption_entities") or []
    ours = message["from"]["id"] == BOT
    assert not ours or "mention" not in [one["type"] for one in entities], f"a mention came to life: {text!r}"
    spans, raw, at = [], text.encode("utf-16-le"), 0
    for one in sorted((one for one in entities if one["type"] in STYLES), key=lambda one: int(one["offset"])):
        start, end = one["offset"], one["offset"] + one["length"]
        spans.append(Span(raw[at * 2 : start * 2].decode("utf-16-le")))
        spans.append(Span(raw[start * 2 : end * 2].decode("utf-16-le"), STYLES[one["type"]], one.get("url", "")))
        at = end
    spans.append(Span(raw[at * 2 :].decode("utf-16-le")))
    return Text.of(_without_joiners(text, spans) if ours else spans)


def _without_joiners(text: str, spans: list[Span]) -> Iterator[Span]:
    """The spans without what keeps names from ringing; a name may reach over several of them."""
    joiners = {found.end() - 1 for found in re.finditer(rf"@{WORD_JOINER}(?=\w{{3}})", text)}
    at = 0
    for span in spans:
        kept = (char for place, char in enumerate(span.text, start=at) if place not in joiners)
        yield Span("".join(kept), span.style, span.url)
        at += len(span.text)


def _button(key: Json) -> Button:
    return Button(
        key["text"], key.get("callback_data", ""), key.get("url", ""), LOOKS.get(key.get("style", ""), Look.PLAIN)
    )


def _answer(shown: Json) -> Answer:
    return Link(shown["url"]) if shown["url"] else Popup(plain(shown["text"]))
