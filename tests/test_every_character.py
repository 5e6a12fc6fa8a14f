"""Every character of a correction survives: what each platform is sent, read back as its people would see it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from activities._corrections.marking import excerpt
from activities._sheet_file import table
from adapters.discord import rendering as discord
from adapters.telegram import rendering as telegram
from bot.language.changes import apply, changes
from bot.phrase import T, lines
from bot.text import Style, Text, plain
from bot.translations import load_languages
from tests.adapters.discord.markup import shown
from tests.adapters.telegram.rig import text_of
from tests.adapters.telegram.world import BOT

WORDS = st.lists(
    st.sampled_from(
        [
            *"* _ ~ | < > & [ ] ( ) ` \\ / . , ! ? # - + : @ = ' \" { } %".split(),
            *"** __ ~~ || ``` <b> </b> &lt; <@1> <t:1:F> @ana @everyone :x: http://e.org {name} %s 1. > -".split(),
            *"voy fui al él el e\u0301l Ayer Compre\u0301 ñ ß ı 他 她 去 学校 。 กิน ไป 👍🏽 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️".split(),
            *(
                "السوق",
                "مُحَمَّد",
                "שלום",
                "नमस्ते",
                "한국어",
                "\u200b",
                "\u200d",
                "\u200e",
                "\u202e",
                "\u2066",
                "\ufeff",
                "\u00ad",
            ),
            *(" ", " ", " ", "  ", "\u00a0", "\t", "\n"),
        ]
    ),
    min_size=1,
    max_size=30,
).map("".join)
LANGUAGES = load_languages()


def on_telegram(text: Text) -> Text:
    rendered = telegram.render(text, 4096)
    assert rendered is not None
    return text_of(
        {"text": rendered.text, "entities": [one.to_dict() for one in rendered.entities], "from": {"id": BOT}}
    )


def on_discord(text: Text) -> Text:
    return shown(discord.markdown(text))


def in_the_practice_room(text: Text) -> Text:
    return Text.load(json.loads(json.dumps(text.dump())))


def looks(text: Text) -> list[tuple[str, Style | None]]:
    """Each character with its style; blanks have none that is seen."""
    return [(char, None if char.isspace() else span.style) for span in text for char in span.text]


@pytest.mark.parametrize("platform", [on_telegram, on_discord, in_the_practice_room])
@given(before=WORDS, after=WORDS, name=WORDS, reason=WORDS)
@example(before="* _ ~ | < > & [ ] ` x", after="*_~|<>&[]` x", name="*", reason="~~a~~")
@example(before="👍🏽 él va", after="👍🏿 el va", name="@ana", reason="\u202e")
@settings(max_examples=4 * settings().max_examples, deadline=None)
def test_a_card_reads_as_it_was_meant(
    platform: Callable[[Text], Text], before: str, after: str, name: str, reason: str
) -> None:
    found = changes(before, after, "es")
    said = T("{name} says: {words}", name=plain(name), words=plain(reason))
    card = LANGUAGES.render(lines(T("{name} agrees.", name=plain(name)), "", excerpt(before, found), said), "en")

    assert looks(platform(card)) == looks(card)


@given(before=WORDS, after=WORDS)
@example(before="_-", after="\n- *")
@settings(max_examples=4 * settings().max_examples, deadline=None)
def test_what_is_sent_holds_both_sentences(before: str, after: str) -> None:
    """Without what is bold it is the author's, without what is struck the corrected one."""
    assume((before + after).strip())
    found = changes(before, after, "es")
    assert apply(before, found) == after
    sent = on_discord(excerpt(before, found)), on_telegram(excerpt(before, found))
    assert looks(sent[0]) == looks(sent[1])
    for gone, whole in ((Style.BOLD, before), (Style.STRUCK, after)):
        left = "".join(span.text for span in sent[0] if span.style is not gone)
        assert "".join(left.split()) == "".join(whole.split())


@given(rows=st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
@settings(deadline=None)
def test_a_file_holds_what_was_typed(rows: list[tuple[str, str]]) -> None:
    content = table(["before", "after"], rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(content, newline="")))[1:]
    assert [tuple(cell.removeprefix("'") if _is_guarded(cell) else cell for cell in row) for row in read] == rows


def _is_guarded(cell: str) -> bool:
    return cell.startswith("'") and cell.lstrip(" '").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
