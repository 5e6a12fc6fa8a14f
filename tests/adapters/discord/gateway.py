"""Discord's gateway: sessions that are told what happens, and are told it again when they come back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from tests.adapters.discord import shapes
from tests.adapters.discord.compression import packing
from tests.adapters.discord.errors import Json
from tests.adapters.discord.world import CONTENT, MEMBERS, Event, World

DISPATCH, RECONNECT, INVALID, HELLO, BEAT_TAKEN = 0, 7, 9, 10, 11
PRESENCES = 1 << 8
LIFE = 60.0
"""Seconds; how often a bot is asked for a heartbeat."""
PATIENCE = 30.0
"""Seconds the library gets to read what it was sent."""


@dataclass(eq=False)
class Session:
    """One bot's (or shard's) session: `log` holds all it was told, so that it can be told again."""

    id: str
    intents: int
    shard: tuple[int, int]
    log: list[str] = field(default_factory=list)
    told: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)
    socket: web.WebSocketResponse | None = None
    pack: Any = None
    telling: asyncio.Task[None] | None = None
    read: int = 0
    """The last event the bot's library is known to have read."""
    back: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, name: str, data: Json) -> None:
        self.log.append(json.dumps({"op": DISPATCH, "t": name, "s": len(self.log) + 1, "d": data}))
        self.news.set()


class Gateway:
    """`identified` and `resumed` count; `refusing` answers no one."""

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self._token = token
        self.address = ""
        self.sessions: dict[str, Session] = {}
        self.identified = self.resumed = 0
        self.refusing = False
        self.told_again = 0
        """How many events a resumed session is told a second time."""
        self.ready = asyncio.Event()
        """Somebody has been told of all servers."""
        self._sockets: set[web.WebSocketResponse] = set()
        world.told = self.tell

    # -- what is told -------------------------------------------------------------------------------------------------

    def tell(self, event: Event) -> None:
        for session in self.sessions.values():
            number, of = session.shard
            mine = event.guild >> 22
            if (mine % of != number) or (event.intent and not session.intents & event.intent):
                continue
            data = event.data
            if event.about and not session.intents & CONTENT:
                data = shapes.without_words(self.world, event.about, data)
            session.add(event.name, data)

    @property
    def live(self) -> list[Session]:
        return [one for one in self.sessions.values() if one.socket is not None]

    async def heard(self) -> None:
        """Wait until the bot has been sent all there is and its library has read it.

        A ping of the socket's own tells: a heartbeat asked for would count against the library's own limit.
        """
        async with asyncio.timeout(PATIENCE):
            for session in self.live:
                await self._read(session)

    async def _read(self, session: Session) -> None:
        while session.socket is not None and not session.socket.closed and session.read < len(session.log):
            if session.told < len(session.log):
                await asyncio.sleep(0.001)
                continue
            session.back.clear()
            with suppress(ConnectionError):
                await session.socket.ping(str(session.told).encode())
                await session.back.wait()

    # -- trouble ------------------------------------------------------------------------------------------------------

    def cut(self) -> None:
        """Break the line without a word."""
        self.ready.clear()
        for socket in list(self._sockets):
            transport = socket._req.transport if socket._req else None
            if transport:
                transport.abort()

    async def close(self, code: int) -> None:
        self.ready.clear()
        for socket in list(self._sockets):
            await socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        self.ready.clear()
        await self._say({"op": RECONNECT, "d": None}, self.live)

    async def invalidate(self, *, resumable: bool) -> None:
        self.ready.clear()
        told = self.live
        if not resumable:
            self.sessions.clear()
        await self._say({"op": INVALID, "d": resumable}, told)

    def forget(self) -> None:
        """Lose all sessions: who comes back has to begin anew, and is not told what it missed."""
        self.sessions.clear()

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """While it lasts there is no gateway; sessions are kept."""
        self.refusing = True
        self.cut()
        try:
            yield
        finally:
            self.refusing = False

    async def _say(self, shape: Json, sessions: list[Session]) -> None:
        for session in sessions:
            if session.socket:
                with suppress(ConnectionError):
                    await session.socket.send_bytes(_packed(session, shape))

    # -- one connection -----------------------------------------------------------------------------------------------

    async def connected(self, request: web.Request) -> web.StreamResponse:
        if self.refusing:
            return web.Response(status=503)
        socket = web.WebSocketResponse(heartbeat=None, timeout=0.1, max_msg_size=0, autoping=False)
        await socket.prepare(request)
        line = _Line(self, socket, packing(request.query.get("compress", "")))
        self._sockets.add(socket)
        try:
            await line.serve()
        finally:
            self._sockets.discard(socket)
            line.leave()
        return socket


