"""A platform on lasting paper: what it shows is on disk before it says so, and a repeated key does nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.chat import Act, Delete, Edit, File, Pin, Place, React, Say, SendFile, Unpin
from bot.command import Offered
from bot.port import Finding, Limits, Receive, Refused, Why

LIMITS = Limits(
    ephemeral=True, send_key=True, sends_per_second=1e6, room_sends_per_second=1e6, room_sends_per_minute=10**6
)


@dataclass
class Shown:
    """A message as it stands."""

    id: str
    text: str
    labels: list[str]
    reactions: list[str] = field(default_factory=list)
    pinned: bool = False


class DurablePaper:
    """One line a deed; the chats are read back from the lines."""

    name = "paper"

    def __init__(self, path: Path, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._path = path
        self.lines: list[dict[str, Any]] = []
        if path.exists():
            self.lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    async def run(self, offered: Offered, receive: Receive) -> None:
        raise AssertionError("a scene hands its events over itself")

    async def check(self) -> list[Finding]:
        return []

    def private_link(self, payload: str) -> str:
        return f"paper:{payload}"

    def message_link(self, where: Place, message: str) -> str:
        return ""

    async def fetch(self, file: File, limit: int) -> bytes:
        raise Refused(Why.GONE, "no files here")

    async def deliver(self, act: Act, key: str) -> str:
        for line in self.lines:
            if line["key"] == key:
                return str(line["id"])
        message = getattr(act, "message", "")
        if message and message not in {one.id for one in self.chat(self._place(act))}:
            raise Refused(Why.GONE)
        line = {"key": key, "id": message or f"m{len(self.lines) + 1}", "place": self._place(act), **_deed(act)}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self.lines.append(line)
        return str(line["id"])

    def _place(self, act: Act) -> str:
        return f"private {act.where.id}" if act.where.private else act.where.id

    def chat(self, place: str) -> list[Shown]:
        """What stands in a chat, oldest first."""
        found: dict[str, Shown] = {}
        for line in self.lines:
            if line["place"] == place:
                _apply(found, line)
        return list(found.values())

    def places(self) -> Iterator[str]:
        yield from sorted({line["place"] for line in self.lines})


def _deed(act: Act) -> dict[str, Any]:
    match act:
        case Say() | Edit():
            labels = [button.label for line in act.buttons for button in line]
            return {"does": type(act).__name__, "text": act.text.plain, "labels": labels}
        case SendFile():
            return {"does": "Say", "text": f"[{act.name}]", "labels": []}
        case React():
            return {"does": "React", "signs": list(act.signs[:1])}
        case Pin() | Unpin() | Delete():
            return {"does": type(act).__name__}
    raise TypeError(type(act).__name__)


def _apply(chat: dict[str, Shown], line: dict[str, Any]) -> None:
    match line["does"]:
        case "Say":
            chat[line["id"]] = Shown(line["id"], line["text"], line["labels"])
        case "Edit":
            chat[line["id"]].text, chat[line["id"]].labels = line["text"], line["labels"]
        case "React" if line["id"] in chat:
            chat[line["id"]].reactions = line["signs"]
        case "Pin" | "Unpin":
            chat[line["id"]].pinned = line["does"] == "Pin"
        case "Delete":
            chat.pop(line["id"], None)
