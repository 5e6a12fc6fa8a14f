"""A whole class at its phones: the real program behind the real practice room, its clock in the script's hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from adapters.practice import Section, open_platform
from bot import discover
from bot.build import Tertulia, assemble
from bot.chat import Act, Edit, Say, SendFile
from bot.clock import Time
from bot.port import Platform, Sample, Surroundings
from tests.adapters.practice.rig import Chair
from tests.fresh import fresh_database
from tests.ports import free_port
from tests.stage import KEY, TONGUES

ROOM = "room-1"
ZONE = ZoneInfo("Europe/London")
SUNDAY = datetime(2026, 5, 3, 15, 0, tzinfo=UTC)
"""A Sunday afternoon in spring: the teacher has ten minutes."""


@dataclass(frozen=True, slots=True)
class Ring:
    """The bot makes a phone ring: a message for all in the room (`to` empty) or for one person."""

    at: datetime
    to: str
    text: str
    asked: bool
    """Whether that person had just done something it answers."""

    @property
    def day(self) -> date:
        """The date where the class is."""
        return self.at.astimezone(ZONE).date()


@dataclass
class Phone:
    """One person's phone: what they write and press on it, and all it has shown."""

    name: str
    town: Town
    chair: Chair
    above: list[tuple[datetime, str]] = field(default_factory=list)
    """What stood over the chat for a moment: pop-ups, and forms as they were sent."""
    form: dict[str, Any] | None = None
    forms: dict[str, list[tuple[datetime, dict[str, Any]]]] = field(default_factory=dict)
    """Each form a message in the private chat has had: questions there are answered in place."""

    @property
    def person(self) -> str:
        return self.chair.welcome["me"]  # type: ignore[no-any-return]

    @property
    def private(self) -> str:
        return f"@{self.person}"

    def messages(self, chat: str = "") -> list[dict[str, Any]]:
        """What stands on the phone, in its last form and in order; of one chat or of all."""
        found = (one for one in self.chair.messages.values() if not chat or one["chat"] == chat)
        return sorted(found, key=lambda one: int(one["id"]))

    def look(self) -> None:
        """Notice what has changed in the private chat."""
        for message in self.messages(self.private):
            known = self.forms.setdefault(message["id"], [])
            if not known or known[-1][1] != message:
                known.append((self.town.now, message))

    async def say(self, text: str, *, to: str = "", private: bool = False, kind: str = "text") -> str:
        """Write a message, perhaps as a reply; gives its id."""
        before = set(self.chair.messages)
        chat = self.private if private else ROOM
        await self._do("say", chat=chat, text=text, reply_to=to, kind=kind)
        mine = [one for one in set(self.chair.messages) - before if self.chair.messages[one]["by"] == self.person]
        assert mine, f"{self.name} wrote {text!r} and it does not stand there"
        return mine[0]

    async def answer(self, text: str, **how: Any) -> str:
        """Reply to the newest task."""
        return await self.say(text, to=self.town.task["id"], **how)

    async def fill(self, **fields: str) -> None:
        """Send the form that the last press opened; what is not named stays as it stood."""
        assert self.form is not None, f"{self.name} has no form to fill in"
        values = {field["name"]: field["value"] for field in self.form["fields"]} | fields
        self.above.append((self.town.now, "\n".join([f"(form: {self.form['title']})", *filter(None, values.values())])))
        await self._do("form", chat=self.private, code=self.form["code"], fields=values)
        self.form = None

    async def edit(self, message: str, text: str) -> None:
        await self._do("edit", message=message, text=text)

    async def delete(self, message: str) -> None:
        await self._do("delete", message=message)

    async def leave(self) -> None:
        await self._do("leave", chat=ROOM)

    async def press(self, label: str, chat: str = "", *, under: str = "") -> None:
        """Press the newest button of that label; a link into the private chat is followed."""
        message, code = self.button(label, chat, under)
        answer = await self._do("press", message=message, code=code)
        if answer["kind"] == "link":
            _, _, start = answer["url"].partition("#start=")
            await self._do("open", chat=self.private, start=start)
        elif answer["kind"] == "popup":
            self.above.append((self.town.now, f"(over the screen) {plain(answer)}"))
        elif answer["kind"] == "form":
            self.form = answer

    def button(self, label: str, chat: str = "", under: str = "") -> tuple[str, str]:
        for message in reversed(self.messages(chat)):
            for one in (one for row in message.get("buttons", []) for one in row):
                if one["label"] == label and "code" in one and under in ("", message["id"]):
                    return message["id"], one["code"]
        raise AssertionError(f"{self.name} sees no button {label!r} in:\n{self.recent()}")

    def has(self, label: str, chat: str = "") -> bool:
        try:
            return bool(self.button(label, chat))
        except AssertionError:
            return False

    def recent(self, count: int = 4) -> str:
        return "\n---\n".join(plain(one) for one in self.messages()[-count:])

    async def _do(self, what: str, **fields: Any) -> dict[str, Any]:
        self.town.actor = self.name
        try:
            answer = await self.chair.press(what, **fields)
            await self.town.settle()
        finally:
            self.town.actor = ""
        return answer


