"""A Telegram that runs: a supergroup whose admin added the bot by the invitation link, and the bot polling."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.telegram.rig import TelegramRig


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[TelegramRig]:
    rig = TelegramRig(tmp_path)
    await rig.start()
    yield rig
    await rig.close()
