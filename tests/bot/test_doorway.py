"""Who types a command in a room and cannot be reached privately is shown the way in, quietly and for minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from activities.help import Help
from activities.joining import Joining
from activities.progress import Progress
from activities.today import Today
from bot.port import Limits
from tests.cast import a_class
from tests.stage import Paper, Stage
from tests.tasks import set_account

WAY = "I answer in our private chat. Open it and press Start."
FAST = {"send_key": True, "room_sends_per_second": 1e6, "sends_per_second": 1e6}


def stage_in(folder: Path, *, ephemeral: bool = False) -> Stage:
    paper = Paper(limits=Limits(ephemeral=ephemeral, **FAST))  # type: ignore[arg-type]
    return Stage(folder, activities=[Help(), Joining(), Progress(), Today()], paper=paper)


def ways(stage: Stage) -> list[str]:
    return [one.plain for one in stage.posts() if one.plain == WAY]


@pytest.mark.parametrize(("name", "reachable"), [("Zoe", None), ("Ana", False)])
async def test_the_way_is_shown_once_for_all_and_taken_away(tmp_path: Path, name: str, reachable: bool | None) -> None:
    async with stage_in(tmp_path) as stage:
        await a_class(stage)
        if reachable is not None:
            await set_account(stage, name, reachable=reachable)
        for line in ("/today", "/help", "/today"):
            await stage.types(name, line, addressed=True)
        assert ways(stage) == [WAY]
        way = stage.posts()[-1]
        assert way.silent
        assert way.buttons[0][0].url == "paper:today"

        await stage.wait(minutes=11)
        assert ways(stage) == []
        await stage.types(name, "/today")
        assert ways(stage) == [WAY]


async def test_who_can_be_reached_needs_no_way(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await a_class(stage)
        before = stage.transcript()
        await stage.types("Ana", "/today")
        assert stage.transcript() == before
        assert stage.private_chat("Ana") != []


async def test_where_the_room_answers_one_alone_nobody_needs_a_way(tmp_path: Path) -> None:
    async with stage_in(tmp_path, ephemeral=True) as stage:
        await a_class(stage)
        await stage.types("Zoe", "/today")
        assert ways(stage) == []


async def test_an_unknown_person_is_shown_no_way_for_what_the_menu_does_not_offer(tmp_path: Path) -> None:
    async with stage_in(tmp_path) as stage:
        await a_class(stage)
        await stage.types("Zoe", "/progress")
        assert ways(stage) == []
