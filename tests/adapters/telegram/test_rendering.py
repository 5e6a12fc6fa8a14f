"""Texts as Telegram takes them: offsets right in every script, quotes on their own lines, no name that rings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram.rendering import WORD_JOINER, defused, render, units
from bot.text import Span, Style, Text, bold, link, plain, quote

WORDS = st.text(st.sampled_from("aé 日ع👍🏽👩‍👩‍👧\u0301\n@"), min_size=1, max_size=12)
STYLED = st.lists(st.tuples(WORDS, st.sampled_from(list(Style)))).map(
    lambda parts: Text.of(
        Span(text, style, "https://example.org" if style is Style.LINK else "") for text, style in parts
    )
)


def unjoined(raw: bytes) -> str:
    return raw.decode("utf-16-le").replace(WORD_JOINER, "")


def shown(text: str, own_name: str = "") -> str:
    return "".join(span.text for span in defused(plain(text), own_name))


@given(STYLED)
def test_every_entity_covers_just_its_words(text: Text) -> None:
    rendered = render(text, 4096)
    if rendered is None:
        assert not text.plain.strip()
        return
    raw = rendered.text.encode("utf-16-le")
    covered = [unjoined(raw[one.offset * 2 : (one.offset + one.length) * 2]) for one in rendered.entities]
    marked = [span.text for span in text if span.style not in (Style.PLAIN, Style.TIME)]
    assert [words for words in covered if words.strip()] == [words for words in marked if words.strip()]
    assert rendered.text.replace("\n", "").replace(WORD_JOINER, "") == text.plain.replace("\n", "")


def test_a_quote_stands_on_lines_of_its_own() -> None:
    rendered = render(plain("Help: ") + quote("Empieza así") + plain("End"), 4096)

    assert rendered is not None
    assert rendered.text == "Help: \nEmpieza así\nEnd"


@pytest.mark.parametrize(("length", "kind"), [(20, "blockquote"), (400, "expandable_blockquote")])
def test_a_long_quote_arrives_folded(length: int, kind: str) -> None:
    rendered = render(quote("ñ" * length), 4096)

    assert rendered is not None
    assert [one.type for one in rendered.entities] == [kind]


@pytest.mark.parametrize("text", ["@ana", "hola @ana_maria!", "@everyone @ana", "(@ana)"])
def test_a_name_typed_by_somebody_does_not_ring(text: str) -> None:
    assert shown(text).replace(WORD_JOINER, "") == text
    assert f"@{WORD_JOINER}" in shown(text)


def test_a_name_made_of_two_spans_does_not_ring_either() -> None:
    assert "".join(span.text for span in defused(plain("hola @an") + bold("a"))) == f"hola @{WORD_JOINER}ana"


@pytest.mark.parametrize("text", ["ana@school.org", "@", "5 @ 3", "@TertuliaBot helps"])
def test_other_signs_stay_as_they_are(text: str) -> None:
    assert shown(text, "TertuliaBot") == text


def test_what_does_not_fit_with_its_joiners_goes_without_them() -> None:
    text = "@ana" + "ñ" * 4092
    rendered = render(plain(text), 4096)

    assert rendered is not None
    assert rendered.text == text
    assert render(plain(text + "!"), 4096) is None


def test_lengths_are_counted_as_telegram_counts() -> None:
    assert units("👍🏽é") == 5
    assert render(plain("👍" * 2049), 4096) is None
    assert render(bold("👍" * 2048), 4096) is not None


def test_a_link_without_address_is_plain() -> None:
    rendered = render(Text.of([Span("here", Style.LINK)]) + link("there", "https://example.org"), 4096)

    assert rendered is not None
    assert [one.url for one in rendered.entities] == ["https://example.org"]
