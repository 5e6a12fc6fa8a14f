"""A local Bot API server over the tests' world, with faults on demand; the real library speaks to it over HTTP."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp import web

from tests.adapters.telegram.description import problems_of_request, problems_of_result
from tests.adapters.telegram.methods import Methods
from tests.adapters.telegram.world import Failed, Json, World

TOKEN = "7000000001:AAE-a_made-up_token_for_the_tests_only"
SENDS = ("sendmessage", "senddocument", "sendphoto")
FILES = ("document", "photo")


@dataclass
class Fault:
    """What goes wrong with the next calls of a method.

    `how` is a status, "lose" the request, "lose answer", or "hold" it until `release` is set.
    """

    method: str
    how: int | str
    times: int = 1
    seconds: int = 0
    chat: int = 0


class Paces:
    """Telegram's limits of sends, counted in real seconds: 30 a second over all, 20 a minute in a group."""

    def __init__(self, second: int = 30, minute: int = 20) -> None:
        self._second, self._minute = second, minute
        self._all: deque[float] = deque()
        self._groups: dict[int, deque[float]] = {}

    def count(self, chat: int) -> None:
        now = time.monotonic()
        group = self._groups.setdefault(chat, deque())
        for sent, window in ((self._all, 1.0), (group, 60.0)):
            while sent and sent[0] <= now - window:
                sent.popleft()
        if len(self._all) >= self._second:
            raise Failed(429, "Too Many Requests: retry after 1", retry_after=1)
        if chat < 0 and len(group) >= self._minute:
            raise Failed(429, "Too Many Requests: retry after 30", retry_after=30)
        self._all.append(now)
        group.append(now)


