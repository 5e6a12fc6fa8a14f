"""Changes give the corrected text back, whatever is in it, and are few and readable."""

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language.changes import Change, apply, changes, rewritten, visible
from tests.bot.language.correction_cases import cases, figures

LANGUAGES = st.sampled_from(["en", "es", "de", "fr", "it", "uk", "zh", "ja", "th", "ar", "hi", "pt-BR", "xx", ""])
PIECES = [
    "a", "the", "dog", "Dog", "do", "not", "don't", "dont", "alot", "a lot", "went", "go", "l'", "école", "¿", "?",
    "!!!", ",", ".", "...", " ", "  ", "\n", "\r\n", "\u00a0", "\u200b", "的", "我", "去了", "สวัสดี", "ไม่", "नमस्ते",
    "क्षि", "שלום", "مرحبا",
    "e\u0301", "é", "\u0301", "👍🏽", "👨‍👩‍👧", "🇪🇸", "🇫🇷🇩🇪", "각", "\u1100\u1161\u11a8", "*", "_", "~", "`", "<", "&",
    "п'ять", "п’ять", "\u202e", "3.5", "10:30", "ﬁ", "İ", "ß", "ſ", "1️⃣", "\u0600", "x" * 50,
]  # fmt: skip
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
SPACED = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
MANY = settings(max_examples=4 * settings().max_examples, deadline=None)
ANYTHING = st.one_of(st.text(max_size=40), SENTENCES, SPACED)


@st.composite
def mended(draw: st.DrawFn) -> tuple[str, str]:
    """A text and the same after a few words were taken out, put in, put elsewhere or changed."""
    words = draw(st.lists(st.sampled_from(PIECES), max_size=14))
    after = list(words)
    for _ in range(draw(st.integers(0, 4))):
        at, to = draw(st.integers(0, len(after))), draw(st.integers(0, len(after)))
        match draw(st.sampled_from(["out", "in", "elsewhere", "capital"])):
            case "out":
                del after[at : at + 2]
            case "in":
                after.insert(at, draw(st.sampled_from(PIECES)))
            case "elsewhere":
                after[to:to] = [after.pop(at)] if at < len(after) else []
            case _:
                after[at : at + 1] = [word.capitalize() for word in after[at : at + 1]]
    gap = draw(st.sampled_from(["", " "]))
    return gap.join(words), gap.join(after)


def graphemes(text: str) -> set[int]:
    return {0, *(match.end() for match in regex.finditer(r"\X", text))}


def check(before: str, after: str, language: str) -> None:
    found = changes(before, after, language)
    assert apply(before, found) == after
    assert (found == []) == (before == after)
    assert changes(before, after, language) == found
    whole, done = graphemes(before), 0
    for change in found:
        assert done <= change.start <= change.end
        assert {change.start, change.end} <= whole
        assert before[change.start : change.end] != change.replacement
        done = change.end


@MANY
@given(ANYTHING, ANYTHING, LANGUAGES)
@example("0 \u0300", "0 :", "en")
@example("\u0600 0", ": 0", "en")
@example("a   a a \u0301", "a   \u0301", "en")
def test_any_two_texts(before: str, after: str, language: str) -> None:
    check(before, after, language)


@MANY
@given(mended(), LANGUAGES)
def test_a_text_and_its_correction(texts: tuple[str, str], language: str) -> None:
    check(*texts, language)


def test_long_texts_that_share_nothing() -> None:
    check("word " * 1000, "other things " * 400, "en")
    check("的" * 3000, "我他" * 1500, "zh")
    check("a b " * 800, "b a " * 800, "en")


def test_what_is_unchanged_gives_nothing() -> None:
    assert changes("", "", "es") == []
    assert changes("Fui al cine.", "Fui al cine.", "es") == []


