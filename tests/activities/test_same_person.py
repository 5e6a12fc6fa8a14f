"""Scenes in which somebody joined twice and becomes one person."""

from __future__ import annotations

from pathlib import Path

from tests.activities.roster_desk import desk, named, stage_of
from tests.cast import a_class
from tests.tasks import set_member
from tests.toy import a_task


async def test_two_accounts_become_one_when_both_say_yes(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        class_ = await a_class(stage, learners=("Ana", "Anita", "Ben"))
        task = await a_task(stage, class_)
        await stage.says("Ana", "Quiero un aguacate, por favor", to=task)
        await stage.says("Anita", "Quiero una cuchara, por favor", to=task)
        await desk(stage, "Ana", "Same person as …", "Anita")
        assert "I have asked Ana and Anita." in stage.told("Marta")
        assert stage.private_chat("Ana")[-1] == "Are you also “Anita” in this class, with another account?"
        await stage.presses("Ana", "Yes, that is me", private=True)
        assert "with your other account too" in stage.told("Ana")
        assert named(stage, "Anita") is not None
        await stage.presses("Anita", "Yes, that is me", private=True)
        assert stage.told("Anita") == "Done. Both accounts are yours now: Anita."
        with stage.house.database.read() as records:
            assert [one.name for one in records.people.learners(1)] == ["Anita", "Ben"]
            one = records.people.member_of(1, stage.paper.name, "u-ana")
            other = records.people.member_of(1, stage.paper.name, "u-anita")
            assert one is not None
            assert other is not None
            assert one.id == other.id
            assert records.taking_part.writers(1) == 1
            assert len(records.contributions.of_member(one.id or 0)) == 2
        assert "Anita and Ana are one person now: Anita." in stage.private_chat("Marta")[-1]


async def test_what_only_one_account_was_asked_holds_for_the_person(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, learners=("Ana", "Anita"))
        asked = {"corrections": "private", "corrections_asked": True, "reminders": False, "corrects_paused": True}
        await set_member(stage, "Ana", **asked)
        await desk(stage, "Ana", "Same person as …", "Anita")
        for name in ("Ana", "Anita"):
            await stage.presses(name, "Yes, that is me", private=True)
        with stage.house.database.read() as records:
            [one] = records.people.learners(1)
            assert {name: getattr(one, name) for name in asked} == asked


async def test_one_yes_is_not_enough_and_a_no_ends_it(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage)
        await desk(stage, "Ana", "Same person as …", "Ben")
        await stage.presses("Ana", "Yes, that is me", private=True)
        await stage.presses("Ben", "No", private=True)
        assert "Ben says: Ana is somebody else." in stage.private_chat("Marta")[-1]
        await desk(stage, "Ana", "Same person as …", "Ben")
        await stage.presses("Ben", "Yes, that is me", private=True)
        with stage.house.database.read() as records:
            assert len(records.people.learners(1)) == 3, "Ana's first yes does not count any more"


async def test_under_18_nobody_is_written_to_first(tmp_path: Path) -> None:
    async with stage_of(tmp_path) as stage:
        await a_class(stage, minors=True)
        await desk(stage, "Ana", "Same person as …", "Ben")
        assert stage.told("Marta").startswith("I never write first to learners under 18.")
        assert stage.private_chat("Ana") == []


# -- invitations --------------------------------------------------------------------------------------------------
