"""The log of a full week at its most talkative holds no name, no account, no token and nothing anybody wrote."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import ClassVar

import pytest

from bot.activity import Activity, at_work, on_result
from bot.command import command
from bot.log import start_logging
from bot.port import Refused, Uncertain, Why
from bot.turn import Turn
from storage.people import Role
from tests.doors import SECRETS, SENTENCE, a_town

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


class Clumsy(Activity):
    """Fails in every way, each time with a learner's words in the error."""

    name: ClassVar[str] = "clumsy"

    @command("Break.", role=Role.STRANGER)
    def breaks(self, turn: Turn) -> None:
        raise RuntimeError(f"{turn.by.name} wrote {SENTENCE} with {TOKEN}")

    @command("Break outside.", role=Role.STRANGER)
    def breaks_later(self, turn: Turn) -> None:
        turn.work("fail", "made")

    @at_work
    def fail(self, turn: Turn) -> str:
        raise ValueError(f"{turn.by.name} wrote {SENTENCE} with {TOKEN}")

    @on_result(Role.STRANGER)
    def made(self, turn: Turn, made: str) -> None:
        raise AssertionError(made)


@pytest.fixture
def stream(own_log: None) -> io.StringIO:
    """Where the log goes during a test."""
    return io.StringIO()


async def test_a_week_leaves_no_words_in_the_log(tmp_path: Path, stream: io.StringIO) -> None:
    start_logging([TOKEN], level="DEBUG", stream=stream)
    async with a_town(tmp_path, more=[Clumsy()]) as town:
        stage = town.stage
        stage.paper.failing += [
            Refused(Why.INVALID, f"bad text: {SENTENCE}"),
            Uncertain(f"{TOKEN} {SENTENCE}"),
            RuntimeError(f"{TOKEN} {SENTENCE}"),
        ]
        for line in ("/breaks", "/breaks_later", "/people", f"/words {SENTENCE}"):
            await stage.types("Anastasia", line, private=True)
            await stage.types("Marta", line, private=True)
        await stage.sends("Marta", "zafarrancho.xlsx", f"PK {SENTENCE}".encode(), command="/words")
        await stage.sends("Marta", "zafarrancho.csv", f"{SENTENCE};x\n".encode(), command="/words")
        said = await stage.says("Anastasia", SENTENCE, to=stage.task)
        await stage.edits("Anastasia", said, SENTENCE * 2)
        await stage.deletes("Anastasia", said)
        for to in ("reminder", "close", "post"):
            await stage.jump(to)
        await stage.types("Anastasia", "/privacy", private=True)
        await stage.presses("Anastasia", "Delete me", private=True)
        await stage.presses("Anastasia", "Delete everything", private=True)

    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert {"event", "turn failed", "a platform broke its promise"} <= {line["event"] for line in lines}
    assert {"CommandTyped", "Said", "Edited", "Deleted", "Pressed"} <= {line.get("what") for line in lines}
    log = stream.getvalue().lower()
    assert [word for word in (*SECRETS, TOKEN) if word.lower() in log] == []
