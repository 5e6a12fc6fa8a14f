"""Answers in the odd cases: a form that hangs on no message and takes long, and what does not fit into a message."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat import NOTHING, Answer, Button, CommandUsed, Event, Field, Form, FormSent, Popup, Pressed, Private, Say
from bot.text import plain
from tests.adapters.discord.interactions import Interaction
from tests.adapters.discord.rig import DiscordRig, answered

FORM = Form("Your sentence", "4:1", (Field("words", "Your sentence"),))


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[DiscordRig]:
    rig = DiscordRig(tmp_path)
    await rig.start()
    yield rig
    await rig.close()


async def said(made: Interaction) -> list[str]:
    async with asyncio.timeout(30):
        while not made.said:
            await asyncio.sleep(0.01)
    return [one.content for one in made.said]


@pytest.mark.slow
async def test_a_form_from_the_menu_of_a_message_may_take_long(rig: DiscordRig) -> None:
    async def slowly(event: Event) -> None:
        if isinstance(event, FormSent):
            async with asyncio.timeout(30):
                while not rig.api.interactions.all[-1].answer:
                    await asyncio.sleep(0.01)

    def answer(event: Event) -> Answer:
        return FORM if isinstance(event, CommandUsed) else Private(plain("done"))

    rig.heard.before, rig.heard.answer = slowly, answer
    message = rig.message(await rig.say(rig.ana, "Compro pan y agua"))
    asked = rig.api.interactions.use_on(rig.anas, message, "Count this")
    await answered(asked)
    sent = rig.api.interactions.send_form(asked, {"Your sentence": "Compro pan."})

    assert await said(sent) == ["done"]
    assert sent.took < 3
    assert rig.api.problems == []


@pytest.mark.parametrize(
    "answer",
    [
        Popup(plain("")),
        Popup(plain("x" * 2001)),
        Private(plain("many"), tuple((Button(str(number), f"1:{number}"),) for number in range(26))),
    ],
)
async def test_what_does_not_fit_leaves_no_press_unanswered(rig: DiscordRig, answer: Answer) -> None:
    rig.heard.answer = lambda event: answer if isinstance(event, Pressed) else NOTHING
    post = await rig.platform.deliver(Say(rig.room, plain("task"), ((Button("A", "2:1"),),)), "k")
    made = rig.api.interactions.press(rig.anas, rig.message(post), "2:1")
    await answered(made)

    assert await said(made) == ["Sorry, that did not work. Please try again in a minute."]
