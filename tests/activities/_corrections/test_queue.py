"""How long a sentence has waited, in words, whatever the clock does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from activities._corrections.queue import waited
from bot.translations import load_languages

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "english", "spanish"),
    [
        (-30, "less than an hour", "menos de una hora"),
        (0.9, "less than an hour", "menos de una hora"),
        (1, "1 hour", "1 hora"),
        (47.9, "47 hours", "47 horas"),
        (48, "2 days", "2 días"),
    ],
)
def test_how_long_it_waited(hours: float, english: str, spanish: str) -> None:
    """A clock that was set back makes nothing of it negative."""
    phrase, languages = waited(NOW, NOW - timedelta(hours=hours)), load_languages()
    assert [languages.render(phrase, one).plain for one in ("en", "es")] == [english, spanish]
