"""Telegram keeps the contract of all platforms, with the real library over HTTP, polled and by webhook."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.telegram.rig import TelegramRig
from tests.platform_contract import PlatformContract
from tests.ports import free_port


class TestTelegram(PlatformContract):
    @pytest.fixture
    async def rig(self, tmp_path: Path) -> AsyncIterator[TelegramRig]:
        rig = TelegramRig(tmp_path)
        await rig.start()
        yield rig
        await rig.close()


@pytest.mark.slow
class TestTelegramByWebhook(PlatformContract):
    @pytest.fixture
    async def rig(self, tmp_path: Path) -> AsyncIterator[TelegramRig]:
        port = free_port()
        webhook = {"url": f"http://127.0.0.1:{port}/brought/here", "listen": f"127.0.0.1:{port}", "secret": "a-secret"}
        rig = TelegramRig(tmp_path, mode="webhook", webhook=webhook)
        await rig.start()
        yield rig
        await rig.close()
