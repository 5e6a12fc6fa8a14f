"""A practice room that runs, with the sample class in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.practice.rig import PracticeRig


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[PracticeRig]:
    rig = PracticeRig(tmp_path)
    await rig.start()
    yield rig
    await rig.close()
