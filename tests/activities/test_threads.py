"""A thread for each task: a choice of the class, offered where the platform has threads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from activities.setup import Setup
from activities.vocabulary import Vocabulary
from bot.chat import Act, Private, Say
from bot.port import Limits
from storage.records import Records
from tests.cast import a_class
from tests.stage import Paper, Stage
from tests.tasks import post_now, with_words

FAST: dict[str, Any] = {
    "ephemeral": True,
    "room_sends_per_second": 1e6,
    "sends_per_second": 1e6,
    "room_sends_per_minute": 10**6,
}


class Threaded(Paper):
    """Remembers the titles of the threads it was asked to open."""

    def __init__(self, *, threads: bool = True) -> None:
        super().__init__(limits=Limits(send_key=True, threads=threads, **FAST))
        self.opened: list[str] = []

    async def deliver(self, act: Act, key: str) -> str:
        if isinstance(act, Say) and act.thread:
            self.opened.append(act.thread)
        return await super().deliver(act, key)


def stage_of(tmp_path: Path, paper: Paper) -> Stage:
    return Stage(tmp_path, activities=[Setup(), Vocabulary()], paper=paper)


async def test_each_task_opens_a_thread_once_the_class_has_chosen_it(tmp_path: Path) -> None:
    paper = Threaded()
    async with stage_of(tmp_path, paper) as stage:
        class_ = await a_class(stage)
        await with_words(stage, class_)
        await stage.types("Marta", "/setup")
        await stage.presses("Marta", "Threads")
        answer = await stage.presses("Marta", "Yes, a thread each")
        assert isinstance(answer, Private)
        assert "Each task opens a thread" in answer.text.plain

        round = await post_now(stage, "vocabulary", 4)
        assert paper.opened == [round.title]


async def test_without_the_choice_there_is_no_thread(tmp_path: Path) -> None:
    paper = Threaded()
    async with stage_of(tmp_path, paper) as stage:
        await with_words(stage, await a_class(stage))
        await post_now(stage, "vocabulary", 4)

        assert paper.opened == []


@pytest.mark.parametrize(("threads", "kind"), [(False, "group"), (True, "topic")])
async def test_it_is_not_offered_where_there_are_no_threads(tmp_path: Path, *, threads: bool, kind: str) -> None:
    paper = Threaded(threads=threads)
    async with stage_of(tmp_path, paper) as stage:
        class_ = await a_class(stage, threads=True)

        def write(records: Records) -> None:
            for room in records.rooms.of_class(class_.id or 0):
                room.kind = kind

        await stage.house.database.write(write)
        await with_words(stage, class_)
        shown = await stage.types("Marta", "/setup")
        assert isinstance(shown, Private)
        assert "Threads" not in [button.label for row in shown.buttons for button in row]

        await post_now(stage, "vocabulary", 4)
        assert paper.opened == []
