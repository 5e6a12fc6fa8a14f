"""One call of the bot's, and the table of what answers it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.adapters.discord.errors import Failed, Json


@dataclass
class Call:
    """`path` as it was asked, `template` as it is written in the table."""

    method: str
    path: str
    template: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None
    files: list[tuple[str, bytes]] = field(default_factory=list)
    failed: int = 0

    def ident(self, name: str) -> int:
        value = self.parts[name]
        if not value.isdigit():
            raise Failed(400, 50035, "Invalid Form Body", errors={name: {"_errors": [{"code": "NUMBER_TYPE_COERCE"}]}})
        return int(value)

    @property
    def named(self) -> str:
        return f"{self.method} {self.template}"


Answers = Callable[[Any, Call], Json | list[Json] | None]
TABLE: list[tuple[str, re.Pattern[str], str, Answers]] = []


def route(method: str, template: str) -> Callable[[Answers], Answers]:
    """Let a function answer this; the first in the table that fits does."""

    def declare(answers: Answers) -> Answers:
        pattern = re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(template)) + "$")
        TABLE.append((method, pattern, template, answers))
        return answers

    return declare


def find(call: Call) -> Answers:
    """What answers a call; raises Failed."""
    for method, pattern, template, answers in TABLE:
        if method == call.method and (match := pattern.match(call.path)):
            call.template, call.parts = template, match.groupdict()
            return answers
    raise Failed(404, 0, "404: Not Found")
