"""What teachers write on a card, and the words that are looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.cards import readings

CODES = st.sampled_from("es en de fr it pt ru ar zh ja ko qu".split())


@pytest.mark.parametrize(
    ("code", "card", "words"),
    [
        ("es", "el aguacate", ["aguacate"]),
        ("es", "el/la estudiante", ["estudiante"]),
        ("es", "bueno, -a", ["bueno", "buena"]),
        ("es", "simpático/a", ["simpático", "simpática"]),
        ("es", "profesor(a)", ["profesor", "profesora"]),
        ("es", "el actor / la actriz", ["actor", "actriz"]),
        ("es", "actor/-triz", ["actor", "actriz"]),
        ("es", "coche (m.)", ["coche"]),
        ("es", "por favor", ["por favor"]),
        ("es", "tener hambre/sed", ["tener hambre", "tener sed"]),
        ("es", "echar de menos (a alguien)", ["echar de menos"]),
        ("es", "dar algo a alguien", ["dar a"]),
        ("es", "la", ["la"]),
        ("es", "algo", ["algo"]),
        ("es", "¿qué tal?", ["qué tal"]),
        ("es", "acabar de + inf.", ["acabar de"]),
        ("en", "to go", ["go"]),
        ("en", "to look after sb", ["look after"]),
        ("en", "(to) be", ["be"]),
        ("de", "das Haus", ["Haus"]),
        ("de", "Lehrer/in", ["Lehrer", "Lehrerin"]),
        ("de", "sich freuen (auf)", ["freuen"]),
        ("de", "jdn anrufen", ["anrufen"]),
        ("fr", "l’homme", ["homme"]),
        ("fr", "s'appeler", ["appeler"]),
        ("fr", "se lever", ["lever"]),
        ("fr", "heureux/-euse", ["heureux", "heureuse"]),
        ("fr", "étudiant(e)", ["étudiant", "étudiante"]),
        ("it", "lo zaino", ["zaino"]),
        ("uk", "комп’ютер", ["комп’ютер"]),
        ("zh", "学生 (xuésheng)", ["学生"]),
    ],
)
def test_readings(code: str, card: str, words: list[str]) -> None:
    assert [" ".join(reading.words) for reading in readings(card, code)] == words


def test_an_article_says_noun_and_to_says_verb() -> None:
    assert readings("la comida", "es")[0].noun
    assert not readings("comida", "es")[0].noun
    assert readings("to run", "en")[0].verb
    assert not readings("to run", "en")[0].noun


@pytest.mark.parametrize("card", ["", "  ", "123", "...", "/", ",,;", "(", "-"])
def test_a_card_without_letters_has_no_reading(card: str) -> None:
    assert readings(card, "es") == []


@given(st.text() | st.text(alphabet="el/a ,-()'ñ"), CODES)
def test_any_card_can_be_read(card: str, code: str) -> None:
    for reading in readings(card, code):
        assert reading.words
        assert all(reading.words)
