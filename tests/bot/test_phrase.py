"""What people typed stays in its place of a sentence."""

from __future__ import annotations

import gettext

import pytest

from bot.phrase import Languages, T

LANGUAGES = Languages({"es": gettext.NullTranslations()})


@pytest.mark.parametrize("mark", ["\x00", "\x07", "\x9b", "\u202a", "\u202d", "\u202e", "\u2066", "\u2069"])
def test_no_value_turns_or_controls_the_sentence_around_it(mark: str) -> None:
    shown = LANGUAGES.render(T("Hello {name}!", name=f"A{mark}na"), "es").plain
    assert shown == "Hello Ana!"


def test_scripts_and_emoji_keep_what_shapes_them() -> None:
    for name in ("می\u200cخواهم", "👩\u200d🏫", "שלום\u200f!", "a\nb\tc"):
        assert LANGUAGES.render(T("{name}", name=name), "en").plain == name
