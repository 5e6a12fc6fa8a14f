"""A member's own settings, as two kinds of scenes use them."""

from __future__ import annotations

from pathlib import Path

from activities.joining import Joining
from activities.other_account import OtherAccount
from activities.privacy import Privacy
from activities.settings import Settings
from storage.people import Member
from tests.stage import Seen, Stage
from tests.toy import Toy


def stage_of(tmp_path: Path) -> Stage:
    return Stage(tmp_path, activities=[Settings(), OtherAccount(), Privacy(), Joining(), Toy()])


def member(stage: Stage, name: str, class_id: int = 1) -> Member:
    with stage.house.database.read() as records:
        found = records.people.member_of(class_id, stage.paper.name, stage.who(name).user)
        assert found is not None
        return found


async def settings(stage: Stage, name: str, *labels: str) -> Seen:
    """`/settings`, then these buttons one after the other; what the member sees in the end."""
    await stage.types(name, "/settings", private=True)
    for label in labels:
        await stage.presses(name, label, private=True)
    return stage.seen(name, private=True)[-1]
