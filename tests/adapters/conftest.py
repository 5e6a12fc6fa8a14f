"""Lets the contract suite's asserts tell what they saw, and leaves scenes and faults at a wire to `make slow`."""

from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.platform_contract")

AT_THE_WIRE = {Path(__file__).parent / platform for platform in ("discord", "telegram")}
AT_EVERY_SAVE = {"test_contract", "test_rendering", "test_messages", "test_commands", "test_description", "test_markup"}
"""What an ordinary run keeps of the wire: the contract and pure parts; scenes and faults are slow tests."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent in AT_THE_WIRE and item.path.stem not in AT_EVERY_SAVE:
            item.add_marker(pytest.mark.slow)