class _Line:
    """One connection, from HELLO to its end."""

    def __init__(self, gateway: Gateway, socket: web.WebSocketResponse, pack: Any) -> None:
        self.gateway, self.socket, self.pack = gateway, socket, pack
        self.session: Session | None = None
        self._telling: asyncio.Task[None] | None = None

    async def serve(self) -> None:
        await self.say({"op": HELLO, "d": {"heartbeat_interval": int(LIFE * 1000)}})
        async for message in self.socket:
            match message.type:
                case WSMsgType.PONG if self.session:
                    self.session.read = int(message.data)
                    self.session.back.set()
                case WSMsgType.PING:
                    await self.socket.pong(message.data)
                case WSMsgType.TEXT:
                    given = json.loads(message.data)
                    await self._take(given["op"], given.get("d"))
                case _:
                    break
        if self.session and self.socket.close_code in (WSCloseCode.OK, WSCloseCode.GOING_AWAY):
            self.gateway.sessions.pop(self.session.id, None)  # who says goodbye cannot resume

    def leave(self) -> None:
        if self._telling:
            self._telling.cancel()
        if self.session and self.session.socket is self.socket:
            self.session.socket = None
            self.session.back.set()

    async def say(self, shape: Json) -> None:
        packed = self.pack(json.dumps(shape))
        await (self.socket.send_bytes(packed) if isinstance(packed, bytes) else self.socket.send_str(packed))

    async def _take(self, op: int, data: Any) -> None:
        match op:
            case 1:
                await self.say({"op": BEAT_TAKEN, "d": None})
            case 2:
                await self._identify(data)
            case 6:
                await self._resume(data)
            case 8:
                await self._members(data)
            case 3 | 4:
                pass
            case _:
                await self.socket.close(code=4001)

    async def _identify(self, data: Json) -> None:
        gateway, world = self.gateway, self.gateway.world
        if self.session:
            await self.socket.close(code=4005)
            return
        if data["token"] != gateway._token:
            await self.socket.close(code=4004, message=b"Authentication failed.")
            return
        allowed = (CONTENT if world.content else 0) | (MEMBERS if world.member_list else 0)
        if data["intents"] & (CONTENT | MEMBERS | PRESENCES) & ~allowed:
            await self.socket.close(code=4014, message=b"Disallowed intent(s).")
            return
        shard = tuple(data.get("shard") or (0, 1))
        number = len(gateway.sessions) + 1
        gateway.identified += 1
        self.session = made = Session(f"session-{gateway.identified}-{number}", data["intents"], (shard[0], shard[1]))
        mine = [one for one in world.guilds.values() if world.bot.id in one.members and self._mine(one.id)]
        told = {
            "v": 10, "user": shapes.user(world.bot), "session_id": made.id, "resume_gateway_url": gateway.address,
            "guilds": [{"id": str(one.id), "unavailable": True} for one in mine], "private_channels": [],
            "application": {"id": str(world.bot.id), "flags": shapes.application(world)["flags"]},
            "shard": list(made.shard), "session_type": "normal",
        }  # fmt: skip
        made.add("READY", told)
        for one in mine:
            if not one.down:
                made.add("GUILD_CREATE", shapes.guild(world, one))
        self._begin(made)

    def _mine(self, guild: int) -> bool:
        assert self.session
        number, of = self.session.shard
        return (guild >> 22) % of == number

    async def _resume(self, data: Json) -> None:
        session = self.gateway.sessions.get(data["session_id"])
        if data["token"] != self.gateway._token:
            await self.socket.close(code=4004)
            return
        if session is None:
            await self.say({"op": INVALID, "d": False})
            return
        if data["seq"] > len(session.log):
            await self.socket.close(code=4007)
            return
        self.gateway.resumed += 1
        session.told = max(1, data["seq"] - self.gateway.told_again)
        session.read = min(session.read, session.told)
        self.session = session
        session.add("RESUMED", {})
        self._begin(session)

    def _begin(self, session: Session) -> None:
        if session.telling:
            session.telling.cancel()  # a line that broke is not always known to be broken yet
        session.socket, session.pack = self.socket, self.pack
        self.gateway.sessions[session.id] = session
        self._telling = session.telling = asyncio.create_task(self._tell(session))

    async def _tell(self, session: Session) -> None:
        """Send what the session has not been sent yet, for ever."""
        behind = True
        with suppress(ConnectionError):
            while True:
                session.news.clear()
                while session.told < len(session.log):
                    packed = self.pack(session.log[session.told])
                    session.told += 1
                    await (
                        self.socket.send_bytes(packed) if isinstance(packed, bytes) else self.socket.send_str(packed)
                    )
                if behind:
                    self.gateway.ready.set()
                    behind = False
                await session.news.wait()

    async def _members(self, data: Json) -> None:
        """Members of a server: all of them only with the members intent."""
        assert self.session
        guild = self.gateway.world.guilds[int(data["guild_id"])]
        wanted = [int(one) for one in _listed(data.get("user_ids"))]
        if not wanted and not data.get("query") and not self.session.intents & MEMBERS:
            await self.socket.close(code=4014)
            return
        found = [one for one in guild.members.values() if not wanted or one.person.id in wanted]
        start = (data.get("query") or "").lower()
        found = [one for one in found if one.person.name.lower().startswith(start)][: data.get("limit") or None]
        told = {
            "guild_id": str(guild.id), "members": [shapes.member(one) for one in found], "chunk_index": 0,
            "chunk_count": 1, "not_found": [],
        }  # fmt: skip
        self.session.add("GUILD_MEMBERS_CHUNK", told | ({"nonce": data["nonce"]} if data.get("nonce") else {}))


def _packed(session: Session, shape: Json) -> bytes:
    packed = session.pack(json.dumps(shape))
    return packed if isinstance(packed, bytes) else packed.encode()


def _listed(given: Any) -> list[Any]:
    if given is None:
        return []
    return given if isinstance(given, list) else [given]
