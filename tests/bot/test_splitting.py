"""Whole sentences of a text, where there is room for no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.port import Limits
from bot.splitting import whole_sentences
from bot.text import Span, Style, Text, plain

UNITS = Limits(utf16=True).units


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One. Two. Three.", "One. Two. Three."),
        ("One two three. Four five six seven.", "One two three."),
        ("He said “no.” And then he went away.", "He said “no.”"),
        ("el pan — bread\nel queso — cheese", "el pan — bread"),
        ("¿Quién? ¡Nadie en toda la casa!", "¿Quién?"),
        ("no end at all in these many words", ""),
        ("", ""),
    ],
)
def test_what_is_shown_of_it(text: str, shown: str) -> None:
    assert whole_sentences(plain(text), 24, len).plain == shown


def test_marks_stay_where_they_are() -> None:
    text = Text.of([Span("One "), Span("two", Style.BOLD), Span(". Three four five six seven.")])
    assert list(whole_sentences(text, 10, len)) == [Span("One "), Span("two", Style.BOLD), Span(".")]


WORDS = st.text(st.sampled_from("ab🙂é .!?…\n”。"), max_size=80)


@given(WORDS, st.integers(1, 40))
def test_nothing_is_cut_in_the_middle_of_a_sentence(words: str, limit: int) -> None:
    text = plain(words)
    shown = whole_sentences(text, limit, UNITS).plain
    assert UNITS(shown) <= limit
    assert words.startswith(shown)
    if 0 < len(shown) < len(words.rstrip()):
        after = words[len(shown) :]
        assert after[0].isspace()
        assert (
            after.startswith("\n")
            or shown.rstrip("”")[-1:] in ".!?…。"
            or "\n" in after[: len(after) - len(after.lstrip())]
        )
