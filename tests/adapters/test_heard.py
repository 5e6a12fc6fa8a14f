"""What an adapter of ours has to say stands in the log, however quiet its library is kept."""

import importlib
import io
import json
import logging
import threading
from collections.abc import Iterator

import pytest
import structlog

from bot.log import start_logging


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Where the log goes during a test; afterwards it is as it was."""
    root, hook = logging.getLogger(), threading.excepthook
    handlers, level = root.handlers[:], root.level
    yield io.StringIO()
    root.handlers[:], threading.excepthook = handlers, hook
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize("platform", ["telegram", "discord"])
def test_that_it_is_open_or_cannot_be_reached_is_heard(platform: str, stream: io.StringIO) -> None:
    start_logging(stream=stream)
    ours = importlib.import_module(f"adapters.{platform}.platform")
    importlib.import_module(f"adapters.{platform}.connection")._keep_quiet()
    ours._log.info("open")
    ours._log.warning("cannot be reached; trying on")
    logging.getLogger(f"{platform}.library").info("step by step")
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [line["event"] for line in lines] == ["open", "cannot be reached; trying on"]
