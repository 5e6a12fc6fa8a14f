"""Serves the page, the files and the sockets of the practice room on this machine's own address."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiohttp import WSMsgType, web

from adapters.practice import wire
from adapters.practice.actor import Actor
from adapters.practice.conversation import Conversation
from adapters.practice.guard import guard, seal
from adapters.practice.handover import Handover
from adapters.practice.ledger import Ledger
from adapters.practice.rooms import Message
from adapters.practice.tabs import Tab, Tabs
from adapters.practice.uploads import TooLarge, picture_kind
from bot.command import Offered
from bot.port import Sample

PAGE = Path(__file__).parent / "page"
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
LARGEST = 128 * 1024
"""Bytes of one thing a tab says: a message of the greatest length in four-byte characters, and some more."""


@asynccontextmanager
async def serving(
    port: int, ledger: Ledger, handover: Handover, offered: Offered, sample: Sample | None
) -> AsyncIterator[None]:
    """Serve while the block runs; raises OSError when the port is taken."""
    door = Door(ledger, handover, offered, sample)
    runner = web.AppRunner(door.app(), access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    ledger.watch(door.tabs.tell)
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        with suppress(OSError):  # a machine without IPv6 has no such address
            await web.TCPSite(runner, "::1", port).start()
        yield
    finally:
        ledger.unwatch(door.tabs.tell)
        for tab in door.tabs:
            tab.close()
        await runner.cleanup()


class Door:
    """Who comes in by which way."""

    def __init__(self, ledger: Ledger, handover: Handover, offered: Offered, sample: Sample | None) -> None:
        self._ledger = ledger
        self._handover = handover
        self._offered = offered
        self._sample = sample
        self.tabs = Tabs(ledger)

    def app(self) -> web.Application:
        app = web.Application(middlewares=[guard])
        app.on_response_prepare.append(seal)
        app.router.add_get("/", self._page)
        app.router.add_get("/page/{name}", self._page)
        app.router.add_get("/file/{token}", self._file)
        app.router.add_post("/file", self._take_file)
        app.router.add_get("/socket", self._socket)
        return app

    async def _page(self, request: web.Request) -> web.Response:
        path = PAGE / request.match_info.get("name", "index.html")
        if path.parent != PAGE or path.suffix not in KINDS or not path.is_file():
            raise web.HTTPNotFound
        return web.Response(body=path.read_bytes(), content_type=KINDS[path.suffix], charset="utf-8")

    async def _file(self, request: web.Request) -> web.Response:
        message = self._ledger.rooms.messages.get(self._ledger.rooms.files.get(request.match_info["token"], 0))
        if message is None or message.deleted:
            raise web.HTTPNotFound
        name, content = self._content(message)
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
        kind = picture_kind(content[:16]) or "application/octet-stream"
        return web.Response(body=content, content_type=kind, headers=headers)

    def _content(self, message: Message) -> tuple[str, bytes]:
        if message.file is not None:
            return message.file
        content = self._ledger.uploads.content(message.token)
        if message.upload is None or content is None:
            raise web.HTTPNotFound
        return message.upload[0], content

    async def _take_file(self, request: web.Request) -> web.Response:
        """Take a file in; who knows its token may say it."""
        try:
            token = await self._ledger.uploads.take(request.query.get("name", ""), request.content.iter_any())
        except TooLarge:
            return web.json_response({"declined": "file_too_large"})
        except OSError:
            return web.json_response({"declined": "disk"})
        return web.json_response({"token": token})

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=30.0, max_msg_size=LARGEST, compress=False)
        await socket.prepare(request)
        tab = self._greet(await _heard(socket))
        loud = {command.name for command in self._offered.commands if not command.private}
        actor = Actor(self._ledger, tab.person, tab.language, loud, self._sample)
        talk = Conversation(tab, self.tabs, actor, self._handover, self._offered)
        telling = asyncio.create_task(_tell(socket, tab))
        self.tabs.enter(tab)
        try:
            while (asked := await _heard(socket)) is not None:
                talk.hear(asked)
        finally:
            self.tabs.exit(tab)
            await talk.close()
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)
        return socket

    def _greet(self, entering: Any) -> Tab:
        """Open a tab for who it says it is; nobody in particular is the first person there."""
        people = self._ledger.rooms.people
        said = entering if isinstance(entering, dict) else {}
        person = said.get("as") if said.get("as") in people else next(iter(people))
        tab = Tab(str(person), str(said.get("language", ""))[:16])
        tab.send(
            {
                "push": "welcome",
                "me": tab.person,
                "people": wire.people(self._ledger.rooms),
                "chats": wire.chats(self._ledger.rooms, tab.person),
                "rehearsal": self._sample is not None,
                "learners": self._learners(),
                **self.tabs.time(),
            }
        )
        return tab

    def _learners(self) -> list[str]:
        names = self._sample.learners if self._sample else ()
        return [person.id for person in self._ledger.rooms.people.values() if person.name in names]


async def _heard(socket: web.WebSocketResponse) -> Any:
    """Give the next thing the tab says; None when it is gone or talks nonsense."""
    message = await socket.receive()
    if message.type is not WSMsgType.TEXT:
        return None
    try:
        return json.loads(message.data)
    except ValueError:
        return None


async def _tell(socket: web.WebSocketResponse, tab: Tab) -> None:
    while (shape := await tab.waiting.get()) is not None:
        await socket.send_str(json.dumps(shape, separators=(",", ":")))
    await socket.close(code=1001)
