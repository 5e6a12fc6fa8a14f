"""A Discord that runs: a server whose admin added the bot by the invitation link, and the bot listening."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.adapters.discord.rig", "tests.adapters.discord.interactions")

from tests.adapters.discord.rig import DiscordRig  # noqa: E402


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[DiscordRig]:
    rig = DiscordRig(tmp_path)
    await rig.start()
    yield rig
    await rig.close()
