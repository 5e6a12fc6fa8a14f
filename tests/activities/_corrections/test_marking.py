"""Changes shown inside the words they change: every character is there, whatever people type."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from activities._corrections.marking import LONG, excerpt, first, groups, marked, meant
from activities._corrections.sentences import sentences
from activities._corrections.visible import visible
from bot.language.changes import Change, changes
from bot.text import Style, Text
from tests.activities.correcting import marks

PIECES = st.sampled_from(
    [
        *"* _ ~ | < > & [ ] ` \\ . , ! ?".split(),
        *("voy", "fui", "al", "cine", "él", "el", "ñu", "Ayer", "他", "她", "去", "学校", "السوق", "שלום", "ไป"),
        *(
            "\u200b",
            "\u200d",
            "\u0301",
            "e\u0301",
            "👍🏽",
            "👩‍👩‍👧",
            "\u202e",
            "\u2066",
            " ",
            "  ",
            "\n",
            "**",
            "~~",
            "||",
        ),
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=25).map("".join)


def cells(text: Text) -> list[tuple[str, Style]]:
    return [(character, span.style) for span in text for character in span.text]


def without_gaps(text: Text, before: str, found: list[Change]) -> list[tuple[str, Style]]:
    """The cells without the space that may stand between what goes and what comes."""
    left, right = cells(text), list[tuple[str, Style]]()
    at = 0
    seen = list[Change]()
    for change, _ in visible(before, found):
        in_place = seen and seen[-1].start == seen[-1].end == change.start and not change.replacement
        # what comes stands behind what goes in its place
        seen.append(change._replace(replacement=seen.pop().replacement) if in_place else change)
    for change in [*seen, Change(len(before), len(before), "", 0, "")]:
        same, gone, new = change.start - at, change.end - change.start, len(change.replacement)
        right, left = right + left[: same + gone], left[same + gone :]
        if gone and new and left[0] == (" ", Style.PLAIN):
            left = left[1:]
        right, left = right + left[:new], left[new:]
        at = change.end
    return right + left


@given(before=TEXTS, after=TEXTS)
@example(before="* _ ~ | < > & [ ] `", after="*_~|<>&[]`")
@example(before="👍🏽 él va", after="👍🏿 el va")
@example(before="voy", after="al")
def test_every_character_is_there(before: str, after: str) -> None:
    found = changes(before, after, "es")
    seen = without_gaps(marked(before, found), before, found)
    assert "".join(one for one, style in seen if style is not Style.BOLD) == before
    assert "".join(one for one, style in seen if style is not Style.STRUCK) == after


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Ayer fui al mercado con Ana", "Ayer fui al mercado, con Ana", "Ayer fui al ~~mercado~~ **mercado,** con Ana"),
        ("Ayer fui al mercado, con Ana", "Ayer fui al mercado con Ana", "Ayer fui al ~~mercado,~~ **mercado** con Ana"),
        ("Hola  mundo y amigos", "Hola mundo y amigos", "~~Hola  mundo~~ **Hola mundo** y amigos"),
        ("Hola,Ana", "Hola, Ana", "~~Hola,Ana~~ **Hola, Ana**"),
        ("Es rico .", "Es rico.", "Es ~~rico .~~ **rico.**"),
        ("Es rico", "Es rico.", "Es ~~rico~~ **rico.**"),
        ("Es rico", "¡Es rico!", "**¡**Es rico**!**"),
        ("voy hoy", "fui, hoy", "~~voy~~ **fui,** hoy"),
        ("Its mine", "It's mine", "~~Its~~ **It's** mine"),
        ("我 去学校", "我去学校", "~~我 去~~ **我去**学校"),
        ("a\u200bb", "ab", "~~a\u200bb~~ **ab**"),
        (", hola", "hola", "~~, hola~~ **hola**"),
        ("extraordinariamente bueno", "extraordinariamente bien", "extraordinariamente ~~bueno~~ **bien**"),
        ("Voy mucho al cine", "Voy al cine mucho", "Voy ~~mucho al cine~~ **al cine mucho**"),
        ("Voy a el cine", "Voy al cine", "Voy ~~a el~~ **al** cine"),
        (
            "Mi casa. Ayer voy al mercado con mi amigo. Es rico",
            "Mi casa. Estuve comprando toda la mañana. Es rico.",
            "Mi casa. ~~Ayer voy al mercado con mi amigo~~ **Estuve comprando toda la mañana**. Es ~~rico~~ **rico.**",
        ),
        ("Me gusta el el pan", "Me gusta el pan", "Me gusta el ~~el ~~pan"),
    ],
)
def test_a_change_is_seen_without_colour(before: str, after: str, shown: str) -> None:
    assert marks(marked(before, changes(before, after, "en" if "Its" in before else "es"))) == shown


@given(TEXTS)
def test_sentences_leave_nothing_out(text: str) -> None:
    places = list(sentences(text))
    assert "".join(text[start:end] for start, end in places) == text
    assert all(start < end for start, end in places)


@given(before=st.lists(TEXTS, min_size=20, max_size=60).map(". ".join), after=TEXTS)
def test_a_long_text_shows_all_its_changes(before: str, after: str) -> None:
    """Each change stands in what is shown of a long text."""
    better = before[: len(before) // 2] + after + before[len(before) // 2 :]
    found = changes(before, better, "es")
    shown = [one for one in cells(excerpt(before, found)) if one[1] is not Style.PLAIN]
    assert shown == [one for one in cells(marked(before, found)) if one[1] is not Style.PLAIN]


def test_a_long_text_shows_the_sentences_that_change() -> None:
    before = "Voy al cine. " + "Aquí no cambia nada de nada. " * 15 + "Me gusta pan. Y ya está."
    assert len(before) > LONG
    found = changes(before, before.replace("gusta pan", "gusta el pan"), "es")
    assert marks(excerpt(before, found)) == "… Me gusta **el **pan. …"


@pytest.mark.parametrize(("word", "shown"), [("a" * 40, True), ("a" * 41, False)])
def test_a_very_long_word_is_not_shown_twice(word: str, shown: bool) -> None:
    (change,) = changes(word, f"{word},", "es")
    assert marks(marked(word, [change])) == (f"~~{word}~~ **{word},**" if shown else f"{word}**,**")


def test_of_a_very_long_sentence_some_words_around_its_change_are_shown() -> None:
    before = "palabra " * 60 + "voy " + "palabra " * 60
    found = changes(before, before.replace("voy", "fui"), "es")
    around = "palabra " * 8
    assert marks(excerpt(before, found)) == f"… {around}~~voy~~ **fui** {around.rstrip()} …"


def test_neighbours_count_as_one_and_two_come_first() -> None:
    before = "Yo gusta el pan , y ayer voy al cine con mi amigos."
    after = "Me gusta el pan, y ayer fui al cine con mis amigas."
    found = changes(before, after, "es")
    together = groups(before, found)
    assert [len(one) for one in together] == [1, 1, 1, 2]
    assert first(before, found, []) == [*together[0], *together[2]]
    assert first(before, found, ["punctuation"]) == [*together[0], *together[1]]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("Ayer voy al mercado.", "Ayer fui al mercado.", "voy"),
        ("Mi casa tiene dos cuchara.", "Mi casa tiene dos cucharas.", "cuchara."),
        ("Yo gusta el pan y comer.", "Me gusta el pan y comerlo.", "Yo gusta el pan y comer."),
        ("Voy mercado hoy.", "Voy al mercado hoy.", "Voy mercado"),
        ("Me gusta el el pan.", "Me gusta el pan.", "el"),
        ("Fui 🎉 con Ana", "Fui 🎉 con Ana.", "Ana"),
        ("一" * 300, "一" * 299 + "二", "一"),
        ("Yo gusta." + " Hola." * 40 + " Adios.", "Me gusta." + " Hola." * 40 + " Adiós.", "Yo"),
    ],
)
def test_the_words_meant_stand_in_the_text(before: str, after: str, words: str) -> None:
    found = meant(before, changes(before, after, "es"))
    assert found == words
    assert found in before


def test_what_goes_stands_before_what_comes_in_its_place() -> None:
    before = "I buy an avocado and some cheese."
    found = changes(before, "I bought an avocado and much cheese.", "en")
    assert marks(marked(before, found)) == "I ~~buy~~ **bought** an avocado and~~ some~~** much** cheese."
