"""The practice room's outside: browsers' sockets and downloads, seen from one person's chair at a time."""

from __future__ import annotations

import asyncio
import io
import json
import resource
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import aiohttp

from adapters.practice import Section, open_platform
from bot.chat import Answer, Button, Field, Form, Link, Look, Place, Popup
from bot.port import Platform, Sample, SampleAnswer, Surroundings
from bot.text import Text
from tests.platform_rig import Heard, Offering, Rig, Seen
from tests.ports import free_port

SAMPLE = Sample(
    room="Tuesday A2",
    teacher="Marta",
    learners=("Ana", "Ben"),
    answers=(
        SampleAnswer(("el pan", "la sal"), "¿Dónde está el pan?", by="Ben"),
        SampleAnswer(("el pan", "la sal"), "Compro pan con sal."),
        SampleAnswer(("En la ciudad",), "La ciudad es grande y bonita."),
        SampleAnswer(("la luna",), "Sí."),
    ),
)


class Clock:
    """The bot's clock: every look at it is a second later."""

    def __init__(self) -> None:
        self.time = datetime(2025, 5, 5, 17, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


PATIENCE = 60.0
"""Seconds after which nothing more is expected to happen, on however busy a machine; a cut wire is heard at once."""


class Chair:
    """One tab of one person, at the wire: what it asks, and what it has been shown.

    Whoever waits for something hears a ConnectionError when the other side is gone.
    """

    def __init__(self, wire: aiohttp.ClientWebSocketResponse) -> None:
        self._wire = wire
        self._number = 0
        self._replies: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._welcomed: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._shown: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self.welcome: dict[str, Any] = {}
        self.chats: dict[str, dict[str, Any]] = {}
        self.messages: dict[str, dict[str, Any]] = {}
        self.pushed: list[str] = []
        self.answers: list[dict[str, Any]] = []
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def enter(cls, session: aiohttp.ClientSession, address: str, person: str) -> Chair:
        headers = {"Origin": address.rstrip("/")}
        wire = await session.ws_connect(f"{address}socket", headers=headers, max_msg_size=0)
        chair = cls(wire)
        await wire.send_json({"do": "enter", "as": person, "language": "en"})
        async with asyncio.timeout(PATIENCE):
            await chair._welcomed
        return chair

    async def ask(self, what: str, **fields: Any) -> dict[str, Any]:
        """Ask and give the reply, declined or not."""
        self._number += 1
        reply = self._replies[self._number] = asyncio.get_running_loop().create_future()
        self._answers[self._number] = asyncio.get_running_loop().create_future()
        await self._wire.send_json({"n": self._number, "do": what, **fields})
        async with asyncio.timeout(PATIENCE):
            replied: dict[str, Any] = await reply
            return replied

    async def press(self, what: str, **fields: Any) -> dict[str, Any]:
        """Ask, and wait until the bot's answer has been shown."""
        reply = await self.ask(what, **fields)
        async with asyncio.timeout(PATIENCE):
            return await self._answers[reply["re"]]

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true, which is looked at each time this tab is shown something."""
        async with asyncio.timeout(PATIENCE):
            while not true():
                await asyncio.shield(self._shown)

    async def close(self) -> None:
        self._listening.cancel()
        await asyncio.gather(self._listening, return_exceptions=True)
        await self._wire.close()

    async def _listen(self) -> None:
        try:
            async for message in self._wire:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self.pushed.append(message.data)
                    self._hear(json.loads(message.data))
        finally:
            self._end()

    def _end(self) -> None:
        for waited_for in (self._welcomed, self._shown, *self._replies.values(), *self._answers.values()):
            if not waited_for.done():
                waited_for.set_exception(ConnectionError("the other side is gone"))
                waited_for.exception()  # perhaps nobody waits for it

    def _hear(self, shape: dict[str, Any]) -> None:
        shown, self._shown = self._shown, asyncio.get_running_loop().create_future()
        shown.set_result(shape)
        match shape:
            case {"push": "welcome"}:
                self.welcome = shape
                self.chats = {chat["key"]: chat for chat in shape["chats"]}
                if not self._welcomed.done():
                    self._welcomed.set_result(shape)
            case {"push": "room", "chats": chats}:
                self.chats = {chat["key"]: chat for chat in chats}
            case {"push": "chat", "chat": chat}:
                self.chats[chat["key"]] = chat
            case {"push": "message", "message": message}:
                self.messages[message["id"]] = message
            case {"push": "gone", "id": ident}:
                self.messages.pop(ident, None)
            case {"push": "answered", "re": number, "answer": answer}:
                self.answers.append(answer)
                if not self._answers[number].done():  # writing into a private chat opens it first: two answers
                    self._answers[number].set_result(answer)
            case {"re": number}:
                self._replies[number].set_result(shape)


class PracticeRig(Rig):
    def __init__(self, folder: Path, sample: Sample | None = SAMPLE) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}/"
        self.now = Clock()
        self.sample = sample
        self.heard = Heard()
        self.offering = Offering()
        self.room = Place("practice", "room-1")
        self.admin, self.ana, self.ben = "marta", "ana", "ben"
        self.platform: Platform = self.opened()
        self.session = aiohttp.ClientSession()
        self.chairs: dict[str, Chair] = {}

    def opened(self) -> Platform:
        surroundings = Surroundings(self.folder, self.now, self.sample)
        return open_platform(Section(enabled=True, port=self.port), surroundings)

    async def run(self) -> None:
        """Let the bot run, until its door is open."""
        self.running = asyncio.create_task(self.platform.run(self.offering, self.heard))
        async with asyncio.timeout(PATIENCE):
            while not await self._answers():
                if self.running.done():
                    await self.running

    async def _answers(self) -> bool:
        try:
            async with self.session.head(self.address) as response:
                return response.status == 200
        except aiohttp.ClientConnectionError:
            return False

    async def stop(self) -> None:
        for chair in self.chairs.values():
            await chair.close()
        self.chairs.clear()
        await super().stop()

    async def close(self) -> None:
        await self.stop()
        await self.session.close()

    async def chair(self, person: str) -> Chair:
        if person not in self.chairs:
            self.chairs[person] = await Chair.enter(self.session, self.address, person)
        return self.chairs[person]

    def chat(self, where: Place | None) -> str:
        place = where or self.room
        return f"@{place.id}" if place.private else place.id

    async def say(self, person: str, text: str, where: Place | None = None, reply_to: str = "") -> str:
        chair = await self.chair(person)
        before = set(chair.messages)
        reply = await chair.ask("say", chat=self.chat(where), text=text, reply_to=reply_to)
        assert "declined" not in reply, reply
        await self._settled(chair)
        return next(ident for ident, m in chair.messages.items() if ident not in before and m["by"] == person)

    async def send_file(
        self, person: str, name: str, content: bytes, text: str = "", where: Place | None = None
    ) -> str:
        chair = await self.chair(person)
        before = set(chair.messages)
        brought = await self.bring(name, content)
        reply = await chair.ask("say", chat=self.chat(where), text=text, file=brought["token"])
        assert "declined" not in reply, reply
        await self._settled(chair)
        return next(ident for ident, m in chair.messages.items() if ident not in before and m["by"] == person)

    async def bring(self, name: str, content: bytes) -> dict[str, str]:
        headers = {"Origin": self.address.rstrip("/")}
        async with self.session.post(
            f"{self.address}file", params={"name": name}, data=io.BytesIO(content), headers=headers
        ) as put:
            assert put.status == 200
            brought: dict[str, str] = await put.json()
            return brought

    async def edit(self, person: str, message: str, text: str) -> None:
        await (await self.chair(person)).ask("edit", message=message, text=text)

    async def delete(self, person: str, message: str) -> None:
        await (await self.chair(person)).ask("delete", message=message)

    async def press(self, person: str, message: str, code: str) -> None:
        await (await self.chair(person)).press("press", message=message, code=code)

    async def command(self, person: str, name: str, rest: str = "", reply_to: str = "") -> None:
        text = f"/{name} {rest}".strip()
        await (await self.chair(person)).ask("say", chat=self.chat(None), text=text, reply_to=reply_to)

    async def send_form(self, person: str, form: Form, values: dict[str, str]) -> None:
        await (await self.chair(person)).ask("form", chat=self.chat(None), code=form.code, fields=values)

    async def make_room(self, title: str) -> Place:
        chair = await self.chair(self.admin)
        await chair.ask("room", title=title)
        await self._settled(chair)
        return Place("practice", next(chat["key"] for chat in chair.chats.values() if chat["title"] == title))

    async def arrive(self, name: str) -> str:
        chair = await self.chair(self.admin)
        before = set(chair.chats["room-1"]["members"])
        await chair.ask("add", chat="room-1", name=name)
        await self._settled(chair)
        person: str = (set(chair.chats["room-1"]["members"]) - before).pop()
        return person

    async def leave(self, person: str) -> None:
        await (await self.chair(person)).ask("leave", chat="room-1")

    async def open_private(self, person: str, payload: str = "") -> None:
        start = {"start": payload} if payload else {}
        await (await self.chair(person)).ask("open", chat=f"@{person}", **start)

    async def close_private(self, person: str) -> None:
        await (await self.chair(person)).ask("bot", chat=f"@{person}", here=False)

    async def seen(self, person: str, where: Place | None = None) -> list[Seen]:
        """What the tab was pushed must be what a fresh look shows; then that, as it reads."""
        chair, chat = await self.chair(person), self.chat(where)
        opened = await chair.ask("older", chat=chat, before=2**53)
        for message in opened.get("messages", []):
            assert chair.messages.setdefault(message["id"], message) == message
        return [await self._seen(chair, chat, m) for m in opened.get("messages", []) if not _gone(m)]

    async def _seen(self, chair: Chair, chat: str, message: dict[str, Any]) -> Seen:
        pinned = [post["id"] for post in chair.chats[chat]["pinned"]]
        return Seen(
            message=message["id"],
            by=message["by"],
            text=Text.load(message["text"]),
            buttons=tuple(tuple(_button(button) for button in row) for row in message["buttons"]),
            sign=message["sign"],
            pinned=message["id"] in pinned,
            reply_to=message["reply"]["id"] if message["reply"] else "",
            only_me=message["onlyYou"],
            file=await self._file(message["file"]) if message["file"] else None,
            picture=bool(message["file"] and message["file"]["picture"]),
        )

    async def _file(self, file: dict[str, Any]) -> tuple[str, bytes]:
        async with self.session.get(self.address.rstrip("/") + file["href"]) as response:
            assert response.headers["Content-Disposition"].startswith("attachment")
            return file["name"], await response.read()

    async def _settled(self, chair: Chair) -> None:
        """What was pushed before is here when a later ask has its reply."""
        await chair.ask("older", chat="room-1", before=0)

    async def shown(self, person: str) -> list[Answer]:
        chair = await self.chair(person)
        await self._settled(chair)
        return [shown for answer in chair.answers if (shown := _answer(answer))]

    async def offered(self, person: str) -> list[str]:
        reply = await (await self.chair(person)).ask("menu", chat="room-1")
        return [entry["name"] for entry in reply["entries"]]

    async def completed(self, person: str, command: str, parameter: str, typed: str) -> list[str] | None:
        fields = {"command": command, "parameter": parameter, "typed": typed}
        fits: list[str] = (await (await self.chair(person)).ask("complete", chat="room-1", **fields))["fits"]
        return fits

    async def follow(self, person: str, link: str) -> str:
        asked = parse_qs(link.removeprefix(f"{self.address}#"))
        opened = await (await self.chair(person)).ask("open", chat=asked["chat"][0])
        found = [message["id"] for message in opened["messages"] if message["id"] == asked["message"][0]]
        return str(found[0]) if found else ""

    def cut_before_accept(self) -> AbstractAsyncContextManager[None] | None:
        return self.full_disk()

    @asynccontextmanager
    async def full_disk(self, room: int = 10) -> AsyncIterator[None]:
        """The disk takes so many bytes more: a line begins and breaks off."""
        size = (self.folder / "practice.jsonl").stat().st_size
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _gone(message: dict[str, Any]) -> bool:
    return "line" in message or "deleted" in message


def _button(shape: dict[str, Any]) -> Button:
    return Button(shape["label"], shape.get("code", ""), shape.get("url", ""), Look(shape["look"]))


def _answer(shape: dict[str, Any]) -> Answer | None:
    match shape:
        case {"kind": "popup", "text": text}:
            return Popup(Text.load(text))
        case {"kind": "link", "url": url}:
            return Link(url)
        case {"kind": "form", "title": title, "code": code, "fields": fields}:
            return Form(title, code, tuple(Field(**field) for field in fields))
        case _:
            return None
