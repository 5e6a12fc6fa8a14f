"""Words are cut alike in every script, and nobody's message takes long to read."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.tokens import enough, fold, is_laughter, plain, runs, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("¡Hola! ¿Qué tal?", ["Hola", "Qué", "tal"]),
        ("I don't know, it's self-made", ["I", "don't", "know", "it's", "self-made"]),
        ("l’homme 'cité' mi-", ["l’homme", "cité", "mi"]),
        ("комп’ютер", ["комп’ютер"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("بِالْعَرَبِيَّةِ", ["بِالْعَرَبِيَّةِ"]),
        (normalize("NFD", "café"), ["café"]),
        ("h\u200bo\u202ela\u00ad", ["hola"]),
        ("2 por 3 👍 :-)", ["por"]),
        ("", []),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_runs_part_where_a_script_without_spaces_meets_another() -> None:
    assert runs("我有一个dog了 ok") == ["我有一个", "dog", "了", "ok"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MAÑANA", "manana"),
        ("Straße", "STRASSE"),
        ("ёлка", "елка"),
        ("İstanbul", "istanbul"),
        ("ΟΔΌΣ", "οδος"),
        ("cœur", "coeur"),
        ("الْكِتَابُ", "الكتاب"),
        ("مدرسة", "مدرسه"),
        ("हूँ", "हूं"),
        ("comp’t", "comp't"),
    ],
)
def test_spellings_that_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("їм", "іім"), ("が", "か"), ("का", "क"), ("한", "하")])
def test_letters_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("mira https://a.es/b?c=1 ya", ["mira", "ya"]),
        ("<@123> hola <:smile:44>", ["hola"]),
        ("@ana ¿vienes?", ["vienes"]),
        ("escribe a a.b@c.com, por favor", ["escribe", "a", "por", "favor"]),
        ("(www.x.org) y google.com/x", ["y"]),
        ("/correct hola", ["hola"]),
        ("me gusta.es bueno y/o malo", ["me", "gusta", "es", "bueno", "y", "o", "malo"]),
    ],
)
def test_addresses_are_no_words(text: str, left: list[str]) -> None:
    assert tokens(plain(text)) == left


@pytest.mark.parametrize(
    "text",
    [
        "fui al mercado",
        "Ich weiß nicht.",
        "我喜欢吃苹果",
        "食べましたよ",
        "ฉันกินข้าว",
        "去 market 买东西",
        "我有 2 dogs了吗",
    ],
)
def test_enough_for_a_contribution(text: str) -> None:
    assert enough(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hola",
        "dos palabras",
        "👍👍👍",
        "jajaja jajaja jaja",
        "我喜欢苹",
        "1 2 3 4",
        "https://a.es/uno/dos/tres",
        "@a @b @c",
    ],
)
def test_not_enough(text: str) -> None:
    assert not enough(text)


@given(st.text())
def test_cutting_and_folding_never_fail(text: str) -> None:
    assert all(tokens(text))
    assert fold(fold(text)) == fold(text)
    assert enough(text) in {True, False}
    assert len(plain(text)) <= len(text)


@given(st.text(alphabet="áéñüçöÄß abc"))
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    assert tokens(normalize("NFD", text)) == tokens(text)
    assert fold(normalize("NFD", text)) == fold(text)


@pytest.mark.parametrize("word", ["jaja", "jajaja", "hahah", "hehe", "jijiji", "хаха", "lol", "xd", "jaaajaaa"])
def test_laughter(word: str) -> None:
    assert is_laughter(word)


@pytest.mark.parametrize("word", ["hija", "hijo", "haja", "hoja", "jajaor", "ja", "hi"])
def test_words_that_look_like_laughter(word: str) -> None:
    assert not is_laughter(word)
