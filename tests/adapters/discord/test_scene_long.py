"""What is longer than one message of Discord's: all of it goes, when its writer says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.discord.lesson import joins, set_up_by_buttons, words_and_days
from tests.adapters.discord.theatre import Theatre

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("how", "left"),
    [
        ("herself", "The person who wrote this has deleted it."),
        ("the message", "This sentence is not there any more. There is nothing more to do here."),
    ],
)
async def test_whatever_its_writer_deletes_all_messages_of_a_long_text_go(tmp_path: Path, how: str, left: str) -> None:
    async with Theatre(tmp_path, kind="channel", language="en", privileged=True) as scene:
        await set_up_by_buttons(scene, counts="Replies")
        await words_and_days(scene)
        await scene.wait(hours=8)
        for name in ("Ana", "Ben"):
            await joins(scene, name)
        text = ("Ayer voy al mercado con mi amigo. " * 60)[:1995]
        said = await scene.writes("Ana", text, to=scene.task())
        before = len(scene.direct("Ben"))
        await scene.uses("Ben", "correct", private=True)
        assert len([one for one in scene.direct("Ben")[before:] if "Ayer" in one.text.plain]) == 2
        if how == "herself":
            await scene.uses("Ana", "privacy", private=True)
            for label in ("Delete me", "Delete everything"):
                await scene.presses("Ana", label, private=True)
        else:
            scene.world.delete_many([scene.message(said.message)])
            await scene.settled()
        assert [one.text.plain for one in scene.direct("Ben")[before:]] == [left]
