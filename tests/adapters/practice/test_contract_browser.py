"""The practice room keeps the contract of all platforms, seen with people's eyes in Chromium."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.adapters.practice.browsing import chromium
from tests.adapters.practice.eyes import Eyes
from tests.platform_contract import PlatformContract

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


class TestPracticeRoomInChromium(PlatformContract):
    @pytest_asyncio.fixture(loop_scope="module")
    async def rig(self, tmp_path: Path, browser: Browser) -> AsyncIterator[Eyes]:
        rig = Eyes(tmp_path, browser)
        await rig.start()
        yield rig
        await rig.close()
