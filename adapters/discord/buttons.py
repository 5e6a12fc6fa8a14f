"""Lays out buttons and forms as Discord takes them; the library keeps nothing of them, so they survive a restart."""

from collections.abc import Iterator

import discord
from discord import ui

from bot.chat import Button, Buttons, Form, Look
from bot.text import clipped

IN_ROW = 5
ROWS = 5
MOST = IN_ROW * ROWS
LONGEST_LABEL = 80
LONGEST_CODE = 100
LONGEST_TITLE = 45
MOST_FIELDS = 5
LONGEST_FIELD = 4000

_LOOKS = {
    Look.PLAIN: discord.ButtonStyle.secondary,
    Look.MAIN: discord.ButtonStyle.primary,
    Look.DANGER: discord.ButtonStyle.danger,
}


def buttons_fit(buttons: Buttons) -> bool:
    """Whether Discord takes these buttons: not too many, each with a label and either a code or an address."""
    keys = [button for row in buttons for button in row]
    return len(keys) <= MOST and all(
        0 < len(button.label.strip()) <= LONGEST_LABEL
        and bool(button.code) != bool(button.url)
        and len(button.code) <= LONGEST_CODE
        for button in keys
    )


def view_of(buttons: Buttons) -> ui.View | None:
    """The buttons in rows of five; a press comes back as its code, whether the library knows the view or not."""
    if not any(buttons):
        return None
    view = ui.View(timeout=None)
    for number, row in enumerate(_rows(buttons)):
        for button in row:
            view.add_item(_key(button, number))
    view.stop()
    return view


def _rows(buttons: Buttons) -> list[tuple[Button, ...]]:
    """Each row by itself where there is room for that, else one after the other."""
    apart = [part for row in buttons if row for part in _fives(row)]
    return apart if len(apart) <= ROWS else list(_fives(tuple(button for row in buttons for button in row)))


def _fives(row: tuple[Button, ...]) -> Iterator[tuple[Button, ...]]:
    for start in range(0, len(row), IN_ROW):
        yield row[start : start + IN_ROW]


def _key(button: Button, row: int) -> ui.Button[ui.View]:
    if button.url:
        return ui.Button(label=button.label, url=button.url, row=row)
    return ui.Button(label=button.label, custom_id=button.code, style=_LOOKS[button.look], row=row)


def modal_of(form: Form) -> ui.Modal:
    """The form; what is written in it comes back by the names of its fields."""
    modal = ui.Modal(title=_short(form.title), custom_id=form.code, timeout=None)
    for field in form.fields[:MOST_FIELDS]:
        limit = max(1, min(field.limit, LONGEST_FIELD))
        line: ui.TextInput[ui.Modal] = ui.TextInput(
            custom_id=field.name,
            style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
            default=field.value[:limit] or None,
            required=field.required,
            max_length=limit,
        )
        modal.add_item(ui.Label(text=_short(field.label), component=line))
    modal.stop()
    return modal


def _short(words: str) -> str:
    return clipped(words.strip() or "…", LONGEST_TITLE)
