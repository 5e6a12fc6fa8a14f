"""The whole program on a local Discord: people press, choose and type, and see what a phone would show."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, ClassVar

from bot import discover
from bot.build import Tertulia, assemble
from bot.chat import Answer, Event, Form, Place
from bot.clock import Time
from bot.phrase import T, Value
from bot.text import EMPTY, Text
from bot.translations import load_languages
from tests.adapters.discord.interactions import Interaction
from tests.adapters.discord.rig import DiscordRig, answered
from tests.adapters.discord.server import quiet
from tests.adapters.discord.world import Channel, Person
from tests.fresh import fresh_database
from tests.platform_rig import Seen
from tests.stage import TONGUES

MONDAY = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
"""A Monday morning in spring; 10:00 in London."""
UNHURRIED = {"sends_per_second": 1e6, "room_sends_per_second": 1e6, "room_sends_per_minute": 10**6}
"""A scene has no minutes to wait; the pace has tests of its own."""
LOCALES = {"en": "en-GB", "es": "es-ES"}
ON_THE_WAY = ("discord.py: ", "discord-ui-")


class Theatre(DiscordRig):
    """`kind` is the class's place: a "channel", or a "thread" somebody opened. `language` is everybody's."""

    pace: ClassVar[dict[str, float]] = UNHURRIED
    durable = False

    def __init__(
        self, folder: Path, *, kind: str = "channel", language: str = "en", privileged: bool = False, **section: Any
    ) -> None:
        self.time = Time(self.moment)
        super().__init__(folder, privileged=privileged, now=self.time.now, **section)
        self.language = language
        self.words = load_languages()
        self.cast = {"Marta": self.marta, "Ana": self.anas, "Ben": self.bens, "Chloe": self.world.person("Chloe")}
        self.api.people.arrive(self.cast["Chloe"], self.guild)
        for person in self.cast.values():
            person.locale = LOCALES[language]
        self.guild.locale = LOCALES[language]
        self.kind = kind
        self.receiving = 0
        fresh_database(folder)
        self.house: Tertulia = self.assembled()

    def moment(self) -> datetime:
        """What the machine's clock shows; in a scene it stands still unless it is moved."""
        return MONDAY

    def assembled(self) -> Tertulia:
        platform: Any = self.platform
        platform.limits = replace(platform.limits, **self.pace)
        house = assemble(
            data=self.folder,
            key=bytes(range(32)),
            platforms={"discord": platform},
            activities=[one() for one in discover.activities()],
            time=self.time,
            random=Random(7),
            tongues=TONGUES,
            durable=self.durable,
        )
        self.offering: Any = house.engine
        self.heard: Any = self._received
        return house

    async def _received(self, event: Event) -> Answer:
        self.receiving += 1
        try:
            return await self.house.engine.receive(event)
        finally:
            self.receiving -= 1

    async def __aenter__(self) -> Theatre:
        await self.house.start()
        await self.start()
        await self.settled()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.stop()
        self.house.database.stop()
        await self.close()

    async def restart(self) -> None:
        """The program ends and begins anew on the same disk."""
        await self.stop()
        self.house.database.stop()
        self.platform = self.opened()
        self.house = self.assembled()
        await self.house.start()
        await self.run()

    # -- what people do -----------------------------------------------------------------------------------------------

    def t(self, words: str, **values: Value) -> str:
        """A sentence of ours as this scene's people read it."""
        return self.words.render(T(words, **values), self.language).plain

    def text(self, words: str, **values: Value) -> Text:
        return self.words.render(T(words, **values), self.language)

    def person_of(self, name: str) -> Person:
        return self.cast[name]

    def place(self, name: str, *, private: bool) -> Place:
        return Place("discord", str(self.cast[name].id), private=True) if private else self.room

    async def settled(self) -> None:
        """All that happened is taken, and all that follows has arrived."""
        for _ in range(2):
            await self.api.gateway.heard()
            await quiet(lambda: self.receiving, lambda: self.api.open, on_the_way)
            await self.house.engine.workshop.idle()
            await self.house.carrier.drain()

    async def writes(
        self, name: str, text: str, *, to: Seen | None = None, private: bool = False, ping: bool = True
    ) -> Seen:
        """Write a message; it as it then stands, with its sign."""
        channel = self.at(self.place(name, private=private))
        if to is not None:
            channel = self.message(to.message, self.room).channel if not private else channel
        answers = int(to.message.rpartition("-")[2]) if to else 0
        made = self.api.people.say(self.cast[name], channel, text, answers=answers, ping=ping)
        await self.settled()
        return self.as_seen(made) if made.id in channel.messages else Seen(str(made.id), "", EMPTY)

    async def uses(self, name: str, command: str, *, private: bool = False, **options: Any) -> list[Answer]:
        """Use a slash command; gives what it was answered with."""
        made = self.api.interactions.use(self.cast[name], self.at(self.place(name, private=private)), command, options)
        return await self._done(made)

    async def presses(
        self, who: str, label: str, *, private: bool = False, under: Seen | None = None, **values: Value
    ) -> list[Answer]:
        """Press the newest button of this label; gives what was shown for it."""
        label, channel = self.t(label, **values), self.at(self.place(who, private=private))
        for one in [under] if under else reversed(self.looks(self.cast[who], channel)):
            for button in (button for row in one.buttons for button in row if button.label == label):
                message = self.message(one.message, self.place(who, private=private))
                return await self._done(self.api.interactions.press(self.cast[who], message, button.code))
        raise AssertionError(f"no button {label!r} in:\n{self.transcript(channel, who)}")

    async def fills(self, name: str, **lines: str) -> list[Answer]:
        """Send the form that was shown last, its lines by their labels' first words, the first line as `text`."""
        asked = self.newest_form(self.cast[name])
        (form,) = self.answers_of(asked)
        assert isinstance(form, Form)
        labels = {field.label: field.label.casefold() for field in form.fields}
        values = {form.fields[0].label: lines.pop("text")} if "text" in lines else {}
        for start, text in lines.items():
            (label,) = [one for one, small in labels.items() if small.startswith(start.casefold())]
            values[label] = text
        return await self._done(self.api.interactions.send_form(asked, values))

    async def holds(self, name: str, message: Seen, command: str) -> list[Answer]:
        """Hold a message, then Apps, then a command."""
        made = self.api.interactions.use_on(self.cast[name], self.message(message.message), command)
        return await self._done(made)

    async def _done(self, made: Interaction) -> list[Answer]:
        await answered(made)
        await self.settled()
        return self.answers_of(made)

    # -- time ---------------------------------------------------------------------------------------------------------

    async def wait(self, **time: float) -> None:
        """Let time pass, living through all that is due meanwhile in order."""
        until = self.time.now() + timedelta(**time)
        while (upcoming := self.house.clock.next_moment()) and upcoming <= until:
            self.time.move(upcoming)
            await self.house.clock.tick()
            await self.house.carrier.drain()
            if upcoming == self.house.clock.next_moment():
                break
        self.time.move(until)
        await self.house.clock.tick()
        await self.settled()

    async def pass_by(self, **time: float) -> None:
        """Let time pass while Discord is away: the bot does what it can, and nothing settles."""
        until = self.time.now() + timedelta(**time)
        while self.time.now() < until:
            self.time.move(self.time.now() + timedelta(seconds=10))
            await self.house.clock.tick()
            await self.house.carrier.drain()

    async def back(self) -> None:
        """Wait until the bot listens again."""
        async with asyncio.timeout(20):
            await self.api.gateway.ready.wait()
        await self.settled()

    # -- what they see ------------------------------------------------------------------------------------------------

    def posts(self) -> list[Seen]:
        """What the bot wrote in the room for all to see."""
        return [one for one in self.looks(self.marta, self.at(self.room)) if not one.by and not one.only_me]

    def task(self) -> Seen:
        return [one for one in self.posts() if one.text.plain.startswith("✍")][-1]

    def direct(self, name: str) -> list[Seen]:
        """What the bot wrote to somebody in the private chat."""
        return [one for one in self.looks(self.cast[name], self.world.direct(self.cast[name])) if not one.by]

    def offers(self, who: str, label: str) -> bool:
        """Whether the bot's last line for somebody alone has such a button."""
        mine = [one for one in self.looks(self.cast[who], self.at(self.room)) if one.only_me]
        return self.t(label) in [button.label for row in mine[-1].buttons for button in row]

    def last(self, name: str, *, private: bool = True) -> str:
        """The last line of the bot's for somebody alone: in the private chat, or private in the room."""
        mine = self.looks(self.cast[name], self.at(self.place(name, private=private)))
        return [one for one in mine if not one.by and (private or one.only_me)][-1].text.plain

    def transcript(self, channel: Channel | None = None, who: str = "Marta") -> str:
        """A channel as one person sees it."""
        lines = []
        for one in self.looks(self.cast[who], channel or self.at(self.room)):
            by = self.person(one.by).name if one.by else "Tertulia"
            marks = f" {one.sign}{' 📌' if one.pinned else ''}{' (only you)' if one.only_me else ''}"
            lines.append(f"{by}: {one.text.plain}{marks}".rstrip())
            lines += ["   " + " ".join(f"[{button.label}]" for button in row) for row in one.buttons]
        return "\n".join(lines)


def on_the_way() -> int:
    """What the library has handed over and is not done with."""
    return sum(task.get_name().startswith(ON_THE_WAY) for task in asyncio.all_tasks())
