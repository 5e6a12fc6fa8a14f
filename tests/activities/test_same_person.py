"""Scenes in which somebody joined twice and becomes one person."""

from __future__ import annotations

from pathlib import Path

from activities.inviting import Inviting
from activities.joining import Joining
from activities.people import People
from activities.same_person import SamePerson
from bot.task import life
from bot.turn import Scene, Turn
from storage.classes import Class
from storage.people import Member
from tests.cast import a_class
from tests.stage import Seen, Stage
from tests.toy import Toy, with_words


def stage_of(tmp_path: Path) -> Stage:
    return Stage(tmp_path, activities=[People(), Inviting(), SamePerson(), Joining(), Toy()])


def named(stage: Stage, name: str) -> Member | None:
    with stage.house.database.read() as records:
        return next((one for one in records.people.roster(1) if one.name == name), None)


async def a_task(stage: Stage, class_: Class) -> Seen:
    await with_words(stage, class_, "aguacate", "cuchara")

    def play(turn: Turn) -> None:
        activity = turn.house.activities["toy"]
        assert isinstance(activity, Toy)
        life.open_round(turn, activity, 2, None)

    await stage.house.engine.run(play, lambda records: Scene(class_=records.classes.get(class_.id or 0)), now=stage.now)
    await stage.house.carrier.drain()
    return stage.task


async def desk(stage: Stage, *labels: str) -> Seen:
    """`/people`, then these buttons one after the other; what the teacher sees in the end."""
    await stage.types("Marta", "/people", private=True)
    for label in labels:
        await stage.presses("Marta", label, private=True)
    return stage.seen("Marta", private=True)[-1]


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
        assert stage.told("Anita") == "Done. Both accounts are you now: Anita."
        with stage.house.database.read() as records:
            assert [one.name for one in records.people.learners(1)] == ["Anita", "Ben"]
            one = records.people.member_of(1, stage.paper.name, "u-ana")
            other = records.people.member_of(1, stage.paper.name, "u-anita")
            assert one is not None
            assert other is not None
            assert one.id == other.id
            assert records.contributions.writers(1) == 1
            assert len(records.contributions.of_member(one.id or 0)) == 2
        assert "Anita and Ana are one person now: Anita." in stage.private_chat("Marta")[-1]


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
