"""Names of people, classes and languages, as people type them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from activities._language_names import LanguageName, LanguageTitle, read_language, read_languages
from activities._people.names import LONGEST, LONGEST_TITLE, NOBODY, distinct, name_of, read_name, read_title
from bot.refusal import Refusal


@given(st.text(max_size=200))
@example("\u202eAna\u202c")
@example("a" + "\u0301" * 100)
def test_a_name_never_holds_what_nobody_sees(typed: str) -> None:
    for read, longest in ((read_name, LONGEST), (read_title, LONGEST_TITLE), (name_of, LONGEST)):
        try:
            name = read(typed)
        except Refusal:
            continue
        assert 0 < len(name) <= longest
        assert name == name.strip()
        assert "\n" not in name
        assert not any(unicodedata.category(one) in ("Cc", "Cs", "Co") for one in name)
        assert not set(name) & set("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
        assert unicodedata.is_normalized("NFC", name)


@given(st.text(max_size=200))
def test_an_account_s_name_is_never_refused_and_settles(account: str) -> None:
    name = name_of(account)
    assert name
    assert name_of(name) == name or name == NOBODY


@pytest.mark.parametrize(
    ("name", "taken", "account", "called"),
    [
        ("Ana", [], "Ana Martínez", "Ana"),
        ("Ana", ["Anna", "Ana M."], "Ana Martínez", "Ana"),
        ("Ana", ["Ana"], "Ana Martínez", "Ana M."),
        ("Ana", ["ANA", "ana m."], "Ana Martínez Ruiz", "Ana R."),
        ("Ana", ["Ána"], "", "Ana 2"),
        ("Ana", ["Ana", "Ana 2"], "dragon", "Ana 3"),
        ("Ana Martínez", ["Ana Martínez"], "Ana Martínez", "Ana Martínez 2"),
        ("Ana", ["Ana"], "Ana 🌸", "Ana 2"),
        ("?", ["?"], "", "? 2"),
        ("a" * LONGEST, ["a" * LONGEST], "", "a" * (LONGEST - 2) + " 2"),
    ],
)
def test_a_name_that_is_taken_gets_a_mark(name: str, taken: list[str], account: str, called: str) -> None:
    assert distinct(name, taken, account) == called


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=5))
def test_a_mark_keeps_a_name_a_name(account: str, others: list[str]) -> None:
    taken = [name_of(one) for one in (*others, account)]
    found = distinct(name_of(account), taken, account)
    assert found not in taken
    assert 0 < len(found) <= LONGEST
    assert found == found.strip()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("es", "es"),
        ("ES", "es"),
        ("es-MX", "es"),
        ("pt_BR", "pt"),
        ("spanish", "es"),
        ("Español", "es"),
        ("espanol", "es"),
        ("castellano", "es"),
        ("inglés", "en"),
        ("Deutsch", "de"),
        ("日本語", "ja"),
        ("العربية", "ar"),
        ("Tiếng Việt", "vi"),
        ("mandarin", "zh"),
        ("euskera", "eu"),
        ("catalán", "ca"),
        (" french ", "fr"),
    ],
)
def test_a_language_is_read_by_code_or_name(typed: str, code: str) -> None:
    assert read_language(typed) == code


def test_a_language_is_read_in_the_reader_s_own() -> None:
    assert read_language("Spanisch", "de") == "es"


@pytest.mark.parametrize("typed", ["", " ", "klingonish", "xx", "und", "mul", "e\u202es", "e s", "x" * 5000, "🇪🇸"])
def test_what_is_no_language_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        read_language(typed)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("en", ["en"]),
        ("en,fr", ["en", "fr"]),
        ("English, French", ["en", "fr"]),
        ("inglés y francés", ["en", "fr"]),
        ("en/fr;de", ["en", "fr", "de"]),
        ("en,en", ["en"]),
    ],
)
def test_several_languages(typed: str, codes: list[str]) -> None:
    assert read_languages(typed) == codes


@pytest.mark.parametrize("typed", ["", ",", "en,fr,de,it", "en,qqqqq"])
def test_too_many_or_unknown_languages_are_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        read_languages(typed)


def test_a_language_is_called_by_the_reader_s_name() -> None:
    assert (LanguageName("es").text("en"), LanguageName("es").text("es")) == ("Spanish", "español")
    assert LanguageTitle("es").text("es") == "Español"


@pytest.mark.parametrize("typed", ["Hoy compro aguacates baratos.", "I have a dog!", "¿Cómo te llamas tú?"])
def test_a_sentence_is_no_name(typed: str) -> None:
    with pytest.raises(Refusal, match="looks like a sentence"):
        read_name(typed)


@pytest.mark.parametrize("typed", ["Ana", "J. R.", "María del Carmen de la Fuente", "Dr. No", "Ana M."])
def test_a_name_may_have_several_words_and_dots(typed: str) -> None:
    assert read_name(typed) == typed
