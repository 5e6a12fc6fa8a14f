"""The stage itself watches that no child is named in a room."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chat import Arrived
from bot.phrase import T
from bot.turn import Turn
from tests.cast import a_class
from tests.stage import Stage, assert_nobody_named
from tests.toy import Toy


class Gossip(Toy):
    """Names somebody in front of all."""

    def arrived(self, turn: Turn, arrived: Arrived) -> None:
        assert turn.scene.room is not None
        turn.post(turn.scene.room, T("Hi {name}.", name=arrived.by.name), kind="gossip")


@pytest.mark.parametrize("minors", [True, False])
async def test_a_scene_that_names_a_child_in_the_room_fails(tmp_path: Path, minors: bool) -> None:
    stage = Stage(tmp_path, activities=[Gossip()])

    async def scene() -> None:
        async with stage:
            await a_class(stage, learners=("Ana",), minors=minors)
            await stage.arrives("Ana")

    if minors:
        with pytest.raises(AssertionError, match="Ana is under 18"):
            await scene()
    else:
        await scene()


def test_a_name_inside_a_word_is_no_name() -> None:
    assert_nobody_named(["Ana"], ["Hasta mañana, hermana."])
