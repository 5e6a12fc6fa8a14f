"""The teacher's desk for people, as three kinds of scenes use it."""

from __future__ import annotations

from pathlib import Path

from activities.inviting import Inviting
from activities.joining import Joining
from activities.people import People
from activities.same_person import SamePerson
from storage.people import Member
from tests.stage import Seen, Stage
from tests.toy import Toy


def stage_of(tmp_path: Path) -> Stage:
    return Stage(tmp_path, activities=[People(), Inviting(), SamePerson(), Joining(), Toy()])


def named(stage: Stage, name: str) -> Member | None:
    with stage.house.database.read() as records:
        return next((one for one in records.people.roster(1) if one.name == name), None)


async def desk(stage: Stage, *labels: str) -> Seen:
    """`/people`, then these buttons one after the other; what the teacher sees in the end."""
    await stage.types("Marta", "/people", private=True)
    for label in labels:
        await stage.presses("Marta", label, private=True)
    return stage.seen("Marta", private=True)[-1]
