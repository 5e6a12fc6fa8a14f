"""Nothing that people can type costs more than its length: a turn waits for it, and all others wait for that turn."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from bot.language.asterisk import read_asterisk
from bot.language.changes import changes
from bot.language.fitting import fit

LONGEST = 4000
MOST_CALLS = 5_000_000
"""Of functions, however fast they are: what grew with the square of a text made twenty times as many."""
UNITS = ("fue ", "he ", "voy a ", "a\n", "*fui, ", "漢")


@pytest.fixture(params=["es", "de"])
def language(request: pytest.FixtureRequest) -> str:
    """Its dictionary is read: that is not counted."""
    fit("fui", "fue", request.param)
    return str(request.param)


def calls(work: Callable[[], object]) -> int:
    """How many functions are called; it stops where they are too many, rather than wait for the end."""
    number = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal number
        number += event in {"call", "c_call"}
        assert number <= MOST_CALLS

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return number


def long(unit: str) -> str:
    return (unit * LONGEST)[:LONGEST]


@pytest.mark.parametrize("unit", UNITS)
def test_texts_of_one_word_over_and_over(unit: str, language: str) -> None:
    before, after = long(unit), long("el gato no es azul ")
    assert calls(lambda: changes(before, after, language))
    assert calls(lambda: changes(before, before[1:], language))


@pytest.mark.parametrize("unit", [UNITS[0], *(pytest.param(unit, marks=pytest.mark.slow) for unit in UNITS[1:])])
def test_a_few_words_for_a_text_of_one_word_over_and_over(unit: str, language: str) -> None:
    assert calls(lambda: fit("fui\nfui\nvi\nel", long(unit), language))
    assert calls(lambda: fit(unit * 3, long(unit), language, reason=f"not {unit * 20}"))


def test_every_way_to_place_them_is_weighed_so_they_are_few() -> None:
    sentence = "yo fue al cine, él fue a casa y ella fue al mar"
    assert fit("fui\nfui", sentence, "es")
    for many in (5, 12, 40):
        assert fit("\n".join(["fui"] * many), " ".join([sentence] * many), "es") == []


def test_what_is_long_itself_is_no_mended_word() -> None:
    text = " ".join(f"palabra{number}" for number in range(300))
    assert fit("palabra3 palabras4", text, "es")
    assert fit(f"{text} otra", text, "es") == []


def test_spaces_in_a_row_are_one_to_an_asterisk() -> None:
    found = read_asterisk(f"*fui{' ' * 200}al\u00a0 cine")
    assert found is not None
    assert found.correction == "fui al cine"


def test_half_an_emoji_is_no_word(language: str) -> None:
    for correction, original in (("\ud800", "yo fui"), ("fui", "yo \ud83d fue"), ("*", "a\udfffb")):
        assert original not in fit(correction, original, language)
