"""What all tests share: hypothesis without deadlines, a log that is quick to write, and little looking for garbage."""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import HealthCheck, settings

from bot import apart
from tests import warm

A_LONG_RUN = 500
"""Tests."""
# where a change is judged the examples are always the same; elsewhere each run thinks up others
IN_CI = os.environ.get("CI") == "true"
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25, derandomize=IN_CI
)
settings.register_profile("thorough", settings.get_profile("house"), max_examples=120)  # in `make slow`
settings.load_profile("house")

# as structlog does it by itself, but an error without Rich's picture of it, which takes half a second to draw
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)


def pytest_collection_finish() -> None:
    """What was imported by now stays; looking through it for garbage again and again is a fifth of a scene's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def _warm(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """In a long run, work apart begins with what it needs."""
    if not warm.POSSIBLE or len(request.session.items) < A_LONG_RUN:
        yield
        return
    cold = apart.COMMAND
    with warm.served(tmp_path_factory.mktemp("warm")) as apart.COMMAND:
        yield
    apart.COMMAND = cold


@pytest.fixture
def own_log() -> Iterator[None]:
    """For a test that starts a log of its own: afterwards all is as it was."""
    root, hook, configured = logging.getLogger(), threading.excepthook, structlog.get_config()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], threading.excepthook = handlers, hook
    root.setLevel(level)
    structlog.configure(**configured)
