"""One class in a Telegram group and a Discord channel: both libraries at their wires, one round, one roster."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest

from bot import discover
from bot.build import Tertulia, assemble
from bot.chat import Popup
from bot.port import Platform
from bot.text import Style
from tests.adapters.discord import theatre as on_discord
from tests.adapters.discord.lesson import joins as joins_on_discord
from tests.adapters.telegram import theatre as on_telegram
from tests.adapters.telegram.test_scene import ADMIN, LESSONS, added, set_up_by_typed_words, the_rest, words_and_days
from tests.adapters.telegram.test_scene_correction import BETTER, joins
from tests.fresh import fresh_database
from tests.platform_rig import Seen
from tests.stage import TONGUES

pytestmark = pytest.mark.slow
LESSON = LESSONS["en"]


class Discord(on_discord.Theatre):
    """The Discord side; the program is the other side's."""

    def assembled(self) -> Tertulia:
        self.heard: Any = self._received
        return cast(Tertulia, None)

    def belongs_to(self, house: Tertulia) -> None:
        self.house = house
        self.offering = house.engine


class Telegram(on_telegram.Theatre):
    """The Telegram side, whose program has the other platform as well."""

    def __init__(self, folder: Path, other: Platform) -> None:
        self.other = other
        super().__init__(folder)

    def assembled(self) -> Tertulia:
        platforms: dict[str, Any] = {"telegram": self.platform, "discord": self.other}
        for one in platforms.values():
            one.limits = replace(one.limits, **on_telegram.UNHURRIED)
        fresh_database(self.folder)
        house = assemble(
            data=self.folder,
            key=bytes(range(32)),
            platforms=platforms,
            activities=[one() for one in discover.activities()],
            time=self.time,
            random=Random(7),
            tongues=TONGUES,
            durable=False,
        )
        self.offering: Any = house.engine
        self.heard: Any = house.engine.receive
        return house


