"""Rooms over several lives of the program: a server is greeted once, a room that was shut is told once."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat import RoomGone, RoomSeen
from tests.adapters.discord.rig import DiscordRig


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[DiscordRig]:
    rig = DiscordRig(tmp_path)
    await rig.start()
    yield rig
    await rig.close()


async def test_a_room_that_was_shut_while_the_bot_was_down_is_gone_once_and_comes_back(rig: DiscordRig) -> None:
    await rig.heard.one(RoomSeen)
    await rig.stop()
    rig.api.people.hide(rig.channel)
    await rig.restart()
    await rig.heard.one(RoomGone)
    await rig.restart()
    assert len(rig.heard.all(RoomGone)) == 1

    before = len(rig.heard.all(RoomSeen))
    rig.api.people.show(rig.channel)
    await rig.heard.times(RoomSeen, before + 1)
    assert rig.heard.all(RoomSeen)[-1].where == rig.room


async def test_a_server_it_has_long_been_in_is_not_greeted_anew_when_the_memory_is_lost(tmp_path: Path) -> None:
    now = [datetime(2026, 5, 4, 9, 0, tzinfo=UTC)]
    rig = DiscordRig(tmp_path, now=lambda: now[0])
    await rig.start()
    assert (await rig.heard.one(RoomSeen)).added
    await rig.stop()
    (tmp_path / "discord.json").unlink()
    now[0] += timedelta(days=30)
    await rig.restart()

    assert not (await rig.heard.times(RoomSeen, 2))[-1].added
    await rig.close()
