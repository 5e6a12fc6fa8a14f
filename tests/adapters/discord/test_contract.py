"""Discord keeps the contract of all platforms, with the real library at its REST and gateway."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.discord.rig import DiscordRig
from tests.platform_contract import PlatformContract
from tests.platform_rig import Rig


class TestDiscord(PlatformContract):
    @pytest.fixture
    async def rig(self, tmp_path: Path) -> AsyncIterator[DiscordRig]:
        rig = DiscordRig(tmp_path)
        await rig.start()
        yield rig
        await rig.close()

    async def test_what_is_only_for_one_person_is_seen_by_that_person_alone(self, rig: Rig) -> None:
        """Discord has such messages only as an answer to a press or a command."""
        await rig.command(rig.ana, "today")
        await super().test_what_is_only_for_one_person_is_seen_by_that_person_alone(rig)

    async def test_a_closed_private_chat_is_told(self, rig: Rig) -> None:
        pytest.skip("Discord tells of a closed private chat only when something is sent there")


@pytest.mark.slow
class TestDiscordWithoutPrivilegedIntents(TestDiscord):
    """The same, where the bot reads only replies to it, mentions and direct messages, and hears nobody come or go."""

    @pytest.fixture
    async def rig(self, tmp_path: Path) -> AsyncIterator[DiscordRig]:
        rig = DiscordRig(tmp_path, privileged=False)
        await rig.start()
        yield rig
        await rig.close()

    async def test_who_comes_is_told(self, rig: Rig) -> None:
        pytest.skip("without the members intent Discord does not tell")

    async def test_who_goes_is_told(self, rig: Rig) -> None:
        pytest.skip("without the members intent Discord does not tell")
