"""Lets the contract suite's asserts tell what they saw."""

import pytest

pytest.register_assert_rewrite("tests.platform_contract")
