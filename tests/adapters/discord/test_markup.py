"""What Discord's apps make of a message's markdown."""

import pytest

from bot.text import Style
from tests.adapters.discord.markup import addresses, shown

PLAIN, BOLD, ITALIC, STRUCK = Style.PLAIN, Style.BOLD, Style.ITALIC, Style.STRUCK


@pytest.mark.parametrize(
    ("source", "spans"),
    [
        ("hola", [("hola", PLAIN)]),
        ("**b** *i* ~~s~~", [("b", BOLD), (" ", PLAIN), ("i", ITALIC), (" ", PLAIN), ("s", STRUCK)]),
        (r"\*\*no\*\*", [("**no**", PLAIN)]),
        ("una_cuchara_x", [("una_cuchara_x", PLAIN)]),
        ("a _b_ c", [("a ", PLAIN), ("b", ITALIC), (" c", PLAIN)]),
        ("# big\nsmall", [("big", BOLD), ("\nsmall", PLAIN)]),
        ("- one", [("• one", PLAIN)]),
        (r"\- one", [("- one", PLAIN)]),
        ("> said\nand", [("said", Style.QUOTE), ("\nand", PLAIN)]),
        (":x: 18:00:00", [("❌ 18:00:00", PLAIN)]),
        (r"\:x:", [(":x:", PLAIN)]),
        ("<@5>", [("«5»", PLAIN)]),
        (r"\<@5>", [("<@5>", PLAIN)]),
        ("[l](<https://e.org/a?b=1>)", [("l", Style.LINK)]),
        ("||x||", [("x", Style.SPOILER)]),
    ],
)
def test_markdown(source: str, spans: list[tuple[str, Style]]) -> None:
    assert [(span.text, span.style) for span in shown(source)] == spans


def test_which_addresses_get_a_preview() -> None:
    assert addresses("see https://a.org/x and <https://b.org/> and [c](<https://c.org/>)") == ["https://a.org/x"]
