"""What was typed looks as it was typed, and what is styled looks styled, read as Discord's apps read markdown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.rendering import LONGEST, LONGEST_EMBED, markdown, render, units
from bot.text import Span, Style, Text, bold, italic, link, plain, quote, spoiler, struck
from tests.adapters.discord.markup import addresses, shown

SIGNS = [*"*_~|`<>[]()#-+.:@\\1ab \n!/=", "**", "__", "~~", "||", "```", "> ", ">>> ", "# ", "-# ", "- ", "1. "]
LIVING = ["http://e.org/a_b", "https://a.b/c)", "@everyone", "@here", ":x:", ":smile:", "<@123456789012345678>", "ñ"]
WORDS = st.lists(st.sampled_from(SIGNS + LIVING), min_size=1, max_size=14).map("".join)
STYLES = st.sampled_from([Style.PLAIN, Style.BOLD, Style.ITALIC, Style.STRUCK, Style.SPOILER])


def looks(text: Text) -> list[tuple[str, Style | None]]:
    """Each character with its style; blanks have none that is seen."""
    return [(char, None if char.isspace() else span.style) for span in text for char in span.text]


@given(parts=st.lists(st.tuples(WORDS, STYLES), min_size=1, max_size=5))
@settings(max_examples=4 * settings().max_examples, deadline=None)
def test_every_sign_survives_in_every_style(parts: list[tuple[str, Style]]) -> None:
    text = Text.of(Span(words, style) for words, style in parts)

    assert looks(shown(markdown(text))) == looks(text)


@given(words=WORDS)
@settings(max_examples=4 * settings().max_examples, deadline=None)
def test_a_quote_ends_where_it_ends(words: str) -> None:
    inside = words.strip().replace("\n", " ") or "a"
    text = plain("before") + quote(inside) + plain("after")

    read = shown(markdown(text))
    assert [span.text.strip("\n") for span in read if span.style is Style.QUOTE] == [inside]
    assert [span.text.strip("\n") for span in read if span.style is Style.PLAIN] == ["before", "after"]


@pytest.mark.parametrize("url", ["https://e.org/a?b=1&c=2", "https://e.org/a_b(c)*d", "https://e.org/<x> y"])
def test_a_link_leads_where_it_should(url: str) -> None:
    (found,) = [span for span in shown(markdown(plain("see ") + link("a [word] here", url))) if span.url]

    assert found.text == "a [word] here"
    assert found.url == url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")


def test_a_simple_address_can_be_pressed_and_another_is_words() -> None:
    assert addresses(markdown(plain("see https://example.org/a-b now"))) == ["https://example.org/a-b"]
    assert addresses(markdown(plain("see https://example.org/*a* now"))) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (bold("b") + italic("i") + bold("c"), "**b**\u2060*i*\u2060**c**"),
        (struck("old") + plain(" ") + bold("new"), "~~old~~ **new**"),
        (spoiler("s") + plain("|"), "||s||\\|"),
        (plain("1. one\n- two\n#3"), "1\\. one\n\\- two\n#3"),
        (plain("el aguacate — avocado · 2 of 5"), "el aguacate — avocado · 2 of 5"),
    ],
)
def test_no_more_signs_than_are_needed(text: Text, said: str) -> None:
    assert markdown(text) == said


@pytest.mark.parametrize("words", ["*" * LONGEST, "1. " * 600, "```" * 600, "a_b " * 500])
def test_a_text_full_of_signs_has_room(words: str) -> None:
    shown_ = render(plain(words))

    assert shown_ is not None
    assert units(shown_.content) <= LONGEST
    assert units(shown_.embed) <= LONGEST_EMBED
    assert units(shown_.bare) <= LONGEST


@pytest.mark.parametrize("words", ["", " \n ", "a" * (LONGEST + 1), "👍" * (LONGEST // 2 + 1)])
def test_what_discord_would_not_take_is_not_rendered(words: str) -> None:
    assert render(plain(words)) is None


def test_a_moment_stands_on_each_reader_s_own_clock() -> None:
    deadline = Text.of([Span("until "), Span("Thu 8 May, 20:00", Style.TIME, "1746730800"), Span(" · Market")])

    assert markdown(deadline) == "until <t:1746730800:F> · Market"
    assert shown(markdown(deadline)).plain == "until Thursday, 8 May 2025 20:00 · Market"


def test_a_time_stamp_somebody_typed_stays_what_was_typed() -> None:
    assert shown(markdown(plain("<t:1746730800:F>"))).plain == "<t:1746730800:F>"
    assert shown(markdown(Text.of([Span("8 May", Style.TIME, "soon")]))).plain == "8 May"
