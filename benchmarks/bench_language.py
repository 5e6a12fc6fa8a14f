"""What it costs to find a list's words and a line's language, beside comparing the words as they are written."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest

from bot.language.detect import Detector
from bot.language.dictionary import build
from bot.language.tokens import tokens
from bot.language.words import Forms

CARDS = ["el aguacate", "la cuchara", "el pan", "comprar", "el/la estudiante", "bueno, -a", "levantarse", "por favor"]
LINES = (
    "Ayer compré dos aguacates en el mercado",
    "Hola a todos, ¿qué tal?",
    "I think it's very good, pero no sé",
    "Me levanto a las ocho y desayuno pan con tomate porque tengo que ir al trabajo",
    "No entiendo, can you help me please?",
    "Mi hermana es estudiante y vive en un piso pequeño con dos amigas muy simpáticas",
)
ROUNDS = 300


@pytest.fixture(scope="module")
def packed(pytestconfig: pytest.Config) -> Path:
    assert pytestconfig.cache is not None
    folder = Path(pytestconfig.cache.mkdir("dictionaries"))
    assert build("es", folder)
    assert build("en", folder)
    return folder


def microseconds(read: Callable[[str], object]) -> float:
    """A line, at best of five."""
    best = float("inf")
    for _ in range(5):
        start = perf_counter()
        for _ in range(ROUNDS):
            for line in LINES:
                read(line)
        best = min(best, perf_counter() - start)
    return best / ROUNDS / len(LINES) * 1e6


WRITTEN = {"aguacate", "cuchara", "pan", "comprar", "estudiante", "bueno", "levantarse"}


def as_written(line: str) -> set[str]:
    return {token for token in tokens(line) if token.lower() in WRITTEN}


def test_words_of_a_list(packed: Path) -> None:
    forms = Forms(CARDS, "es", packed)
    phraseless = Forms(CARDS[:-1], "es", packed)
    plain = microseconds(as_written)
    for name, each in (("with a phrase", forms), ("single words", phraseless)):
        cost = microseconds(each.used)
        print(f"\nforms, {name}: {cost:.1f} µs a line, {cost / plain:.1f} × plain equality ({plain:.1f} µs)")
        assert cost < 10 * plain


def test_expanding_a_list(packed: Path) -> None:
    Forms(CARDS, "es", packed)
    start = perf_counter()
    Forms([f"{card} {number}" for number in range(25) for card in CARDS], "es", packed)
    print(f"\nexpanding 200 cards: {(perf_counter() - start) * 1e3:.1f} ms")


def test_language_of_a_line(packed: Path) -> None:
    start = perf_counter()
    detector = Detector(("es", "en"), packed)
    made = perf_counter()
    detector.shares(LINES[0])
    first = perf_counter()
    plain = microseconds(as_written)
    cost = microseconds(detector.shares)
    print(
        f"\ndetector: made in {(made - start) * 1e6:.0f} µs, first line {(first - made) * 1e3:.1f} ms, "
        f"then {cost:.1f} µs a line, {cost / plain:.1f} × plain equality"
    )
    assert cost < 20 * plain
