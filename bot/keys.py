"""What an activity puts under a message: buttons by what they do, turned into codes a platform can carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.chat import Button, Buttons, Look
from bot.phrase import Languages, Phrase
from bot.text import clipped
from storage.posts import Post

_MOST_IN_ROW = 8


@dataclass(frozen=True, slots=True)
class Press:
    """A button that calls an action of this activity, or "activity.action" of another, with plain arguments."""

    label: Phrase
    action: str
    arguments: dict[str, Any] = field(default_factory=dict)
    look: Look = Look.PLAIN

    def of(self, activity: str) -> Press:
        """The same button for others than this activity: its action by its full name."""
        return self if "." in self.action else replace(self, action=f"{activity}.{self.action}")


@dataclass(frozen=True, slots=True)
class Open:
    """A button that opens an address."""

    label: Phrase
    url: str


Key = Press | Open
Keys = Sequence[Sequence[Key]]
"""Rows of keys, top to bottom."""


def row(*keys: Key | None) -> list[list[Key]]:
    """One row; what is None is left out."""
    found = [key for key in keys if key is not None]
    return [found] if found else []


def grid(keys: Sequence[Key], width: int = 3) -> list[list[Key]]:
    """Keys in rows of `width`."""
    return [list(keys[start : start + width]) for start in range(0, len(keys), width)]


def stored(keys: Keys, activity: str) -> list[dict[str, Any]]:
    """What the buttons do, as the post keeps it; a button's number is its place in this list."""
    return [
        {"do": key.of(activity).action, "with": key.arguments}
        for line in keys
        for key in line
        if isinstance(key, Press)
    ]


def shown(keys: Keys, post: Post, languages: Languages, language: str, longest: int) -> Buttons:
    """The buttons as a platform gets them: labels in a language, cut to `longest`, codes "<post id>:<number>"."""
    number = post.first_button
    rows = []
    for line in keys:
        buttons = []
        for key in line:
            label = clipped(languages.render(key.label, language).plain, longest)
            if isinstance(key, Open):
                buttons.append(Button(label, url=key.url))
                continue
            buttons.append(Button(label, code=f"{post.id}:{number}", look=key.look))
            number += 1
        rows.append(tuple(buttons[:_MOST_IN_ROW]))
    return tuple(rows)
