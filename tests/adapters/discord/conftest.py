"""A Discord that runs: a server whose admin added the bot by the invitation link, and the bot listening."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.adapters.discord.rig", "tests.adapters.discord.interactions")

from tests.adapters.discord.rig import DiscordRig  # noqa: E402

AT_EVERY_SAVE = {"test_contract", "test_rendering", "test_messages", "test_commands", "test_description", "test_markup"}
"""What an ordinary run keeps of the wire: the contract and pure parts; scenes and faults are slow tests."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent and item.path.stem not in AT_EVERY_SAVE:
            item.add_marker(pytest.mark.slow)


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[DiscordRig]:
    rig = DiscordRig(tmp_path)
    await rig.start()
    yield rig
    await rig.close()