@pytest.mark.parametrize(
    ("before", "after", "language", "expected"),
    [
        ("I like tea but not milk", "I like tea, but not milk.", "en", [("", ","), ("", ".")]),
        ("hola que tal", "Hola, ¿qué tal?", "es", [("hola", "Hola"), ("", ","), ("", "¿"), ("que", "qué"), ("", "?")]),
        ("I have a car red", "I have a red car", "en", [("car red", "red car")]),
        ("Today we walked with him to the old big house", "We walked with him to the old big house today", "en",
         [("Today ", ""), ("we", "We"), ("", " today")]),
        ("She is more tall", "She is taller", "en", [("more tall", "taller")]),
        ("le école", "l'école", "fr", [("le ", "l'")]),
        ("我昨天去学校了在北京", "我昨天在北京去学校了", "zh", [("去学校了在北京", "在北京去学校了")]),
        ("一本朋友", "一个朋友", "zh", [("本", "个")]),
        ("hi👍🏽", "hi👍🏿", "en", [("👍🏽", "👍🏿")]),
        ("no amigo", "no, amigo mío", "es", [("", ","), ("", " mío")]),
        ("I go , now", "I go, now", "en", [(" ", "")]),
        ("i like very much pizza", "I like pizza very much.", "en",
         [("i", "I"), ("very much pizza", "pizza very much"), ("", ".")]),
        ("1㐀㐀", "㐀㐀0", "en", [("1", ""), ("", "0")]),
        ("I like my self alot", "I really like myself a lot", "en",
         [("", "really "), ("my self", "myself"), ("alot", "a lot")]),
        ("every one of us go", "we and everyone go", "en",
         [("", "we and "), ("every one", "everyone"), ("of us ", "")]),
        ("Yo va al cine y ella van a casa", "Yo voy al cine y ella va a casa", "es", [("va", "voy"), ("van", "va")]),
        ("We go always to the sea. It is fine.", "We always go to the sea. It is always fine, always.", "en",
         [("go always", "always go"), ("", "always "), ("", ","), ("", " always")]),
    ],
)  # fmt: skip
def test_the_smallest_readable_set(before: str, after: str, language: str, expected: list[tuple[str, str]]) -> None:
    found = changes(before, after, language)
    assert [(before[change.start : change.end], change.replacement) for change in found] == expected


@pytest.mark.parametrize(("language", "level"), [("uk", 3), ("be", 3), ("fr", 2)])
def test_where_the_apostrophe_is_a_letter_one_too_few_is_a_wrong_word(language: str, level: int) -> None:
    (change,) = changes("абект", "аб'ект", language)
    assert change.level == level


def test_a_word_and_the_comma_after_it_are_two_changes() -> None:
    assert changes("I go home then I sleep", "I went home, then I sleep", "en") == [
        Change(2, 4, "went", 3, "verb"),
        Change(9, 9, ",", 1, "punctuation"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("I go to the cinema yesterday with friends", "I went to the cinema yesterday with friends", False),
        ("Me no like that film very", "I really disliked the film", True),
        ("fui", "fue", False),
        ("one two three four", "one two tree fore", False),
        ("one two three four", "one too tree fore", True),
        ("hola como estas amigo", "Hola, ¿cómo estás, amigo?", True),
        ("a b c d e f", "a b c d e f!", False),
        ("", "", False),
        ("", "one two three four", True),
    ],
)
def test_more_than_half_the_words_is_a_rewrite(before: str, after: str, whole: bool) -> None:
    assert rewritten(before, changes(before, after, "en")) is whole


@pytest.mark.parametrize("language", ["en", "es", "de"])
def test_two_hundred_corrections_a_language(language: str) -> None:
    found = figures(language)
    assert found.cases >= 200
    assert found.alike >= 0.9
    assert found.small_levels >= 0.97
    assert found.big_levels >= 0.98
    assert found.named >= 0.8
    assert found.agreed >= 0.9


@pytest.mark.parametrize("language", ["fr", "it", "pt", "uk", "ru", "zh"])
def test_some_corrections_of_other_languages(language: str) -> None:
    found = figures(language)
    assert found.alike >= 0.85
    assert found.small_levels >= 0.97
    assert found.big_levels >= 0.98
    assert found.named >= 0.5
    assert found.agreed >= 0.8


def test_the_tables_hold_no_pair_twice() -> None:
    for language in ("en", "es", "de"):
        pairs = [(case.before, case.after) for case in cases(language)]
        assert len(pairs) == len(set(pairs))


@given(st.one_of(st.tuples(ANYTHING, ANYTHING), mended()))
@MANY
def test_what_is_left_out_because_nobody_sees_it_are_spaces(pair: tuple[str, str]) -> None:
    before, after = pair
    left = apply(before, visible(before, changes(before, after, "en")))
    left, after = (text.translate(UNSEEN) for text in (left, after))
    assert "".join(left.split()) == "".join(after.split())
    assert left.split() == after.split()


@pytest.mark.parametrize(
    ("before", "after"),
    [("I  like it", "I like it"), ("I like\nit", "I like it"), (" I like it ", "I like it"), ("a   b  c", "a b   c"),
     ("\ufeffI like it", "I like it"), ("I like\u200b it", "I like it"), ("I like it", "I li\u00adke it")],
)  # fmt: skip
def test_another_layout_is_nothing_one_sees(before: str, after: str) -> None:
    assert visible(before, changes(before, after, "en")) == []


@pytest.mark.parametrize(
    ("before", "after", "seen"),
    [("hi,you", "hi, you", 1), ("hi , you", "hi, you", 1), ("alot", "a lot", 1), ("I  likes it", "I like it", 1)],
)
def test_a_space_too_few_or_before_a_mark_is_seen(before: str, after: str, seen: int) -> None:
    assert len(visible(before, changes(before, after, "en"))) == seen
