"""Scenes of a second phone or account: a code shown on one, written on the other."""

from __future__ import annotations

from pathlib import Path

from tests.activities.own_settings import member, settings, stage_of
from tests.cast import a_class
from tests.stage import Stage


async def code_of(stage: Stage, name: str) -> str:
    await settings(stage, name, "Another account")
    return stage.told(name).split("account: ")[1].split()[0]


async def test_a_code_makes_two_accounts_one_person(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        code = await code_of(stage, "Ana")
        await stage.says("AnaPhone", f"{code.lower().replace('-', ' ')}", private=True)
        assert stage.told("AnaPhone") == "Are you Ana in Tuesday A2? Then this account is yours there, too."
        await stage.presses("AnaPhone", "Yes, that is me", private=True)
        assert stage.told("AnaPhone") == "Done. This account is yours now, too: Ana."
        assert member(stage, "AnaPhone").id == member(stage, "Ana").id
        await stage.says("Ben", code, private=True)
        assert stage.told("Ben") == "This code was used already, or is too old. Please make a new one: /settings", (
            "it works once"
        )


async def test_where_the_platform_has_links_one_carries_the_code(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        code = await code_of(stage, "Ana")
        assert f"Or open this link there: paper:account_{code}\n" in stage.told("Ana")
        await stage.opens_private("AnaPhone", f"account_{code}")
        await stage.presses("AnaPhone", "Yes, that is me", private=True)
        assert member(stage, "AnaPhone").id == member(stage, "Ana").id


async def test_an_account_that_had_joined_by_itself_becomes_the_same_person(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, learners=("Ana", "AnaPhone"))
        code = await code_of(stage, "Ana")
        await stage.says("AnaPhone", code, private=True)
        await stage.presses("AnaPhone", "Yes, that is me", private=True)
        with stage.house.database.read() as records:
            assert [one.name for one in records.people.learners(1)] == ["Ana"]
        assert member(stage, "AnaPhone").id == member(stage, "Ana").id


async def test_a_code_is_good_for_fifteen_minutes_and_not_for_oneself(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        code = await code_of(stage, "Ana")
        await stage.says("Ana", code, private=True)
        assert "Write it with your other account." in stage.told("Ana")
        await stage.says("AnaPhone", code, private=True)
        await stage.wait(minutes=16)
        await stage.presses("AnaPhone", "Yes, that is me", private=True)
        assert stage.told("AnaPhone") == "This code was used already, or is too old. Please make a new one: /settings"


async def test_a_no_changes_nothing_and_a_guess_opens_nothing(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        code = await code_of(stage, "Ana")
        await stage.says("Ben", code, private=True)
        await stage.presses("Ben", "No", private=True)
        assert member(stage, "Ben").id != member(stage, "Ana").id
        await stage.says("Ben", "AAAAA-22222", private=True)
        assert "code" in stage.told("Ben")
