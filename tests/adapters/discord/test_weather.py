"""An hour of bad weather on Discord in a few seconds: whatever breaks, each message is taken once and in its order."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random

import pytest

from bot.chat import Button, Pressed, Said, Say
from bot.port import TryLater, Uncertain
from bot.text import plain
from tests.adapters.discord.rig import DiscordRig

pytestmark = pytest.mark.slow

SEND = "POST /channels/{channel}/messages"
TROUBLES: list[int | str] = ["lose", "lose answer", 503, 429]


async def there(rig: DiscordRig) -> None:
    async with asyncio.timeout(20):
        await rig.api.gateway.ready.wait()


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 11])
async def test_bad_weather(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    rig = DiscordRig(tmp_path, privileged=bool(seed % 2))
    await rig.start()
    task = await rig.platform.deliver(Say(rig.room, plain("task"), ((Button("Join", "1:1"),),)), "task")
    written: list[str] = []
    posted: list[str] = []
    for number in range(60):
        match chance.choice(["say"] * 6 + ["post"] * 3 + ["press", "cut", "reconnect", "restart", "away"]):
            case "say":
                text = f"frase número {number}"
                await rig.say(chance.choice([rig.ana, rig.ben]), text, reply_to=task)
                written.append(text)
            case "post":
                rig.api.fail(SEND, chance.choice(TROUBLES), times=chance.choice([0, 1, 2]))
                await post(rig, f"post {number}")
                posted.append(f"post {number}")
            case "press":
                await there(rig)
                await rig.press(rig.ana, task, "1:1")
            case "cut":
                rig.api.gateway.cut()
            case "reconnect":
                await rig.api.gateway.ask_to_reconnect()
            case "restart":
                await rig.restart()
            case "away":
                async with rig.api.gateway.away():
                    await rig.say(rig.ana, f"en la tormenta {number}", reply_to=task)
                    written.append(f"en la tormenta {number}")
    await there(rig)
    await rig.say(rig.ana, "el final", reply_to=task)
    async with asyncio.timeout(20):
        while not any(said.text == "el final" for said in rig.heard.all(Said)):
            await asyncio.sleep(0.01)

    taken = list(dict.fromkeys((said.key, said.text) for said in rig.heard.all(Said)))
    assert [text for _, text in taken] == [*written, "el final"]
    assert [s.text.plain for s in await rig.seen(rig.ben) if not s.by and s.text.plain != "task"] == posted
    assert all(pressed.code == "1:1" for pressed in rig.heard.all(Pressed))
    await rig.close()


async def post(rig: DiscordRig, text: str) -> None:
    """Send until it is there, with one key, as the carrier does."""
    for _ in range(10):
        try:
            await rig.platform.deliver(Say(rig.room, plain(text)), text)
        except (TryLater, Uncertain):
            continue
        return
    raise AssertionError(f"{text} never arrived")
