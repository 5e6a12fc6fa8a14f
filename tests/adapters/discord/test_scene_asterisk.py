"""The asterisk in Discord, in the thread of a task as well, where everything hangs under the bot's post."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.discord.lesson import joins, set_up_by_a_command, words_and_days
from tests.adapters.discord.theatre import Theatre
from tests.adapters.discord.world import Channel

pytestmark = pytest.mark.slow


def kept(scene: Theatre) -> list[tuple[str, int]]:
    """The texts of all contributions, with the self-repairs counted for each."""
    with scene.house.database.read() as records:
        found = [one for round in (1, 2) for one in records.contributions.of_round(round)]
        return [(records.contributions.text(one), one.self_repairs) for one in found]


async def begins(scene: Theatre) -> None:
    await set_up_by_a_command(scene, counts="Everything")
    await words_and_days(scene)
    await scene.wait(hours=8)
    for name in ("Ana", "Ben"):
        await joins(scene, name)


async def in_a_thread_of_its_own(scene: Theatre) -> Channel:
    """The next task has a thread; everything written there answers it."""
    await scene.uses("Marta", "setup")
    await scene.presses("Marta", "Threads")
    await scene.presses("Marta", "Yes, a thread each")
    await scene.wait(days=2, hours=14)
    await scene.uses("Marta", "post", activity="vocabulary")
    thread = scene.message(scene.task().message).thread
    assert thread
    return thread


@pytest.mark.parametrize("threaded", [False, True])
async def test_to_oneself_and_to_a_classmate(tmp_path: Path, threaded: bool) -> None:
    async with Theatre(tmp_path, privileged=True) as scene:
        await begins(scene)
        channel = await in_a_thread_of_its_own(scene) if threaded else scene.at(scene.room)
        before = len(kept(scene))
        said = scene.api.people.say(scene.anas, channel, "Ayer compro una mesa y un queso.")
        await scene.settled()
        scene.api.people.say(scene.cast["Ben"], channel, "*compré una mesa", answers=said.id)
        await scene.settled()
        assert scene.direct("Ben")[-1].text.plain.startswith("Shall I send this to Ana? The class does not see it.")
        scene.api.people.say(scene.anas, channel, "*compré una mesa")
        await scene.settled()
        assert kept(scene)[before:] == [("Ayer compré una mesa y un queso.", 1)]
