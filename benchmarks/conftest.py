"""The log of a benchmark is as quiet as a host's, so that what is measured is the program and not the terminal."""

import logging

import pytest
import structlog


@pytest.fixture(autouse=True)
def _quiet() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
