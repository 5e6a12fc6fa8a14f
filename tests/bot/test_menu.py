"""What each person is offered at each place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chat import Completing, Place
from bot.discover import activities
from bot.port import Limits
from storage.people import Role
from tests.cast import a_class, joined
from tests.stage import Paper, Stage

TEACHERS = {"questions", "schedule", "post", "overview", "people", "holiday", "setup", "addroom"}
MEMBERS = {"today", "words", "settings"}
COUNTED = {"progress"}
EVERYBODY = {"help", "privacy"}
LATER = {"correct"}


@pytest.fixture
async def stage(tmp_path: Path):  # type: ignore[no-untyped-def]
    async with Stage(tmp_path, activities=[one() for one in activities()]) as found:
        class_ = await a_class(found)
        await joined(found, class_, "Hugo", Role.HELPER)
        yield found


async def _offered(stage: Stage, who: str, where: Place, *, admin: bool = False) -> set[str]:
    entries = await stage.house.engine.menu(where, stage.who(who), by_admin=admin)
    return {entry.name for entry in entries} - LATER


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("Marta", TEACHERS | MEMBERS | EVERYBODY),
        ("Hugo", MEMBERS | EVERYBODY),
        ("Ana", MEMBERS | COUNTED | EVERYBODY),
        ("Zoe", EVERYBODY),
    ],
)
async def test_everybody_is_offered_what_is_theirs(stage: Stage, who: str, offered: set[str]) -> None:
    assert await _offered(stage, who, stage.private(who)) == offered
    assert await _offered(stage, who, stage.room) == offered


async def test_in_another_classs_room_a_teacher_is_a_stranger(stage: Stage) -> None:
    assert await _offered(stage, "Marta", Place("paper", "room2")) == EVERYBODY
    assert await _offered(stage, "Marta", Place("paper", "room2"), admin=True) == EVERYBODY | {"setup", "addroom"}


async def test_where_nothing_can_be_whispered_only_what_fits_a_group_is_offered(tmp_path: Path) -> None:
    loud = Paper(limits=Limits(ephemeral=False))
    async with Stage(tmp_path, activities=[one() for one in activities()], paper=loud) as stage:
        await a_class(stage)
        for who in ("Marta", "Ana"):
            assert await _offered(stage, who, stage.room) == {"today", "help"}
        assert await _offered(stage, "Zoe", stage.room, admin=True) == {"help", "setup"}
        assert await _offered(stage, "Marta", stage.private("Marta")) == TEACHERS | MEMBERS | EVERYBODY


async def test_descriptions_are_in_the_persons_language_and_say_who_sees_the_answer(stage: Stage) -> None:
    stage.languages["Ana"] = "es"
    entries = {one.name: one for one in await stage.house.engine.menu(stage.room, stage.who("Ana"))}
    assert entries["today"].description.startswith("🤫 ")
    english = {one.name: one for one in await stage.house.engine.menu(stage.room, stage.who("Ben"))}
    assert english["today"].description == "🤫 What is open now."
    assert english["today"].usage == "/today"


async def test_every_parameter_has_a_description(stage: Stage) -> None:
    for entry in await stage.house.engine.menu(stage.room, stage.who("Marta")):
        for name, description, _ in entry.parameters:
            assert description, f"/{entry.name} [{name}]"


@pytest.mark.parametrize(
    ("command", "parameter"), [("schedule", "days"), ("nothing", "days"), ("schedule", "nothing"), ("today", "x")]
)
async def test_completion_of_what_is_not_theirs_or_not_there_is_empty(
    stage: Stage, command: str, parameter: str
) -> None:
    asked = Completing(stage.room, stage.who("Ana"), command, parameter, "")
    assert await stage.house.engine.complete(asked) == []
    if command == "schedule" and parameter == "days":
        theirs = Completing(stage.room, stage.who("Marta"), command, parameter, "")
        assert await stage.house.engine.complete(theirs)


async def test_completion_begins_with_what_was_typed_and_is_short(stage: Stage) -> None:
    assert await stage.completes("Marta", "schedule", "activity", "disc") == ["discussion"]
    for parameter in ("target", "native", "level", "timezone"):
        found = await stage.completes("Marta", "setup", parameter, "")
        assert len(found) <= 25


async def test_what_people_need_most_comes_first(stage: Stage) -> None:
    desk = [
        one.name for one in await stage.house.engine.menu(stage.private("Marta"), stage.who("Marta"), by_admin=False)
    ]
    mine = [one.name for one in await stage.house.engine.menu(stage.private("Ana"), stage.who("Ana"), by_admin=False)]
    assert desk[:4] == ["words", "questions", "schedule", "post"]
    assert mine[:3] == ["today", "correct", "progress"]
    assert desk[-2:] == mine[-2:] == ["help", "privacy"]
