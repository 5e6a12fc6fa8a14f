"""Averages, as a person reads them."""

from __future__ import annotations

import pytest

from activities._overview.average import Average


@pytest.mark.parametrize(
    ("value", "language", "read"), [(2.5, "en", "2.5"), (2.5, "es", "2,5"), (25, "en", "25.0"), (18.33, "es", "18,3")]
)
def test_an_average_has_one_place_behind_its_language_s_mark(value: float, language: str, read: str) -> None:
    assert Average(value).text(language) == read
