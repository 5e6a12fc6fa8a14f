"""Acts as a delivery keeps them on disk: plain JSON in, acts for a platform out."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import Any

from bot.chat import Act, Button, Buttons, Delete, Edit, Look, Pin, Place, React, Say, SendFile, Unpin
from bot.text import Text

_SAID = ("reply_to", "silent", "only_for", "quote", "thread", "reply_in")
"""What a message says of itself besides text and buttons."""


def seal_act(act: Act) -> tuple[str, str]:
    """An act's kind and its content as JSON; the place is kept apart."""
    match act:
        case Say(_, text, buttons):
            content: dict[str, Any] = {name: getattr(act, name) for name in _SAID}
            return "say", json.dumps({"text": text.dump(), "buttons": _dump(buttons), **content})
        case Edit(_, message, text, buttons):
            return "edit", json.dumps({"message": message, "text": text.dump(), "buttons": _dump(buttons)})
        case React(_, message, signs):
            return "react", json.dumps({"message": message, "signs": list(signs)})
        case Pin(_, message):
            return "pin", json.dumps({"message": message})
        case Unpin(_, message):
            return "unpin", json.dumps({"message": message})
        case Delete(_, message):
            return "delete", json.dumps({"message": message})
        case SendFile(_, name, content_, caption, only_for):
            return "file", json.dumps(
                {"name": name, "content": b64encode(content_).decode(), "caption": caption.dump(), "only_for": only_for}
            )
        case _:
            raise TypeError(f"{type(act).__name__} is not kept")


def open_act(kind: str, content: str, where: Place, message: str) -> Act:
    """The act again; `message` is the platform's id of the post it concerns, where the content names none."""
    kept = json.loads(content)
    message = kept.get("message") or message
    match kind:
        case "say":
            said = {name: kept[name] for name in _SAID if name in kept}
            return Say(where, Text.load(kept["text"]), _load(kept["buttons"]), **said)
        case "edit":
            return Edit(where, message, Text.load(kept["text"]), _load(kept["buttons"]))
        case "react":
            return React(where, message, tuple(kept["signs"]))
        case "pin":
            return Pin(where, message)
        case "unpin":
            return Unpin(where, message)
        case "delete":
            return Delete(where, message)
        case "file":
            return SendFile(
                where, kept["name"], b64decode(kept["content"]), Text.load(kept["caption"]), kept["only_for"]
            )
        case _:
            raise ValueError(f"unknown kind of act: {kind}")


def _dump(buttons: Buttons) -> list[list[list[str]]]:
    return [[[b.label, b.code, b.url, b.look.value] for b in line] for line in buttons]


def _load(kept: list[list[list[str]]]) -> Buttons:
    return tuple(tuple(Button(label, code, url, Look(look)) for label, code, url, look in line) for line in kept)
