"""Composes a message as the library takes it: its text, its buttons, its file, and the key it is known by."""

from hashlib import blake2b
from io import BytesIO
from typing import Any

import discord

from adapters.discord.buttons import MOST, buttons_fit, view_of
from adapters.discord.rendering import LONGEST, render
from bot.chat import Buttons
from bot.port import Refused, Why
from bot.text import Text

LONGEST_KEY = 25


def message_of(text: Text, buttons: Buttons = ()) -> dict[str, Any]:
    """A new message as the library takes it.

    Raises:
        Refused: its text or its buttons do not fit.
    """
    shown = render(text)
    if shown is None:
        raise Refused(Why.INVALID, f"a text has 1 to {LONGEST} characters")
    if not buttons_fit(buttons):
        raise Refused(Why.INVALID, f"a button needs a label, and a code or an address; {MOST} at most")
    found: dict[str, Any] = {"content": shown.content or None}
    if shown.embed:
        found["embed"] = discord.Embed(description=shown.embed)
        found["bare"] = shown.bare
    else:
        found["suppress_embeds"] = True
    if view := view_of(buttons):
        found["view"] = view
    return found


def edited(shown: dict[str, Any]) -> dict[str, Any]:
    """The same as a change of a message: what it does not have is taken away."""
    embed = shown.get("embed")
    return {"content": shown["content"], "embeds": [embed] if embed else [], "view": shown.get("view")}


def file_of(name: str, content: bytes) -> discord.File:
    return discord.File(BytesIO(content), filename=name)


def short(key: str) -> str:
    """A key as short as Discord wants it."""
    return key if len(key) <= LONGEST_KEY else blake2b(key.encode(), digest_size=12).hexdigest()
