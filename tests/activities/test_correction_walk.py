"""Walks at random through all one can do with corrections: nothing breaks, and nobody's words outlast them."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from activities.daily import Daily
from activities.dealing import Dealing
from activities.people import People
from activities.privacy import Privacy
from activities.watching import Watching
from bot.chat import Answer, Form
from tests.activities.correcting import BETTER, LIKE_DISCORD, LIKE_TELEGRAM, a_task
from tests.stage import Seen, Stage
from tests.tasks import set_account, set_member

pytestmark = pytest.mark.slow

SENTENCES = ("Ayer voy al mercado con", "Yo tiene dos gatos y", "Mi hermana son muy alta,", "Hola. Ella van con")
WORDS = (BETTER, "*fui", "fui*", "*tengo", "*es", "*va", "*zanahoria", "*risas*", "eh?", "Yo tengo dos gatos.", "*la")
WISHES = ("private", "big", "not_now")
IN_THE_ROOM = ("✍", "is closed", "Corrections are private here.", "I answer in our private chat.", "hall I count this?")
LEFT_ALONE = ("Delete me", "Delete everything", "Close now", "Remove")
STEPS = 60


class Walk:
    """What people do one after another; each one's sentences end with their own name."""

    def __init__(self, stage: Stage, chance: Random) -> None:
        self.stage = stage
        self.chance = chance
        self.people = ["Ana", "Ben", "Chloe"]
        self.gone: list[str] = []
        self.said: list[Seen] = []

    async def step(self) -> None:
        often = (self.writes, self.stars, self.corrects, self.asks, self.talks) * 2
        seldom = (self.changes_it, self.lets_time_pass, self.wishes, self.is_reached_or_not, self.follows_a_link)
        ways = (*often, *(self.presses,) * 8, *seldom)
        await self.chance.choice(ways)(self.chance.choice([*self.people, "Marta"]))

    def some(self) -> Seen | None:
        there = [one for one in self.said if one in self.stage.chat(self.stage.room)]
        return self.chance.choice(there) if there else None

    async def writes(self, name: str) -> None:
        sentence = f"{self.chance.choice(SENTENCES)} {name.lower()}xx."
        self.said.append(await self.stage.says(name, sentence, to=self.stage.task))

    async def stars(self, name: str) -> None:
        under = self.chance.choice([self.some(), self.stage.task, None])
        self.said.append(await self.stage.says(name, self.chance.choice(WORDS), to=under))

    async def corrects(self, name: str) -> None:
        about, words = self.some(), self.chance.choice(("", "", *WORDS))
        if self.stage.paper.limits.forms and about and not words:
            await self.fills(name, await self.stage.uses(name, "correct", on=about))
        else:
            await self.stage.types(name, f"/correct {words}".strip(), reply_to=about.id if about else "",
                                   private=about is None)  # fmt: skip

    async def asks(self, name: str) -> None:
        await self.stage.types(name, "/correct", private=True)

    async def presses(self, name: str) -> None:
        private = self.chance.random() < 0.7
        shown = self.stage.seen(name, private=True) if private else self.stage.whispers.get(name, [])
        with_buttons = [one for one in shown[-6:] if one.labels]
        if not with_buttons:
            return
        under = self.chance.choice(with_buttons)
        label = self.chance.choice(under.labels).strip()
        if under.button(label).code and label not in LEFT_ALONE and (name, label) != ("Marta", "Take back"):
            await self.fills(name, await self.stage.presses(name, label, under=under, private=private))

    async def fills(self, name: str, answer: Answer) -> None:
        if isinstance(answer, Form):
            await self.stage.sends_form(name, **{one.name: self.chance.choice(WORDS) for one in answer.fields})

    async def talks(self, name: str) -> None:
        shown = self.stage.seen(name, private=True)[-3:]
        under = self.chance.choice([None, *shown])
        await self.stage.says(name, self.chance.choice(WORDS), private=True, to=under)

    async def changes_it(self, name: str) -> None:
        about = self.some()
        if about and self.chance.random() < 0.6:
            await self.stage.edits(about.by, about, f"{self.chance.choice(WORDS)} {about.by.lower()}xx")
        elif about:
            await self.stage.deletes(about.by, about)

    async def lets_time_pass(self, name: str) -> None:
        await self.stage.wait(hours=self.chance.choice((1, 5, 14, 30)))

    async def wishes(self, name: str) -> None:
        await set_member(self.stage, name, corrections=self.chance.choice(WISHES),
                         corrects_paused=self.chance.random() < 0.3)  # fmt: skip

    async def is_reached_or_not(self, name: str) -> None:
        await set_account(self.stage, name, reachable=self.chance.random() < 0.6)

    async def follows_a_link(self, name: str) -> None:
        lines = [one for one in self.stage.posts() if "Correct in private" in one.labels]
        if lines:
            await self.stage.opens_private(name, lines[-1].buttons[0][0].url.removeprefix("paper:"))

    async def erases(self, name: str) -> None:
        await self.stage.types(name, "/privacy", private=True)
        await self.stage.presses(name, "Delete me", private=True)
        await self.stage.presses(name, "Delete everything", private=True)
        self.people.remove(name)
        self.gone.append(name)
        await self.stage.wait(minutes=1)

    def told(self, name: str) -> list[str]:
        """All the bot has told somebody in private."""
        return [one.plain for one in self.stage.seen(name, private=True) if one.by == "Tertulia"]


@pytest.mark.parametrize("seed", range(24))
async def test_a_walk(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    limits = chance.choice([LIKE_TELEGRAM, LIKE_DISCORD])
    settings: dict[str, Any] = {
        "minors": chance.random() < 0.3,
        "approve_corrections": chance.random() < 0.3,
        "counts": chance.choice(["replies", "everything"]),
    }
    more = [Dealing(), People(), Daily(), Privacy(), Watching()]
    async with a_task(tmp_path, limits=limits, more=more, **settings) as stage:
        walk = Walk(stage, chance)
        for number in range(STEPS):
            await walk.step()
            if number in (STEPS // 2, STEPS - 1):
                await walk.erases(walk.people[0])
        for name in (*walk.people, "Marta"):
            told = walk.told(name)
            assert [one for one in told if "did not work" in one] == []
            assert [one for one in told for gone in walk.gone if f"{gone.lower()}xx" in one] == [], "Delete me"
        heard = [one.plain for one in stage.posts()]
        assert [one for one in heard if not any(line in one for line in IN_THE_ROOM)] == []
