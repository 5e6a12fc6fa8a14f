"""What an adapter of ours has to say stands in the log, however quiet its library is kept."""

import importlib
import io
import json
import logging

import pytest

from bot.log import start_logging


@pytest.fixture
def stream(own_log: None) -> io.StringIO:
    """Where the log goes during a test."""
    return io.StringIO()


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
