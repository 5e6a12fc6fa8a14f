"""What people typed stays in its place of a sentence."""

from __future__ import annotations

import gettext
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.calendar.wall_time import When
from bot.phrase import Languages, T
from bot.text import Style

LANGUAGES = Languages({"es": gettext.NullTranslations()})


@pytest.mark.parametrize("mark", ["\x00", "\x07", "\x9b", "\u202a", "\u202d", "\u202e", "\u2066", "\u2069"])
def test_no_value_turns_or_controls_the_sentence_around_it(mark: str) -> None:
    shown = LANGUAGES.render(T("Hello {name}!", name=f"A{mark}na"), "es").plain
    assert shown == "Hello Ana!"


def test_scripts_and_emoji_keep_what_shapes_them() -> None:
    for name in ("می\u200cخواهم", "👩\u200d🏫", "שלום\u200f!", "a\nb\tc"):
        assert LANGUAGES.render(T("{name}", name=name), "en").plain == name


def test_a_moment_keeps_when_it_is_besides_how_it_reads() -> None:
    moment = When(datetime(2026, 5, 7, 19, 0, tzinfo=UTC), ZoneInfo("Europe/London"))
    read = LANGUAGES.render(T("Now it comes at {time}.", time=moment), "en")
    assert read.plain == "Now it comes at Thu 7 May, 20:00."
    assert [(span.text, span.url) for span in read if span.style is Style.TIME] == [("Thu 7 May, 20:00", "1778180400")]
