"""The main job, played for real: a class in Chromium from its set-up to a closing line in the next post."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from adapters.practice import Section, open_platform
from bot import discover
from bot.build import assemble
from bot.clock import Time
from bot.port import Sample, Surroundings
from tests.adapters.practice.browsing import PHONE, Visitors, chromium, write
from tests.ports import free_port
from tests.stage import KEY

# a browser costs more than a hundred scenes; the same job is played on paper at every save
pytestmark = [pytest.mark.slow, pytest.mark.browser]

SUNDAY = datetime(2026, 5, 3, 16, 0, tzinfo=UTC)
WORDS = """# At the market
el aguacate = avocado | El aguacate está maduro.
el mercado = market | El mercado abre los sábados.
barato = cheap | La fruta es barata.
comprar = to buy | Compro pan.
# In the kitchen
la cuchara = spoon | Necesito una cuchara.
la sal = salt | Falta sal.
cocinar = to cook | Cocino con mi hermana.
caliente = hot | La sopa está caliente."""
PICTURES = os.environ.get("PICTURES", "")
"""A folder for screenshots; `make pictures` takes those of the documentation anew."""


@dataclass
class Address:
    """Where a practice room is, all that a visitor needs to know of it."""

    address: str


@asynccontextmanager
async def practice_room(folder: Path, learners: tuple[str, ...]) -> AsyncIterator[Address]:
    """The whole program behind a practice room, its clock standing at a Sunday afternoon in spring."""
    port, started = free_port(), asyncio.get_running_loop().time()
    time = Time(lambda: SUNDAY.fromtimestamp(SUNDAY.timestamp() + asyncio.get_running_loop().time() - started, UTC))
    sample = Sample("Spanish A2, Tuesday group", "Marta", learners, ())
    practice = open_platform(Section(enabled=True, port=port), Surroundings(folder, time.now, sample))
    built = assemble(
        data=folder,
        key=KEY,
        platforms={"practice": practice},
        time=time,
        durable=False,
        activities=[one() for one in discover.activities()],
    )
    stop = asyncio.Event()
    serving = asyncio.create_task(built.serve(stop))
    try:
        async with asyncio.timeout(30):
            while not await _open(port):
                assert not serving.done(), serving.exception()
        yield Address(f"http://127.0.0.1:{port}/")
    finally:
        stop.set()
        await serving


async def _open(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


async def press(page: Page, label: str) -> None:
    """Press the newest button with this label in the chat."""
    await page.locator("#log").get_by_role("button", name=label, exact=True).last.click()


async def newest(page: Page, text: str, kind: str = "article.bot") -> Locator:
    found = page.locator(kind, has_text=text).last
    await expect(found).to_be_visible()
    return found


async def to_the_group(page: Page) -> None:
    """Back from the private chat, which a press on *Join* or *Set up* has opened."""
    await page.get_by_role("button", name=re.compile("Spanish A2, Tuesday group")).first.click()


async def answer(page: Page, text: str) -> None:
    """Reply to the newest task as a learner does."""
    task = page.locator("article.bot", has_text="Write a sentence").last
    await task.hover()
    await task.locator(".more").click()
    await page.get_by_role("menuitem", name="Reply").click()
    await write(page, text)


async def jump(page: Page, to: str) -> None:
    await page.get_by_role("button", name=to, exact=True).click()


async def picture(page: Page, name: str, above: Locator | None = None) -> None:
    """Keep what a person sees, from `above` on, once nothing is said over the page any more."""
    if not PICTURES:
        return
    if above:
        await above.evaluate("(part) => part.scrollIntoView({block: 'start', behavior: 'instant'})")
    for toast in await page.get_by_role("status").get_by_role("button").all():
        await toast.click()
    await page.screenshot(path=Path(PICTURES) / f"{name}.png")


ANSWERS = (
    ("Which language does the class learn?", "Spanish"),
    ("Which language do the learners speak?", "English"),
    ("Which level?", "A2"),
    ("What time is it now where the class is?", "> London"),
    ("How many learners are in the class?", "> 4"),
    ("Are learners in this class under 18?", "No, all are adults"),
    ("What counts as an answer to a task?", "Replies"),
    ("I have a list of words and questions for this level.", "No, I bring my own"),
    ("Shall I say hello in the group now?", "Post the welcome"),
)
"""What the set-up asks, and what the teacher presses or, after ">", writes."""


async def set_up(marta: Page) -> None:
    """In the private chat, by buttons; then the words of the first weeks and their days."""
    await press(marta, "Set up")
    for question, given in ANSWERS:
        await newest(marta, question)
        if given == "Post the welcome":
            await picture(marta, "set-up")
        if given.startswith(">"):
            await write(marta, given.removeprefix("> "))
        else:
            await press(marta, given)
    await newest(marta, "The welcome is in your group now.")
    await write(marta, f"/words {WORDS}")
    await newest(marta, "8 words ready to add")
    await picture(marta, "words")
    await press(marta, "Import 8 of 8")
    await newest(marta, "8 words added")
    await write(marta, "/schedule vocabulary sun,tue 20:30 4")
    await expect(await newest(marta, "Next:")).to_contain_text("Sun 3 May, 20:30 · Tue 5 May, 20:30")


async def test_from_set_up_to_the_closing_line_in_the_next_post(tmp_path: Path) -> None:
    async with practice_room(tmp_path, ("Ana", "Ben", "Chloe", "Dev")) as room, chromium() as browser:
        visitors = Visitors(browser, room)
        marta = await visitors.tab("marta", viewport={"width": 1180, "height": 1000})
        await set_up(marta)
        learners = {name: await visitors.tab(name.lower(), "room-1") for name in ("Ana", "Ben", "Chloe", "Dev")}
        for name in ("Ana", "Ben", "Chloe"):
            await press(learners[name], "Join")
        for page in (marta, *learners.values()):
            await to_the_group(page)
        await jump(marta, "the next task")
        await expect(await newest(marta, "Write a sentence with 2 of these words.")).to_contain_text("At the market")

        await answer(learners["Ana"], "Hoy compro aguacates muy baratos.")
        await answer(learners["Ben"], "El mercado de mi barrio es grande.")
        await answer(learners["Dev"], "Mi hermana compra pan en el mercado.")
        await press(learners["Dev"], "Yes, count me in")

        task = await newest(marta, "Write a sentence with 2 of these words.")
        await jump(marta, "the reminder")
        await expect(task).to_contain_text("3 have written · 4 of 4 words used")
        for text in ("Hoy compro", "El mercado de mi barrio", "Mi hermana compra"):
            await expect((await newest(marta, text, "article")).get_by_role("img")).to_have_text(re.compile("[✍✅]"))
        await expect(marta.get_by_text("Tue 5 May, 18:00").first).to_be_visible()
        await picture(marta, "room", task)
        await _phone(visitors, room)

        await learners["Chloe"].get_by_role("button", name=re.compile("Tertulia.*Hi Chloe", re.DOTALL)).click()
        await expect(await newest(learners["Chloe"], "Hi Chloe.")).to_contain_text("One sentence is enough.")
        await jump(marta, "the close")
        await jump(marta, "the next task")
        following = await newest(marta, "In the kitchen")
        await expect(following).to_contain_text("“At the market” is closed: 3 people wrote, all 4 words were used")
        await picture(marta, "close")
        await visitors.leave()


async def _phone(visitors: Visitors, room: Address) -> None:
    """The same room on a learner's phone, in the dark: nothing to scroll sideways."""
    given: dict[str, Any] = {**PHONE, "color_scheme": "dark", "device_scale_factor": 2}
    phone = await visitors.tab("ana", "room-1", **given)
    task = await newest(phone, "3 have written")
    assert await phone.evaluate("document.documentElement.scrollWidth") <= 360
    await picture(phone, "phone", task)
