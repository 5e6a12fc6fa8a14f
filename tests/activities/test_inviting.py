"""Scenes with links: a second teacher, a substitute until a date, and learners who are not in the group."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.people import Role
from tests.activities.roster_desk import desk, named, stage_of
from tests.cast import a_class
from tests.stage import Stage


def role_of(stage: Stage, name: str) -> int:
    member = named(stage, name)
    assert member
    return member.role


def link_in(stage: Stage) -> str:
    return next(word for word in stage.told("Marta").split() if word.startswith("paper:")).removeprefix("paper:")


async def test_a_second_teacher_comes_by_a_link_that_works_once(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await desk(stage, "Invite a teacher", "For good")
        assert "It works once, for 48 hours." in stage.told("Marta")
        payload = link_in(stage)
        await stage.opens_private("Olga", payload)
        assert stage.told("Olga") == (
            "Would you like to teach Tuesday A2 here?\nIf you say yes, I keep your name and show you the class."
        )
        with stage.house.database.read() as records:
            assert records.accounts.get(stage.paper.name, "u-olga") is None
        await stage.presses("Olga", "Yes, I will teach", private=True)
        assert "Welcome! You teach here now." in stage.told("Olga")
        olga = named(stage, "Olga")
        assert olga is not None
        assert (olga.role, olga.teacher_until) == (Role.TEACHER, None)
        await stage.opens_private("Pia", payload)
        assert stage.told("Pia") == "This invitation was used already, or is too old. Please ask for a new one."


async def test_a_substitute_teaches_until_a_date(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await desk(stage, "Invite a teacher", "Until a date …")
        await stage.says("Marta", "yesterday's tomorrow", private=True)
        assert "for example" in stage.told("Marta").lower()
        await stage.says("Marta", "10 May", private=True)
        await stage.opens_private("Olga", link_in(stage))
        assert "Until Sun 10 May, that day included." in stage.told("Olga")
        await stage.presses("Olga", "Yes, I will teach", private=True)
        await stage.wait(days=6)
        assert role_of(stage, "Olga") == Role.TEACHER
        await stage.wait(days=1)
        olga = named(stage, "Olga")
        assert olga is not None
        assert olga.role == Role.HELPER
        assert stage.private_chat("Olga")[-1] == "Your days as a teacher here are over. Thank you for your help!"


async def substitute(stage: Stage, name: str = "Olga") -> None:
    await desk(stage, "Invite a teacher", "Until a date …")
    await stage.says("Marta", "10 May", private=True)
    await stage.opens_private(name, link_in(stage))
    await stage.presses(name, "Yes, I will teach", private=True)


async def test_the_first_teacher_hears_at_once_who_took_the_invitation(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await substitute(stage)
        assert stage.private_chat("Marta")[-1] == (
            "Tuesday A2\nOlga has taken your invitation and teaches here now. Is that wrong? /people\n"
            "Until Sun 10 May, that day included."
        )
        assert not [told for told in stage.private_chat("Ana") if "Olga" in told]


async def test_a_substitute_does_not_decide_who_teaches(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await substitute(stage)
        told = "You teach here until Sun 10 May. That is for Marta to decide."
        for labels in (
            ("Invite a teacher",),
            ("Marta (teacher)", "No longer teacher"),
            ("Olga (teacher)", "Teacher for good"),
        ):
            await stage.types("Olga", "/people", private=True)
            for label in labels:
                await stage.presses("Olga", label, private=True)
            assert told in stage.told("Olga")
        assert role_of(stage, "Marta") == Role.TEACHER


async def test_a_substitute_may_be_asked_to_stay(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await substitute(stage)
        await desk(stage, "Olga (teacher)", "Teacher for good")
        assert "Olga teaches this class for good now." in stage.told("Marta")
        await stage.wait(days=20)
        assert role_of(stage, "Olga") == Role.TEACHER


async def test_a_class_keeps_a_teacher_for_good(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await substitute(stage)
        await desk(stage, "Marta (teacher)", "No longer teacher")
        assert stage.told("Marta") == "A class needs a teacher. Invite another one first."


async def test_an_invitation_is_good_for_48_hours(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await desk(stage, "Invite a teacher", "For good")
        payload = link_in(stage)
        await stage.wait(hours=47)
        await stage.opens_private("Olga", payload)
        await stage.wait(hours=2)
        await stage.presses("Olga", "Yes, I will teach", private=True)
        assert stage.told("Olga") == "This invitation was used already, or is too old. Please ask for a new one."
        assert named(stage, "Olga") is None


async def test_the_code_can_be_typed_and_a_no_keeps_nothing(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await desk(stage, "Invite a teacher", "For good")
        code = link_in(stage).removeprefix("teacher_")
        await stage.says("Olga", f" {code.lower()} ", private=True)
        await stage.presses("Olga", "No, thanks", private=True)
        assert stage.told("Olga") == "All right. I keep nothing about you."
        with stage.house.database.read() as records:
            assert records.accounts.get(stage.paper.name, "u-olga") is None


async def test_who_teaches_already_does_not_use_the_invitation_up(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await desk(stage, "Invite a teacher", "For good")
        payload = link_in(stage)
        await stage.opens_private("Marta", payload)
        assert "You teach this class already." in stage.told("Marta")
        await stage.opens_private("Ana", payload)
        await stage.presses("Ana", "Yes, I will teach", private=True)
        ana = named(stage, "Ana")
        assert ana is not None
        assert ana.role == Role.TEACHER, "a learner of the class may become its teacher"


@pytest.mark.parametrize("payload", ["teacher_", "teacher_AAAAA-AAAAA", "teacher_" + "x" * 500])
async def test_a_made_up_invitation_opens_nothing(tmp_path: Path, payload: str) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await stage.opens_private("Olga", payload)
        assert stage.told("Olga") == "This invitation was used already, or is too old. Please ask for a new one."


async def test_the_code_is_nowhere_in_the_database(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await desk(stage, "Invite a teacher", "For good")
        code = link_in(stage).removeprefix("teacher_").replace("-", "").encode()
        kept = b"".join(path.read_bytes() for path in tmp_path.glob("tertulia.db*"))
        assert code not in kept
        assert code[:5] not in kept


async def test_learners_can_be_given_a_link(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await desk(stage, "Link for learners")
        assert link_in(stage).startswith("join_")
        await stage.opens_private("Dora", link_in(stage))
        assert stage.told("Dora").startswith("Would you like to join Tuesday A2?")
