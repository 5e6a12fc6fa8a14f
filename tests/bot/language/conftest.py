"""One folder of packed dictionaries for all tests of the room, kept between runs like pytest's own cache."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.language.dictionary import build


@pytest.fixture(scope="session")
def packed(pytestconfig: pytest.Config) -> Callable[[str], Path]:
    """Packs a language's dictionary if it is not there yet, and says where."""
    assert pytestconfig.cache is not None
    folder = Path(pytestconfig.cache.mkdir("dictionaries"))

    def pack(language: str) -> Path:
        assert build(language, folder)
        return folder

    return pack