class BotApi:
    def __init__(self, world: World, port: int) -> None:
        self.world = world
        self.methods = Methods(world)
        self.port = port
        self.calls: list[tuple[str, Json]] = []
        self.problems: list[str] = []
        self.faults: list[Fault] = []
        self.paces: Paces | None = None
        self.polled = asyncio.Event()
        self.release = asyncio.Event()
        self.webhook: Json = {}
        self.brought: list[int] = []
        self._confirmed = 0
        self._poll: asyncio.Future[str] | None = None
        self._runner: web.AppRunner | None = None
        self._bringing: asyncio.Task[None] | None = None
        self._answered: dict[str, asyncio.Event] = {}
        self._closing = False
        world.told = self._told
        world.on_answer = lambda query: self._answered.setdefault(query, asyncio.Event()).set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        self._closing = False
        app = web.Application(client_max_size=60 * 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._called)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True).start()

    async def stop(self) -> None:
        self._closing = True
        if self._bringing:
            self._bringing.cancel()
            await asyncio.gather(self._bringing, return_exceptions=True)
        if self._poll and not self._poll.done():
            self._poll.set_result("gone")
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """While it lasts nobody answers at the address."""
        await self.stop()
        try:
            yield
        finally:
            await self.start()

    def fail(self, method: str, how: int | str, *, times: int = 1, seconds: int = 0, chat: int = 0) -> None:
        self.faults.append(Fault(method.lower(), how, times, seconds, chat))

    def called(self, method: str) -> list[Json]:
        """What a method has been called with so far."""
        return [given for name, given in self.calls if name == method.lower()]

    async def answered(self, query: str) -> None:
        """Wait until a press has been answered."""
        async with asyncio.timeout(30):
            await self._answered.setdefault(query, asyncio.Event()).wait()

    async def _file(self, request: web.Request) -> web.Response:
        """Hand out a file somebody sent."""
        fault = self._fault("file", {})
        if fault and fault.how == "lose":
            return _cut(request)
        path, known = request.match_info["path"], request.match_info["token"] == TOKEN
        found = [data for at, data in self.world.uploads.values() if at == path and known]
        if not found:
            return _failed(Failed(404, "Not Found"))
        return web.Response(body=found[0])

    # -- one call -----------------------------------------------------------------------------------------------------

    async def _called(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"].lower()
        if request.match_info["token"] != TOKEN:
            return _failed(Failed(401, "Unauthorized"))
        given = await _parameters(request)
        self.problems += problems_of_request(_spelled(method), given)
        fault = self._fault(method, given)
        if fault and fault.how == "lose":
            return _cut(request)
        if fault and fault.how == "hold":
            await self.release.wait()
        try:
            if fault and isinstance(fault.how, int):
                raise _status(fault)
            result = await self._do(method, given)
        except Failed as failed:
            self.calls.append((method, {**given, "failed": failed.code}))
            return _failed(failed)
        self.calls.append((method, given))
        if method != "getupdates":  # those are looked at as they happen, and some are spoilt by a test
            self.problems += problems_of_result(_spelled(method), result)
        if fault and fault.how == "lose answer":
            return _cut(request)
        return web.json_response({"ok": True, "result": result})

    async def _do(self, method: str, given: Json) -> Any:
        match method:
            case "getupdates":
                return await self._updates(given)
            case "setwebhook":
                self._allow(given)
                self.webhook = {"url": given["url"], "secret": given.get("secret_token", "")}
                self._told()
                return True
            case "deletewebhook":
                self.webhook = {}
                return True
            case "getwebhookinfo":
                url = self.webhook.get("url", "")
                return {"url": url, "has_custom_certificate": False, "pending_update_count": len(self.world.updates)}
        if method in SENDS and self.paces:
            self.paces.count(int(given["chat_id"]))
        return self.methods.call(method, given)

    def _fault(self, method: str, given: Json) -> Fault | None:
        for fault in self.faults:
            if fault.method == method and fault.times > 0 and fault.chat in (0, int(given.get("chat_id", 0))):
                fault.times -= 1
                return fault
        return None

    # -- updates ------------------------------------------------------------------------------------------------------

    async def _updates(self, given: Json) -> list[Json]:
        if self.webhook:
            raise Failed(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
                         "delete the webhook first")  # fmt: skip
        if self._poll and not self._poll.done():
            self._poll.set_result("terminated")
        self._poll = poll = asyncio.get_running_loop().create_future()
        self._allow(given)
        self._confirm(int(given.get("offset", 0)))
        self.polled.set()
        await self._something(poll, float(given.get("timeout", 0)))
        if poll.done() and poll.result() == "terminated":
            raise Failed(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
                         "is running")  # fmt: skip
        limit, offset = int(given.get("limit", 100)), int(given.get("offset", 0))
        return [one for one in self.world.updates if one["update_id"] >= offset][:limit]

    async def _something(self, poll: asyncio.Future[str], seconds: float) -> None:
        if self.world.updates or not seconds:
            return
        await asyncio.wait([poll], timeout=seconds)

    def _confirm(self, offset: int) -> None:
        if offset:
            self.world.updates[:] = [one for one in self.world.updates if one["update_id"] >= offset]

    def _allow(self, given: Json) -> None:
        if "allowed_updates" in given:
            self.world.allowed = json.loads(given["allowed_updates"]) or None

    def _told(self) -> None:
        if self.webhook and (self._bringing is None or self._bringing.done()) and not self._closing:
            self._bringing = asyncio.create_task(self._bring())
        elif self._poll and not self._poll.done():
            self._poll.set_result("told")

    async def _bring(self) -> None:
        """Bring what waits to the webhook, again and again until it is taken."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret"]}
        async with aiohttp.ClientSession() as session:
            while self.world.updates and self.webhook:
                update = self.world.updates[0]
                try:
                    async with session.post(self.webhook["url"], json=update, headers=headers) as response:
                        taken = response.status == 200
                except aiohttp.ClientError:
                    taken = False
                if taken:
                    self.brought.append(update["update_id"])
                    self.world.updates.remove(update)
                else:
                    await asyncio.sleep(0.02)


async def _parameters(request: web.Request) -> Json:
    given: Json = dict(request.query)
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            given[name] = (value.filename, value.file.read())
        else:
            given[name] = value
    attached = {name: value for name, value in given.items() if isinstance(value, tuple)}
    for name, value in list(given.items()):
        if isinstance(value, str) and value.startswith("attach://"):
            given[name] = attached[value.removeprefix("attach://")]
    return {name: value for name, value in given.items() if name not in attached or name in FILES}


def _spelled(method: str) -> str:
    """The method's name as it is written, of which only the small letters were asked."""
    from tests.adapters.telegram.description import description

    known = description() or {"methods": {}}
    return next((name for name in known["methods"] if name.lower() == method), method)


def _status(fault: Fault) -> Failed:
    assert isinstance(fault.how, int)
    match fault.how:
        case 429:
            return Failed(429, f"Too Many Requests: retry after {fault.seconds}", retry_after=fault.seconds)
        case 502:
            return Failed(502, "Bad Gateway")
        case 403:
            return Failed(403, "Forbidden: bot was kicked from the supergroup chat")
    return Failed(fault.how, "Internal Server Error")


def _failed(failed: Failed) -> web.Response:
    if failed.code == 502:
        return web.Response(status=502, text="<html><h1>502 Bad Gateway</h1></html>", content_type="text/html")
    told: Json = {"ok": False, "error_code": failed.code, "description": failed.words}
    if failed.parameters:
        told["parameters"] = failed.parameters
    return web.json_response(told, status=failed.code)


def _cut(request: web.Request) -> web.Response:
    """The line breaks without a word."""
    if request.transport:
        request.transport.abort()
    return web.Response()