class Town:
    """The class, its room and its time."""

    def __init__(self, built: Tertulia, platform: Ringing, address: str, session: aiohttp.ClientSession) -> None:
        self.built = built
        self.platform = platform
        self.address = address
        self.session = session
        self.phones: dict[str, Phone] = {}
        self.actor = ""

    @property
    def now(self) -> datetime:
        return self.built.time.now()

    @property
    def rings(self) -> list[Ring]:
        return self.platform.rings

    @property
    def teacher(self) -> Phone:
        return self.phones["Marta"]

    @property
    def task(self) -> dict[str, Any]:
        """The newest task in the room."""
        posts = self.teacher.messages(ROOM)
        return next(one for one in reversed(posts) if "Help me start" in labels_of(one))

    async def phone(self, name: str) -> Phone:
        """Somebody of the room takes out their phone."""
        person = name.lower()
        self.phones[name] = Phone(name, self, await Chair.enter(self.session, self.address, person))
        chair = self.phones[name].chair
        for message in (await chair.ask("older", chat=ROOM, before=2**53))["messages"]:
            chair.messages.setdefault(message["id"], message)
        return self.phones[name]

    async def arrive(self, name: str) -> Phone:
        """The teacher brings somebody new into the room."""
        await self.teacher.chair.press("add", chat=ROOM, name=name)
        await self.settle()
        return await self.phone(name)

    async def until(self, day: int, time: str) -> None:
        """Live on until a wall time of a day after the first Sunday, through all that is due before."""
        hour, minute = map(int, time.split(":"))
        start = SUNDAY.astimezone(ZONE)
        then = (start + timedelta(days=day)).replace(hour=hour, minute=minute).astimezone(UTC)
        assert then >= self.now, f"it is {self.now} already, not {then}"
        clock = self.built.clock
        while (upcoming := clock.next_moment()) is not None and upcoming <= then:
            before = self.now
            await clock.move(upcoming)
            if upcoming == before == clock.next_moment():
                break
        await clock.move(then)
        await self.settle()

    async def pass_on(self, **time: float) -> None:
        """Let a little time go by."""
        await self.built.clock.move(self.now + timedelta(**time))
        await self.settle()

    async def settle(self) -> None:
        """All that is on its way has arrived, on every phone."""
        await self.built.engine.workshop.idle()
        await self.built.carrier.drain()
        for phone in self.phones.values():
            await phone.chair.ask("older", chat=ROOM, before=0)
            phone.look()


class Ringing:
    """The practice room, and a note of every message of the bot's that makes a phone ring."""

    def __init__(self, inner: Platform) -> None:
        self.inner = inner
        self.rings: list[Ring] = []
        self.in_room: list[str] = []
        """Every text the bot has shown to the whole room, edits as well."""
        self.town: Town | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    async def deliver(self, act: Act, key: str) -> str:
        sent = await self.inner.deliver(act, key)
        if isinstance(act, Say | Edit) and not act.where.private and not getattr(act, "only_for", ""):
            self.in_room.append(act.text.plain)
        if isinstance(act, Say | SendFile) and self.town is not None and not getattr(act, "silent", False):
            self.rings.append(self._ring(self.town, act))
        return sent

    def _ring(self, town: Town, act: Say | SendFile) -> Ring:
        person = act.where.id if act.where.private else act.only_for
        words = act.text.plain if isinstance(act, Say) else f"{act.name}: {act.caption.plain}"
        asked = bool(person) and person == town.actor.lower()
        return Ring(town.now, person, words, asked)


@asynccontextmanager
async def town(folder: Path, learners: tuple[str, ...]) -> AsyncIterator[Town]:
    """The room with its teacher and learners, the bot in it; nobody has joined yet, and time stands still."""
    fresh_database(folder)
    await asyncio.to_thread(_learn_spanish)
    time, port = Time(lambda: SUNDAY), free_port()
    sample = Sample("Spanish A2, Tuesday group", "Marta", learners, ())
    platform = Ringing(open_platform(Section(enabled=True, port=port), Surroundings(folder, time.now, sample)))
    built = assemble(
        data=folder,
        key=KEY,
        platforms={"practice": platform},
        activities=[one() for one in discover.activities()],
        time=time,
        random=Random(7),
        tongues=TONGUES,
        durable=False,
    )
    await built.start()
    running = asyncio.create_task(platform.run(built.engine, built.engine.receive))
    async with aiohttp.ClientSession() as session:
        address = f"http://127.0.0.1:{port}/"
        await _open(session, address, running)
        here = platform.town = Town(built, platform, address, session)
        try:
            for name in ("Marta", *learners):
                await here.phone(name)
            async with asyncio.timeout(30):
                while not here.teacher.has("Set up"):
                    await here.settle()
            yield here
        finally:
            for phone in here.phones.values():
                await phone.chair.close()
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            built.database.stop()


def _learn_spanish() -> None:
    """A class's languages are read when it is set up; here once, before the time stands still."""
    TONGUES.used(("pan",), "es", "Hoy compro pan")
    TONGUES.target_words("Hoy compro pan", ("es", "en"))
    TONGUES.changes("Mañana fue", "Mañana voy", "es")


async def _open(session: aiohttp.ClientSession, address: str, running: asyncio.Task[None]) -> None:
    async with asyncio.timeout(30):
        while True:
            assert not running.done(), running.exception()
            try:
                async with session.head(address):
                    return
            except aiohttp.ClientConnectionError:
                continue


def labels_of(message: Mapping[str, Any]) -> list[str]:
    """The labels of the buttons under a message."""
    return [str(button["label"]) for row in message.get("buttons", []) for button in row]


def plain(message: Mapping[str, Any]) -> str:
    return "".join(span[0] for span in message.get("text", []))
