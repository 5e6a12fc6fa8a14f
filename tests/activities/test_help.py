"""/help: what this person can do at this place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.discover import activities
from bot.port import Limits
from storage.classes import Class
from storage.people import Role
from storage.records import Records
from tests.cast import a_class, enrol
from tests.stage import Paper, Stage

README = Path(__file__).parent.parent.parent / "README.md"
DECLARED = set(re.findall(r"^\| `/(\w+)", README.read_text(encoding="utf-8"), re.MULTILINE))
"""The commands of the README's table."""


@pytest.fixture
async def stage(tmp_path: Path):  # type: ignore[no-untyped-def]
    async with Stage(tmp_path, activities=[one() for one in activities()]) as found:
        await a_class(found)
        yield found


async def _help(stage: Stage, who: str, *, private: bool = True) -> str:
    await stage.types(who, "/help", private=private, addressed=True)
    return stage.told(who)


def _another_class(stage: Stage, records: Records) -> None:
    friday = Class(name="Friday B1", target="es", natives="en", level="B1", ready=True, created_at=stage.now)
    records.classes.add(friday)
    enrol(stage, records, friday, "Marta", Role.TEACHER)


def _named(text: str) -> set[str]:
    return set(re.findall(r"^/(\w+)", text, re.MULTILINE))


async def test_a_teacher_in_private_sees_every_command(stage: Stage) -> None:
    text = await _help(stage, "Marta")
    assert len(DECLARED) >= 13
    assert _named(text) == DECLARED - {"progress"}, "a teacher is not counted"
    assert set(stage.house.house.commands) == DECLARED
    assert len(text) < 1500
    heads = [line for line in text.split("\n") if not line.startswith((" ", "/"))]
    assert heads == ["Tuesday A2", "For your class", "For you", "Always"]


async def test_a_learner_sees_nothing_of_the_teachers(stage: Stage) -> None:
    text = await _help(stage, "Ana")
    assert _named(text) == {"today", "correct", "progress", "words", "settings", "help", "privacy"}
    assert "el pan" not in text  # an example that adds words is not hers
    assert "/words All words so far, as text and as a file." in text
    assert "/correct Ayer" not in text  # in private there is no message to answer
    assert "/correct Ayer fui al cine." in await _help(stage, "Ana", private=False)


async def test_a_helper_is_not_counted_and_who_learns_elsewhere_is(stage: Stage) -> None:
    def write(records: Records) -> None:
        here = records.classes.get(1)
        assert here is not None
        enrol(stage, records, here, "Hugo", Role.HELPER)
        friday = Class(name="Friday B1", target="fr", natives="en", level="B1", ready=True, created_at=stage.now)
        records.classes.add(friday)
        enrol(stage, records, friday, "Marta", Role.LEARNER)

    await stage.house.database.write(write)
    assert _named(await _help(stage, "Hugo")) == {"today", "correct", "words", "settings", "help", "privacy"}
    assert "progress" in _named(await _help(stage, "Marta"))
    assert "progress" not in _named(await _help(stage, "Marta", private=False))


async def test_a_stranger_is_told_who_this_is(stage: Stage) -> None:
    text = await _help(stage, "Zoe")
    assert text.startswith("I am Tertulia, a bot.")
    assert "press Join" in text
    assert "/setup" in text
    assert _named(text) == {"help", "privacy"}


async def test_a_stranger_s_command_is_answered_by_what_they_seem_to_be(stage: Stage) -> None:
    await stage.types("Zoe", "/schedule", private=True)
    assert stage.told("Zoe") == (
        "You teach no class of mine yet. Add me to the group of your class and press Set up there."
    )
    await stage.types("Zoe", "/progress", private=True)
    assert stage.told("Zoe").endswith("In the group of your class, press Join under a task.")


async def test_in_a_room_where_all_can_be_whispered_it_shows_the_signs(stage: Stage) -> None:
    text = await _help(stage, "Ana", private=False)
    assert "/today 🤫" in text


async def test_it_says_what_the_bot_cannot_see(stage: Stage) -> None:
    assert "not counted" not in await _help(stage, "Ana", private=False)
    await stage.add_bot(reads_all=False)
    assert (await _help(stage, "Ana", private=False)).endswith(
        "Tuesday A2: I see only commands and replies to me, so answers between learners are not counted. "
        "To change that, make me an admin there."
    )
    assert "not counted" in await _help(stage, "Marta")
    assert "not counted" not in await _help(stage, "Ana")


async def test_where_no_admin_can_change_it_the_host_can(tmp_path: Path) -> None:
    paper = Paper(limits=Limits(ephemeral=True, send_key=True, reads_as_admin=False))
    async with Stage(tmp_path, activities=[one() for one in activities()], paper=paper) as stage:
        await a_class(stage)
        await stage.add_bot(reads_all=False)
        assert (await _help(stage, "Marta")).endswith("not counted. The person who runs me can change that.")


async def test_a_group_where_nothing_can_be_whispered_offers_what_fits_there(tmp_path: Path) -> None:
    loud = Paper(limits=Limits(ephemeral=False, send_key=True))
    async with Stage(tmp_path, activities=[one() for one in activities()], paper=loud) as stage:
        await a_class(stage)
        await stage.types("Ana", "/help", addressed=True)
        assert _named(stage.private_chat("Ana")[-1]) == {"today", "correct", "help"}
        assert stage.posts() == []


async def test_in_a_room_it_answers_only_when_meant(stage: Stage) -> None:
    await stage.types("Ana", "/help")
    assert stage.whispers.get("Ana") is None


async def test_every_activity_that_is_asked_for_help_has_a_sentence_for_each_command(stage: Stage) -> None:
    for command in stage.house.house.commands.values():
        assert command.help
        assert command.example.startswith(f"/{command.name}")


async def test_a_teacher_of_two_classes_is_helped_as_a_teacher(stage: Stage) -> None:
    stage.admins.clear()
    await stage.house.database.write(lambda records: _another_class(stage, records))
    text = await _help(stage, "Marta")
    assert _named(text) == DECLARED - {"progress"}
    assert text.startswith("For your class\n/words Your word list")
    assert "/schedule vocabulary mon,thu 18:00 4" in text


async def test_a_class_that_is_finished_is_nobody_s(stage: Stage) -> None:
    def finish(records: Records) -> None:
        here = records.classes.get(1)
        assert here is not None
        here.finished_at = stage.now

    stage.admins.clear()
    await stage.house.database.write(finish)
    assert _named(await _help(stage, "Marta")) == {"help", "privacy"}


async def test_examples_are_in_the_readers_language(stage: Stage) -> None:
    stage.languages["Marta"] = "es"
    text = await _help(stage, "Marta")
    assert "/schedule vocabulario lun,jue 18:00 4" in text
    assert "/holiday 24 dic" in text
    await stage.types("Marta", "/schedule vocabulario lun,jue 18:00 4", private=True)
    assert stage.told("Marta").startswith("Tuesday A2\nGuardado.")
