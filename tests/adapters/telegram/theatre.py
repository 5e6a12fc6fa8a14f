"""The whole program on a local Telegram: people press and type in their chats, and see what a phone would show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot import discover
from bot.build import Tertulia, assemble
from bot.chat import Place
from bot.clock import Time
from bot.phrase import T, Value
from bot.text import EMPTY
from bot.translations import load_languages
from tests.adapters.telegram.rig import TelegramRig, readable, seen
from tests.fresh import fresh_database
from tests.platform_rig import Seen
from tests.stage import TONGUES

MONDAY = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
"""A Monday morning in spring; 10:00 in London."""
UNHURRIED = {"sends_per_second": 1e6, "room_sends_per_second": 1e6, "room_sends_per_minute": 10**6}
"""A scene has no minutes to wait; the pace has tests of its own."""


class Theatre(TelegramRig):
    """`kind` is the class's place: a "group", a "supergroup", or a "topic" of a forum. `language` is everybody's."""

    def __init__(self, folder: Path, *, kind: str = "supergroup", language: str = "en", privacy: bool = True) -> None:
        self._moment = MONDAY
        self.time = Time(lambda: self._moment)
        super().__init__(folder, privacy=privacy, now=self.time.now)
        self.language = language
        self.words = load_languages()
        self.cast = {"Marta": self.marta, "Ana": self.anas, "Ben": self.bens}
        self.cast |= {name: self.world.person(name) for name in ("Chloe", "Dan")}
        for person in self.cast.values():
            person.language = language
        marta, *others = self.cast.values()
        group = "group" if kind == "group" else "supergroup"
        self.group = self.world.group("Tuesday A2", marta, *others, kind=group, forum=kind == "topic")
        self.room = Place("telegram", str(self.group.id))
        self.kind = kind
        self.house: Tertulia = self.assembled()

    def assembled(self) -> Tertulia:
        platform: Any = self.platform
        platform.limits = replace(platform.limits, **UNHURRIED)
        fresh_database(self.folder)
        house = assemble(
            data=self.folder,
            key=bytes(range(32)),
            platforms={"telegram": platform},
            activities=[one() for one in discover.activities()],
            time=self.time,
            random=Random(7),
            tongues=TONGUES,
            durable=False,
        )
        self.offering: Any = house.engine
        self.heard: Any = house.engine.receive
        return house

    async def __aenter__(self) -> Theatre:
        await self.house.start()
        await self.start()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.stop()
        self.house.database.stop()
        await self.close()

    # -- what people do -----------------------------------------------------------------------------------------------

    def t(self, words: str, **values: Value) -> str:
        """A sentence of ours as this scene's people read it."""
        return self.words.render(T(words, **values), self.language).plain

    def place(self, name: str, *, private: bool) -> Place:
        return Place("telegram", str(self.cast[name].id), private=True) if private else self.room

    async def settled(self) -> None:
        """All that happened is taken, and all that follows has arrived."""
        for _ in range(2):
            while self.world.updates:
                self.api.polled.clear()
                if self.world.updates:
                    await self.api.polled.wait()
            await self.house.engine.workshop.idle()
            await self.house.carrier.drain()

    async def types(self, name: str, text: str, *, private: bool = False, reply_to: Seen | None = None) -> Seen:
        """Write a message or a command; the message as it then stands, with its sign."""
        place = self.place(name, private=private)
        answered = reply_to.message if reply_to else ""
        message = await self.say(str(self.cast[name].id), text, place, reply_to=answered)
        await self.settled()
        found = [one for one in self.shown_in(place) if one.message == message]
        return found[0] if found else Seen(message, "", EMPTY)

    async def presses(self, who: str, label: str, *, private: bool = False, **values: Value) -> dict[str, Any]:
        """Press the newest button of this label; gives what was shown over the screen."""
        label, place = self.t(label, **values), self.place(who, private=private)
        for one in reversed(self.shown_in(place)):
            for button in (button for row in one.buttons for button in row):
                if button.label == label:
                    await self.press_in(str(self.cast[who].id), one.message, button.code, place)
                    await self.settled()
                    return self.world.shown[self.cast[who].id][-1]
        raise AssertionError(f"no button {label!r} in:\n{self.transcript(place)}")

    def offers(self, who: str, label: str) -> bool:
        """Whether the bot's last private message has such a button."""
        last = [one for one in self.shown_in(self.place(who, private=True)) if not one.by][-1]
        return self.t(label) in [button.label for row in last.buttons for button in row]

    async def opens(self, name: str, payload: str = "") -> None:
        self.world.open(self.cast[name], payload)
        await self.settled()

    async def follows(self, name: str, shown: dict[str, Any]) -> None:
        """Go where a press led: the private chat, with START."""
        assert shown["url"], f"the press led nowhere: {shown}"
        await self.opens(name, shown["url"].partition("?start=")[2])

    # -- time ---------------------------------------------------------------------------------------------------------

    async def wait(self, **time: float) -> None:
        """Let time pass, living through all that is due meanwhile in order."""
        until = self.time.now() + timedelta(**time)
        while (upcoming := self.house.clock.next_moment()) and upcoming <= until:
            self.time.move(upcoming)
            await self.house.clock.tick()
            await self.house.engine.workshop.idle()
            await self.house.carrier.drain()
            if upcoming == self.house.clock.next_moment():
                break
        self.time.move(until)
        await self.house.clock.tick()
        await self.settled()

    # -- what they see ------------------------------------------------------------------------------------------------

    def shown_in(self, place: Place) -> list[Seen]:
        chat, thread = self.chat(place)
        here = [one for one in chat.messages.values() if not chat.forum or one.get("message_thread_id", 0) == thread]
        return [seen(chat, one) for one in here if readable(one)]

    def posts(self) -> list[Seen]:
        return [one for one in self.shown_in(self.room) if not one.by]

    def task(self) -> Seen:
        return [one for one in self.posts() if one.text.plain.startswith("✍")][-1]

    def last(self, name: str) -> str:
        """The last line of the bot's in somebody's private chat."""
        return [one for one in self.shown_in(self.place(name, private=True)) if not one.by][-1].text.plain

    def transcript(self, place: Place | None = None) -> str:
        lines = []
        for one in self.shown_in(place or self.room):
            who = self.person(one.by).name if one.by else "Tertulia"
            pin = " 📌" if one.pinned else ""
            lines.append(f"{who}: {one.text.plain} {one.sign}{pin}".rstrip())
            lines += ["   " + " ".join(f"[{button.label}]" for button in row) for row in one.buttons]
        return "\n".join(lines)
