"""Buttons in at most five rows of five, forms of at most five fields, each within Discord's lengths."""

import pytest

from adapters.discord.buttons import buttons_fit, modal_of, view_of
from bot.chat import Button, Field, Form
from tests.adapters.discord.checks import parts


def rows(*widths: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(
        tuple(Button(f"{row}.{number}", f"{row}:{number}") for number in range(width))
        for row, width in enumerate(widths)
    )


@pytest.mark.parametrize(
    ("widths", "laid_out"),
    [
        ((3, 2), [3, 2]),
        ((8,), [5, 3]),
        ((1, 1, 1, 1, 1, 1, 1), [5, 2]),
        ((3, 3, 3, 3, 1, 1), [5, 5, 4]),
        ((0, 2), [2]),
        ((5, 5, 5, 5, 5), [5, 5, 5, 5, 5]),
    ],
)
async def test_rows_stand_apart_where_there_is_room(widths: tuple[int, ...], laid_out: list[int]) -> None:
    view = view_of(rows(*widths))

    assert view is not None
    assert [len(row["components"]) for row in view.to_components()] == laid_out
    assert view.is_finished(), "the library would keep it"
    codes = [button.code for row in rows(*widths) for button in row]
    assert [one["custom_id"] for one in parts(view.to_components()) if "custom_id" in one] == codes


async def test_no_buttons_are_no_view() -> None:
    assert view_of(()) is None
    assert view_of(((),)) is None


@pytest.mark.parametrize(
    "button",
    [
        Button("", "1:1"),
        Button("a" * 81, "1:1"),
        Button("a"),
        Button("a", "1:1", "https://e.org"),
        Button("a", "x" * 101),
    ],
)
def test_a_button_discord_would_not_take_does_not_fit(button: Button) -> None:
    assert not buttons_fit(((button,),))


def test_twenty_five_fit_and_no_more() -> None:
    assert buttons_fit(rows(*[5] * 5))
    assert not buttons_fit(rows(*[5] * 5, 1))


async def test_a_form_keeps_within_discords_lengths() -> None:
    fields = (
        Field("better", "L" * 60, value="v" * 5000, long=True, limit=5000),
        Field("reason", "Why?", required=False, limit=0),
    )
    form = modal_of(Form("T" * 60, "1:correction.better_form", fields)).to_dict()

    assert len(form["title"]) == 45
    first, second = form["components"]
    assert len(first["label"]) == 45
    assert (first["component"]["max_length"], len(first["component"]["value"])) == (4000, 4000)
    assert (second["component"]["required"], second["component"]["max_length"]) == (False, 1)
