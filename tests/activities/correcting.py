"""Scenes of correction: a class with a task, a sentence to correct, and what the records hold of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from activities.approving import Approving
from activities.correction import Correction as Correcting
from activities.joining import Joining
from activities.settings import Settings
from activities.vocabulary import Vocabulary
from bot.activity import Activity
from bot.port import Limits
from bot.text import Text
from storage.corrections import Correction
from storage.people import CorrectionWish
from tests.cast import a_class
from tests.stage import Paper, Seen, Stage
from tests.tasks import post_now, set_member, with_words

SENTENCE = "Ayer voy al mercado con mi amigo."
BETTER = "Ayer fui al mercado con mi amigo."
LIKE_TELEGRAM = Limits(
    send_key=True, room_sends_per_second=1e6, room_sends_per_minute=10**6, sends_per_second=1e6, ephemeral=False
)
LIKE_DISCORD = Limits(
    send_key=True, room_sends_per_second=1e6, room_sends_per_minute=10**6, sends_per_second=1e6, ephemeral=True,
    forms=True,
)  # fmt: skip


@asynccontextmanager
async def a_task(
    folder: Path,
    limits: Limits = LIKE_TELEGRAM,
    wants: CorrectionWish = CorrectionWish.PRIVATE,
    more: Iterable[Activity] = (),
    **settings: Any,
) -> AsyncIterator[Stage]:
    """A class with an open task; its learners want corrections as `wants` says; `more` plays along."""
    activities = [Approving(), Correcting(), Joining(), Settings(), Vocabulary(), *more]
    async with Stage(folder, activities=activities, paper=Paper(limits=limits)) as stage:
        class_ = await a_class(stage, **settings)
        for name in ("Ana", "Ben", "Chloe"):
            await set_member(stage, name, corrections=wants.value)
        await with_words(stage, class_)
        await post_now(stage, "vocabulary")
        yield stage


async def wrote(stage: Stage, name: str = "Ana", text: str = SENTENCE) -> Seen:
    return await stage.says(name, text, to=stage.task)


def corrections(stage: Stage) -> list[Correction]:
    """All there are, oldest first."""
    with stage.house.database.read() as records:
        return [one for m in records.people.roster(1, gone=True) for one in records.corrections.received_by(m.id or 0)]


def marks(text: Text) -> str:
    """A text as people see it: ~~struck~~ and **bold**."""
    signs = {"struck": "~~", "bold": "**"}
    return "".join(f"{signs.get(one.style, '')}{one.text}{signs.get(one.style, '')}" for one in text)


def card(stage: Stage, name: str) -> Seen:
    """The newest card in somebody's private chat."""
    return [one for one in stage.seen(name, private=True) if "Only you see this." in one.plain][-1]
