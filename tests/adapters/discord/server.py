"""A local Discord over the tests' world, REST, gateway and CDN, with faults on demand, for the real library."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.adapters.discord import application, callbacks, methods
from tests.adapters.discord.description import problems_of_request
from tests.adapters.discord.errors import Failed
from tests.adapters.discord.gateway import Gateway
from tests.adapters.discord.interactions import Interactions
from tests.adapters.discord.paces import Paces, limited
from tests.adapters.discord.people import People
from tests.adapters.discord.routing import Call, find
from tests.adapters.discord.world import World

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAw.GaBcDe.a_made-up_token_for_the_tests_only_0000"
ROOMS = (application, callbacks, methods)
"""What fills the table of routes."""


@dataclass
class Fault:
    """What goes wrong with the next calls of a route; `how` is a status, "global" 429, "lose" or "lose answer"."""

    named: str
    how: int | str
    times: int
    seconds: float
    channel: int

    def fits(self, call: Call) -> bool:
        here = self.channel in (0, int(call.parts.get("channel") or 0))
        return self.times > 0 and here and (self.named in (call.named, "*"))


class Discord:
    """`calls` are those that were answered; `problems` what is wrong with any that came."""

    def __init__(self, world: World, port: int) -> None:
        self.world = world
        self.port = port
        world.address = f"http://127.0.0.1:{port}"
        self.people = People(world)
        self.interactions = Interactions(world)
        self.gateway = Gateway(world, TOKEN)
        self.gateway.address = self.gateway_address
        self.paces = Paces()
        self.shards = 1
        self.calls: list[Call] = []
        self.problems: list[str] = []
        self.faults: list[Fault] = []
        self.open = 0
        """Calls that are being answered."""
        self._runner: web.AppRunner | None = None

    @property
    def api_address(self) -> str:
        return f"{self.world.address}/api/v10"

    @property
    def gateway_address(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway/"

    async def start(self) -> None:
        app = web.Application(client_max_size=60 * 2**20)
        app.router.add_get("/gateway/", self.gateway.connected)
        app.router.add_get("/attachments/{ident}/{name}", self._hosted)
        app.router.add_route("*", "/api/v10{path:.*}", self._called)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True).start()

    async def stop(self) -> None:
        self.gateway.cut()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """While it lasts nobody answers at the address."""
        await self.stop()
        await quiet()  # the other end learns that its lines are closed, so that it does not write into one
        try:
            yield
        finally:
            await self.start()

    def fail(self, named: str, how: int | str, *, times: int = 1, seconds: float = 0.01, channel: int = 0) -> None:
        """Let the next calls of a route fail, such as "POST /channels/{channel}/messages", or of all: "*"."""
        self.faults.append(Fault(named, how, times, seconds, channel))

    def called(self, named: str) -> list[Call]:
        return [call for call in self.calls if call.named == named]

    # -- one call -----------------------------------------------------------------------------------------------------

    async def _called(self, request: web.Request) -> web.StreamResponse:
        self.open += 1
        try:
            return await self._answered(request)
        finally:
            self.open -= 1

    async def _answered(self, request: web.Request) -> web.StreamResponse:
        call, multipart = await _read(request)
        files = tuple(f"files[{number}]" for number in range(len(call.files)))
        found = problems_of_request(call.method, call.path, call.query, call.body, multipart=multipart, files=files)
        headers: dict[str, str] = {}
        fault: Fault | None = None
        try:
            answers = find(call)
            self.problems += found
            signed = "token" not in call.parts
            if signed and request.headers.get("Authorization") != f"Bot {TOKEN}":
                raise Failed(401, 0, "401: Unauthorized")
            fault = self._fault(call)
            if fault and fault.how == "lose":
                return _cut(request)
            headers = self.paces.count(call, counted_globally=signed)
            if fault and fault.how != "lose answer":
                raise _failing(fault)
            result = answers(self, call)
        except Failed as failed:
            call.failed = failed.status
            self.calls.append(call)
            return _refusal(failed, headers)
        self.calls.append(call)
        if fault:
            return _cut(request)
        if result is None:
            return web.Response(status=204, headers=headers)
        return _json(result, 200, headers)

    def _fault(self, call: Call) -> Fault | None:
        for fault in self.faults:
            if fault.fits(call):
                fault.times -= 1
                return fault
        return None

    async def _hosted(self, request: web.Request) -> web.Response:
        content = self.world.files.get(f"{request.match_info['ident']}/{request.match_info['name']}")
        return web.Response(status=404) if content is None else web.Response(body=content)


async def _read(request: web.Request) -> tuple[Call, bool]:
    call = Call(request.method, f"/{request.rel_url.raw_path.removeprefix('/api/v10').lstrip('/')}")
    call.query = dict(request.query)
    if request.content_type == "multipart/form-data":
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                assert name == f"files[{len(call.files)}]"
                call.files.append((value.filename, value.file.read()))
            else:
                assert name == "payload_json", f"a form field called {name}"
                call.body = json.loads(str(value))
        call.body = call.body or {}
        return call, True
    raw = await request.read()
    call.body = json.loads(raw) if raw else None
    return call, False


def _failing(fault: Fault) -> Failed:
    match fault.how:
        case 429:
            return limited(fault.seconds)
        case "global":
            return limited(fault.seconds, everywhere=True)
    assert isinstance(fault.how, int)
    return Failed(fault.how, 0, f"{fault.how}: Trouble")


def _refusal(failed: Failed, headers: dict[str, str]) -> web.Response:
    if failed.status >= 500:
        return web.Response(status=failed.status, text="upstream connect error", headers=headers)
    if failed.status == 429:
        headers = {**headers, "Retry-After": str(failed.more["retry_after"]), "Via": "1.1 google"}
        headers["X-RateLimit-Scope"] = "global" if failed.more.get("global") else "user"
        if failed.more.get("global"):
            headers["X-RateLimit-Global"] = "true"
    return _json(failed.body(), failed.status, headers)


def _json(shape: Any, status: int, headers: dict[str, str]) -> web.Response:
    """As Discord sends it: the library takes nothing for JSON that names a character set."""
    body = json.dumps(shape).encode()
    return web.Response(body=body, status=status, headers={**headers, "Content-Type": "application/json"})


def _cut(request: web.Request) -> web.Response:
    """The line breaks without a word."""
    if request.transport:
        request.transport.abort()
    return web.Response()


async def quiet(*busy: Any) -> None:
    """Let everything else run until nothing of it is busy for a while; each of `busy` tells how much is."""
    still = 0
    while still < 3:
        await asyncio.sleep(0.002)
        still = 0 if any(one() for one in busy) else still + 1