class Town:
    """Both sides; people have the same names on both."""

    def __init__(self, folder: Path) -> None:
        self.discord = Discord(folder / "discord")
        self.telegram = Telegram(folder / "telegram", self.discord.platform)
        self.discord.belongs_to(self.telegram.house)
        self.discord.time._machine = self.telegram.time.now

    async def __aenter__(self) -> Town:
        await self.telegram.house.start()
        await asyncio.gather(self.telegram.start(), self.discord.start())
        await self.discord.settled()
        return self

    async def __aexit__(self, *error: object) -> None:
        await asyncio.gather(self.telegram.stop(), self.discord.stop())
        self.telegram.house.database.stop()
        await asyncio.gather(self.telegram.close(), self.discord.close())

    async def wait(self, **time: float) -> None:
        await self.telegram.wait(**time)
        await self.discord.settled()

    async def links(self, name: str) -> None:
        """The person says on Discord who they are on Telegram."""
        await self.telegram.types(name, "/settings", private=True)
        await self.telegram.presses(name, "Another account", private=True)
        code = self.telegram.last(name).split(": ")[1].split("\n")[0]
        await self.discord.writes(name, code, private=True)
        await self.discord.presses(name, "Yes, that is me", private=True)
        assert "This account is yours now, too" in self.discord.last(name)

    async def adds_the_channel(self) -> None:
        await self.telegram.types("Marta", "/addroom", private=True)
        code = self.telegram.last("Marta").split("/addroom ")[1].split("\n")[0]
        (shown,) = await self.discord.uses("Marta", "addroom", code=code)
        assert isinstance(shown, Popup)
        assert "belongs to Tuesday A2 now" in shown.text.plain
        await self.telegram.settled()

    def texts(self) -> list[str]:
        """The last line of the task on either side."""
        return [side.task().text.plain.splitlines()[-1] for side in (self.telegram, self.discord)]


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A class set up in Telegram, with the Discord channel added."""
    async with Town(tmp_path) as town:
        await added(town.telegram, ADMIN)
        await set_up_by_typed_words(town.telegram)
        await the_rest(town.telegram, ADMIN)
        await words_and_days(town.telegram)
        await town.links("Marta")
        await town.adds_the_channel()
        yield town


def newest(side: Telegram, name: str) -> Seen:
    """The newest message of the bot's in somebody's private chat."""
    return [one for one in side.shown_in(side.place(name, private=True)) if not one.by][-1]


async def test_one_class_on_two_platforms(town: Town) -> None:
    telegram, discord = town.telegram, town.discord
    assert [one.buttons[0][0].label for one in discord.posts()] == ["Join"]
    await town.wait(hours=8)
    there, here = telegram.task().text.plain.splitlines(), discord.task().text.plain.splitlines()
    assert there[2:6] == here[2:6]
    assert there[1].endswith("until Wed 6 May, 20:00")
    assert here[1].endswith("until Wednesday, 6 May 2026 20:00"), "Discord shows a moment on the reader's own clock"

    await telegram.presses("Ana", "Join")
    await discord.presses("Chloe", "Join")
    await telegram.types("Ana", LESSON.ana, reply_to=telegram.task())
    theirs = await discord.writes("Chloe", LESSON.ben, to=discord.task())
    await town.wait(minutes=2)
    assert theirs.message
    assert town.texts()[0] == town.texts()[1]
    assert "2 have written" in town.texts()[0]

    await telegram.types("Marta", "/people", private=True)
    assert all(name in telegram.transcript(telegram.place("Marta", private=True)) for name in ("Ana", "Chloe"))

    await town.wait(days=3)
    for side in (telegram, discord):
        assert sum("is closed: 2 people wrote" in one.text.plain for one in side.posts()) == 1


async def test_a_person_on_both_platforms_counts_once(town: Town) -> None:
    telegram, discord = town.telegram, town.discord
    await town.wait(hours=8)
    led = await telegram.presses("Ana", "Join")
    await telegram.follows("Ana", led)
    await telegram.presses("Ana", "{name} is fine", private=True, name="Ana")
    for label in ("Yes, privately", "Yes"):
        await telegram.presses("Ana", label, private=True)
    await town.links("Ana")

    await telegram.types("Ana", LESSON.ana, reply_to=telegram.task())
    await discord.writes("Ana", LESSON.tried, to=discord.task())
    await town.wait(minutes=2)

    assert all("1 has written" in one for one in town.texts())


async def test_while_one_platform_is_away_the_other_goes_on(town: Town) -> None:
    telegram, discord = town.telegram, town.discord
    async with discord.api.away():
        for _ in range(60):
            telegram.time.move(telegram.time.now() + timedelta(minutes=8, seconds=10))
            await telegram.house.clock.tick()
            await telegram.house.carrier.drain()
        await telegram.settled()
        await telegram.presses("Ana", "Join")
        answer = await telegram.types("Ana", LESSON.ana, reply_to=telegram.task())
        assert answer.sign == "✍"
    await discord.back()
    await town.wait(minutes=10)

    assert all("1 has written" in one for one in town.texts())


async def test_a_correction_from_one_platform_to_the_other(town: Town) -> None:
    """Chloe writes on Discord; Ben, on Telegram, corrects her with an asterisk; no room sees anything of it."""
    telegram, discord = town.telegram, town.discord
    await town.wait(hours=8)
    await joins(telegram, "Ben")
    await joins_on_discord(discord, "Chloe")
    await discord.writes("Chloe", LESSON.ana, to=discord.task())
    await town.wait(minutes=2)
    before = [one.text for side in (telegram, discord) for one in side.posts()]

    await telegram.types("Ben", "/correct", private=True)
    assert "Chloe wrote:" in telegram.last("Ben")
    await telegram.types("Ben", "*compré", private=True, reply_to=newest(telegram, "Ben"))
    await discord.settled()
    card = discord.direct("Chloe")[-1]
    assert card.text.plain.startswith("Ben suggests one small change. Only you see this.")
    assert [(one.text, one.style) for one in card.text if one.style is not Style.PLAIN] == [
        ("Compro", Style.STRUCK),
        ("Compré", Style.BOLD),
    ]

    await discord.presses("Chloe", "Why?", private=True)
    await discord.writes("Chloe", "¿Por qué no *compro*?", private=True)
    await telegram.settled()
    assert "Chloe asks about your correction:\n¿Por qué no *compro*?" in telegram.last("Ben")
    await telegram.presses("Ben", "Answer", private=True)
    await telegram.types("Ben", "Porque fue ayer.", private=True)
    await discord.settled()
    assert "Ben answers your question “¿Por qué no *compro*?”:\nPorque fue ayer." in discord.last("Chloe")

    await discord.presses("Chloe", "Got it", private=True)
    await telegram.settled()
    assert telegram.last("Ben").startswith("Chloe says thank you for this:")
    await discord.writes("Chloe", BETTER["en"], to=discord.task())
    card = next(one for one in discord.direct("Chloe") if one.message == card.message)
    assert card.text.plain.endswith("✓ You wrote the better sentence yourself. Well done!")

    await telegram.types("Ben", "/progress", private=True)
    assert "Corrections: given 1, received –, written once more –." in telegram.last("Ben")
    await discord.uses("Chloe", "progress", private=True)
    assert "Corrections: given –, received 1, written once more 1." in discord.last("Chloe")
    await telegram.types("Marta", "/overview", private=True)
    assert "Corrections among classmates: 1 given, 1 taken up." in telegram.last("Marta")
    assert [one.text for side in (telegram, discord) for one in side.posts()] == before
