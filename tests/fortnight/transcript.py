"""What one person saw on their phone in the fortnight, as text: the group, the private chat, what was pressed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from tests.fortnight.town import ROOM, ZONE, Phone, plain

_WIDTH = 7


def transcript(phone: Phone) -> str:
    """Day by day; each message in the group in its last form, in private in each, its buttons below it, its sign."""
    shown = [(_at(one), _message(phone, one)) for one in phone.messages(ROOM) if not one.get("line")]
    for forms in phone.forms.values():
        shown += [
            (at.astimezone(ZONE), _message(phone, form)) for at, form in [(_at(forms[0][1]), forms[0][1]), *forms[1:]]
        ]
    shown += [(at.astimezone(ZONE), text) for at, text in phone.above]
    shown.sort(key=lambda one: one[0])
    parts = []
    for day, found in groupby(shown, key=lambda one: one[0].date()):
        lines = "\n".join(line for at, text in found for line in _block(at, text))
        parts.append(f"### {day:%A} {day.day} {day:%B}\n\n```text\n{lines}\n```")
    return "\n\n".join(parts)


def _at(message: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(message["at"]).astimezone(ZONE)


def _block(at: datetime, text: str) -> Iterator[str]:
    first, *others = text.split("\n")
    yield f"{at:%H:%M}  {first}"
    for line in others:
        yield f"{'':{_WIDTH}}{line}".rstrip()


def _message(phone: Phone, message: dict[str, Any]) -> str:
    where = "" if message["chat"] == ROOM else "🔒 "
    by = _name(phone, message["by"])
    if message.get("deleted"):
        return f"{where}{by}: (deleted)"
    words = _marked(message) or {"sticker": "(sticker)", "voice": "(voice note)"}.get(message["kind"], "")
    if message["file"]:
        words = "\n".join(filter(None, [f"(file: {message['file']['name']})", words]))
    keys = ["  ".join(f"[{button['label']}]" for button in row) for row in message["buttons"]]
    sign = f"   {message['sign']}" if message["sign"] else ""
    answered = message["reply"]
    above = f"↪ {_name(phone, answered['by'])}  " if answered and not answered["bot"] else ""
    body = "\n".join([words + sign, *keys])
    return f"{where}{by}: {above}{body}" if message["by"] else f"{where}Tertulia:\n{body}"


def _marked(message: dict[str, Any]) -> str:
    """The text; in a correction what is struck and what is bold is marked, as the screen shows it."""
    spans = [(str(span[0]), span[1]) for span in message.get("text", [])]
    if not any(style == "struck" for _, style in spans):
        return plain(message)
    marks = {"struck": "~~", "bold": "**"}
    return "".join(f"{(mark := marks.get(style, ''))}{text}{mark}" for text, style in spans)


def _name(phone: Phone, person: str) -> str:
    names = {one["id"]: one["name"] for one in phone.chair.welcome["people"]}
    return "Tertulia" if not person else "me" if person == phone.person else names.get(person, person)
