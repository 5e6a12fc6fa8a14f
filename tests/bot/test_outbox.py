"""What an activity sends fits every platform's limits."""

from pathlib import Path
from typing import ClassVar

import pytest

from bot.activity import Activity
from bot.command import command
from bot.phrase import later
from bot.port import Limits
from bot.turn import Turn
from storage.people import Role
from tests.stage import Paper, Stage

SENTENCE = "Here is a sentence. "


class Sheets(Activity):
    """Sends a file with a caption of any length."""

    name: ClassVar[str] = "sheets"
    title: ClassVar[str] = later("Sheets")

    @command(later("A sheet."), role=Role.STRANGER)
    def sheet(self, turn: Turn, sentences: int) -> None:
        turn.send_file("sheet.csv", b"a,b", SENTENCE * sentences)


@pytest.mark.parametrize(("sentences", "messages"), [(1, 1), (5, 1), (6, 2), (40, 5)])
async def test_a_long_caption_goes_before_the_file(tmp_path: Path, sentences: int, messages: int) -> None:
    paper = Paper(limits=Limits(text=200, caption=100, send_key=True, room_sends_per_second=1e6))
    async with Stage(tmp_path, activities=[Sheets()], paper=paper) as stage:
        await stage.types("Ana", f"/sheet {sentences}", private=True)

        *before, file = [one for one in stage.seen("Ana", private=True) if one.by != "Ana"]
        assert len(before) + 1 == messages
        assert all(one.plain.rstrip().endswith("sentence.") and len(one.plain) <= 200 for one in before)
        assert file.file == b"a,b"
        said = " ".join([*(one.plain for one in before), file.plain.removesuffix(" [sheet.csv]")])
        assert said.split() == (SENTENCE * sentences).split()
