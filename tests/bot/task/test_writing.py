"""Answers where the bot cannot read the room: through a form under the task, and from the menu of a message."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from activities.discussion import Discussion
from activities.private_answers import PrivateAnswers
from activities.vocabulary import Vocabulary
from bot.activity import Activity
from bot.chat import Answer, CommandUsed, Form, Popup, Private, Said
from bot.port import Limits
from storage.records import Records
from storage.rounds import Round
from tests.cast import a_class
from tests.stage import Paper, Stage
from tests.tasks import post_now, with_words, writers

LIMITS = Limits(
    ephemeral=True, forms=True, send_key=True, edit_old_every=600.0, room_sends_per_second=1e6,
    sends_per_second=1e6, room_sends_per_minute=10**6,
)  # fmt: skip
SENTENCE = "Compro dos quesos en el mercado."


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    activities: list[Activity] = [Vocabulary(), Discussion(), PrivateAnswers()]
    async with Stage(tmp_path, activities=activities, paper=Paper(limits=LIMITS)) as found:
        yield found


async def open_task(stage: Stage, *, reads_all: bool) -> Round:
    class_ = await a_class(stage)

    def write(records: Records) -> None:
        for room in records.rooms.of_class(class_.id or 0):
            room.reads_all = reads_all

    await stage.house.database.write(write)
    await with_words(stage, class_)
    return await post_now(stage, "vocabulary", 4)


async def from_menu(stage: Stage, name: str, said: Said) -> Answer:
    return await stage.happens(CommandUsed(*stage._head(name, stage.room), name="count", options={}, on=said))


def labels(stage: Stage) -> list[str]:
    return [button.label for row in stage.task.buttons for button in row]


async def test_what_is_written_in_the_form_is_sent_in_her_name_when_she_says_so(stage: Stage) -> None:
    round = await open_task(stage, reads_all=False)
    form = await stage.presses("Ana", "Write")
    assert isinstance(form, Form)
    shown = await stage.sends_form("Ana", words=SENTENCE)

    assert isinstance(shown, Private)
    assert writers(stage, round) == 0
    await stage.presses("Ana", "Send to the class for me")
    assert writers(stage, round) == 1
    assert any(f"Ana: {SENTENCE}" in one.plain for one in stage.posts())
    assert labels(stage)[0] == "Write"


async def test_what_is_too_short_is_said_over_the_screen(stage: Stage) -> None:
    await open_task(stage, reads_all=False)
    await stage.presses("Ana", "Write")
    answer = await stage.sends_form("Ana", words="no")

    assert isinstance(answer, Popup)
    assert "three words" in answer.text.plain


async def test_where_the_bot_reads_everything_there_is_no_such_button(stage: Stage) -> None:
    await open_task(stage, reads_all=True)

    assert "Write" not in labels(stage)


async def test_a_message_counts_from_its_menu(stage: Stage) -> None:
    round = await open_task(stage, reads_all=False)
    said = Said(*stage._head("Ana", stage.room), message="m900", text=SENTENCE)
    answer = await from_menu(stage, "Ana", said)

    assert isinstance(answer, Private)
    assert "Counted" in answer.text.plain
    assert writers(stage, round) == 1
    again = await from_menu(stage, "Ana", said)
    assert isinstance(again, Private)
    assert writers(stage, round) == 1


@pytest.mark.parametrize(
    ("who", "writer", "text", "says"),
    [
        ("Ben", "Ana", SENTENCE, "your own"),
        ("Ana", "Ana", "sí", "three words"),
        ("Marta", "Marta", SENTENCE, "learners"),
    ],
)
async def test_what_cannot_be_counted_is_said_with_its_reason(
    stage: Stage, who: str, writer: str, text: str, says: str
) -> None:
    round = await open_task(stage, reads_all=False)
    answer = await from_menu(stage, who, Said(*stage._head(writer, stage.room), message="m900", text=text))

    assert isinstance(answer, Private)
    assert says in answer.text.plain
    assert writers(stage, round) == 0


async def test_an_old_post_is_edited_seldom(stage: Stage) -> None:
    await open_task(stage, reads_all=True)
    await stage.wait(hours=2)
    await stage.says("Ana", SENTENCE, to=stage.task)
    await stage.says("Ben", "Compro pan y agua fresca.", to=stage.task)
    await stage.wait(minutes=5)
    assert stage.task.plain.splitlines()[-1].startswith("1 ")

    await stage.wait(minutes=6)
    assert stage.task.plain.splitlines()[-1].startswith("2 ")
