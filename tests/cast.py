"""The cast of a scene: a class that is set up and a few people who have joined it, written straight to the records."""

from __future__ import annotations

from typing import Any

from bot.chat import Who
from storage.classes import Class, Room
from storage.people import Account, Member, Role
from storage.records import Records
from tests.stage import Stage


async def a_class(
    stage: Stage, learners: tuple[str, ...] = ("Ana", "Ben", "Chloe"), teacher: str = "Marta", **settings: Any
) -> Class:
    """A ready class in the stage's room: English speakers who learn Spanish, A2, in London; all can be reached.

    `settings` are columns of the class that should be otherwise, e.g. `minors=True`.
    """

    def write(records: Records) -> Class:
        class_ = Class(
            **{
                "name": stage.title,
                "target": "es",
                "natives": "en",
                "level": "A2",
                "zone": "Europe/London",
                "language": "en",
                "ready": True,
                "created_at": stage.now,
                **settings,
            }
        )
        records.classes.add(class_)
        room = Room(
            class_id=class_.id,
            platform=stage.room.platform,
            place=stage.room.id,
            title=stage.title,
            seen_at=stage.now,
        )
        records.classes.add(room)
        enrol(stage, records, class_, teacher, Role.TEACHER)
        for learner in learners:
            enrol(stage, records, class_, learner, Role.LEARNER)
        return class_

    return await stage.house.database.write(write)


async def joined(stage: Stage, class_: Class, name: str, role: Role = Role.LEARNER, **columns: Any) -> Member:
    """One more person on the roster; `columns` are the member's that should be otherwise."""
    return await stage.house.database.write(lambda records: enrol(stage, records, class_, name, role, **columns))


def enrol(stage: Stage, records: Records, class_: Class, name: str, role: Role, **columns: Any) -> Member:
    """Write a person down as joined, seen in the room, with an open private chat."""
    assert class_.id is not None
    who = stage.who(name)
    account = records.people.account(who.platform, who.user) or _account(stage, records, who)
    member = Member(
        class_id=class_.id,
        role=role.value,
        **{"name": name, "joined_at": stage.now, "confirmed_at": stage.now, **columns},
    )
    records.people.add(member)
    records.people.link(member, account)
    return member


def _account(stage: Stage, records: Records, who: Who) -> Account:
    account = Account(platform=who.platform, user=who.user, name=who.name, reachable=True, seen_at=stage.now)
    records.people.add(account)
    return account
