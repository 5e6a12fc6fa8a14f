"""The practice room keeps the contract of all platforms, at its HTTP and WebSocket wire."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.practice.rig import PracticeRig
from tests.platform_contract import PlatformContract


class TestPracticeRoom(PlatformContract):
    @pytest.fixture
    async def rig(self, tmp_path: Path) -> AsyncIterator[PracticeRig]:
        rig = PracticeRig(tmp_path)
        await rig.start()
        yield rig
        await rig.close()
