"""Pasted lines: what teachers paste is read, what cannot be read is named with its line and the reason."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities._lists.lines import MOST_LINES, Shape, clean, read, same
from activities._lists.shapes import CARDS, QUESTIONS, as_card, as_question, cut_card
from bot.refusal import Refusal
from bot.translations import load_languages

ENGLISH = load_languages()


def fields(line: str) -> tuple[str, ...]:
    [row] = read(line, CARDS).rows
    return tuple(row.fields.values())


def reasons(text: str, shape: Shape = CARDS) -> list[tuple[int, str]]:
    return [(one.number, ENGLISH.render(one.why, "en").plain) for one in read(text, shape).problems]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("el pan", ("el pan", "", "", "")),
        ("el pan = bread", ("el pan", "bread", "", "")),
        ("el pan=bread", ("el pan", "bread", "", "")),
        ("el pan = bread | Compro pan. | masculine", ("el pan", "bread", "Compro pan.", "masculine")),
        ("el pan = | Compro pan.", ("el pan", "", "Compro pan.", "")),
        ("el pan\tbread\tCompro pan.\tmasculine", ("el pan", "bread", "Compro pan.", "masculine")),
        ("el pan\tbread | Compro pan.", ("el pan", "bread", "Compro pan.", "")),
        ("el pan ; bread ; Compro pan. ; masculine", ("el pan", "bread", "Compro pan.", "masculine")),
        ("el pan ; bread | Compro pan; mucho.", ("el pan", "bread", "Compro pan; mucho.", "")),
        ("el pan - bread | Compro pan.", ("el pan", "bread", "Compro pan.", "")),
        ("el pan – bread", ("el pan", "bread", "", "")),
        ("el pan | bread | Compro pan.", ("el pan", "bread", "Compro pan.", "")),
        (
            "el bus = bus (coach); line 2 | Voy en bus - siempre.",
            ("el bus", "bus (coach); line 2", "Voy en bus - siempre.", ""),
        ),
        ("bien-estar = well-being", ("bien-estar", "well-being", "", "")),
        ("el pan = bread | a = b", ("el pan", "bread", "a = b", "")),
        ("el pan | bread | a = b", ("el pan", "bread", "a = b", "")),
        ("el pan = bread | Compro pan. | one | two", ("el pan", "bread", "Compro pan.", "one | two")),
        ("家族 ＝ family ｜ 家族が好きです。", ("家族", "family", "家族が好きです。", "")),
        ("12. el pan = bread", ("el pan", "bread", "", "")),
        ("• el pan = bread", ("el pan", "bread", "", "")),
        ("- el pan = bread", ("el pan", "bread", "", "")),
        ("  el   pan  =  bread  ", ("el pan", "bread", "", "")),
    ],
)
def test_a_card_is_read_as_teachers_write_it(line: str, expected: tuple[str, ...]) -> None:
    assert fields(line) == expected


def test_a_theme_line_is_the_aim_of_what_stands_below_it() -> None:
    found = read("el pan = bread\n# At the market\nel queso\n\n#\nel sol", CARDS)

    assert [(row.number, row.fields["word"], row.aim) for row in found.rows] == [
        (1, "el pan", ""),
        (3, "el queso", "At the market"),
        (6, "el sol", ""),
    ]


def test_what_cannot_be_read_is_named_with_its_line_and_the_reason() -> None:
    text = "\n".join(["el pan = bread", "= cheese", "🎉🎉", "", "x" * 81, f"a = {'b' * 121}", f"a = b | {'c' * 201}"])
    text += f"\na = b | c | {'d' * 301}\n# {'e' * 81}"

    assert reasons(text) == [
        (2, "there is no word at its beginning"),
        (3, "there is no word at its beginning"),
        (5, "its word is longer than 80 characters"),
        (6, "its translation is longer than 120 characters"),
        (7, "its example is longer than 200 characters"),
        (8, "its note is longer than 300 characters"),
        (9, "the aim is longer than 80 characters"),
    ]


def test_a_line_of_5000_characters_is_one_line_that_is_too_long() -> None:
    assert reasons("x" * 5000) == [(1, "its word is longer than 80 characters")]


def test_a_question_has_sixty_words_at_most() -> None:
    assert reasons(" ".join(["palabra"] * 61), QUESTIONS) == [(1, "it has more than 60 words")]
    assert not reasons(" ".join(["palabra"] * 60), QUESTIONS)
    assert reasons("¿" + "x" * 500, QUESTIONS) == [(1, "its question is longer than 500 characters")]


def test_a_question_keeps_its_starter_words_and_note() -> None:
    [row] = read("# Food\n¿Qué comes? | Como … | la sopa = soup, el pan; la sal | Lunch is late.", QUESTIONS).rows

    assert as_question(row) == {
        "question": "¿Qué comes?",
        "starter": "Como …",
        "words": "la sopa = soup\nel pan\nla sal",
        "note": "Lunch is late.",
        "aim": "Food",
    }


def test_a_question_may_hold_equals_signs_and_dashes() -> None:
    [row] = read("¿A = B? - ¿Sí; o no?", QUESTIONS).rows
    assert row.fields["question"] == "¿A = B? - ¿Sí; o no?"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("pa\u200bn", "pan"),
        ("\u202epan\u202c", "pan"),
        ("\ufeffpan\x00\x1e", "pan"),
        ("pa\u200d\u200dn", "pan"),
        ("pan\u200c", "pan"),
        ("n\u0303", "ñ"),
        ("el\u00a0pan", "el pan"),
        ("کتاب\u200cخانه", "کتاب\u200cخانه"),
        ("\u2067שלום\u2069", "שלום"),
        ("क्\u200dष", "क्\u200dष"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("pan\ud800", "pan"),
    ],
)
def test_what_nobody_sees_is_taken_out_and_what_shapes_a_word_stays(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("el pan", "Pan"),
        ("La Canción", "cancion"),
        ("el aguacate", "un aguacate!"),
        ("tener hambre", "tener  hambre"),
    ],
)
def test_articles_case_and_accents_make_no_second_card(one: str, other: str) -> None:
    assert same(one, "es") == same(other, "es")


@pytest.mark.parametrize(
    ("one", "other"),
    [("el pan", "la panadería"), ("nivel 1", "nivel 2"), ("el banco", "el banco (asiento)"), ("la", "el")],
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert same(one, "es") != same(other, "es")


def test_an_elided_article_is_an_article() -> None:
    assert same("l'eau", "fr") == same("eau", "fr")


def test_too_much_at_once_is_refused_kindly() -> None:
    with pytest.raises(Refusal) as refused:
        read("el pan = bread\n" * 10_000, CARDS)
    assert str(MOST_LINES) in ENGLISH.render(refused.value.phrase, "en").plain
    with pytest.raises(Refusal):
        read("x" * 500_000, CARDS)


@given(st.text(max_size=300))
def test_any_text_is_read_and_what_is_kept_is_clean(text: str) -> None:
    for shape in (CARDS, QUESTIONS):
        found = read(text, shape)
        assert found.total == len(found.rows) + len(found.problems)
        for row in found.rows:
            for name, longest in shape.fields.items():
                value = row.fields[name]
                assert len(value) <= longest
                assert value == clean(value) == unicodedata.normalize("NFC", value)
                assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in value)
            assert len(row.aim) <= 80


@given(st.lists(st.text("abcñé ", min_size=1, max_size=8).filter(str.strip), min_size=4, max_size=4))
def test_a_line_written_back_gives_the_same_card(values: list[str]) -> None:
    word, translation, example, note = (clean(value) for value in values)
    [row] = read(f"{word} = {translation} | {example} | {note}", CARDS).rows
    assert as_card(row) == {
        "word": word,
        "translation": translation,
        "example": example,
        "note": note,
        "aim": "",
    }


def test_cutting_keeps_four_parts() -> None:
    assert cut_card("a = b | c | d | e | f") == ["a ", " b ", " c ", "d | e | f"]
