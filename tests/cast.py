"""The cast of a scene: a class that is set up and a few people who have joined it, written straight to the records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select

from storage.accounts import Account, MemberAccount
from storage.classes import Class
from storage.people import Member, Role
from storage.records import Records
from storage.rooms import Room
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
        records.rooms.add(room)
        people = {teacher: Role.TEACHER, **dict.fromkeys(learners, Role.LEARNER)}
        _enrol_all(stage, records, class_, people)
        return class_

    return await stage.house.database.write(write)


async def joined(stage: Stage, class_: Class, name: str, role: Role = Role.LEARNER, **columns: Any) -> Member:
    """One more person on the roster; `columns` are the member's that should be otherwise."""
    return await stage.house.database.write(lambda records: enrol(stage, records, class_, name, role, **columns))


def enrol(stage: Stage, records: Records, class_: Class, name: str, role: Role, **columns: Any) -> Member:
    """Write a person down as joined, seen in the room, with an open private chat."""
    return _enrol_all(stage, records, class_, {name: role}, **columns)[0]


def _enrol_all(
    stage: Stage, records: Records, class_: Class, people: Mapping[str, Role], **columns: Any
) -> list[Member]:
    """All at once: most scenes begin so."""
    assert class_.id is not None
    session, now = records.session, stage.now
    everyone = [stage.who(name) for name in people]
    found = session.exec(select(Account).where(col(Account.user).in_([one.user for one in everyone])))
    known = {(one.platform, one.user): one for one in found}
    accounts = [
        known.get((one.platform, one.user))
        or Account(platform=one.platform, user=one.user, name=one.name, reachable=True, seen_at=now)
        for one in everyone
    ]
    members = [
        Member(class_id=class_.id, role=role.value, **{"name": name, "joined_at": now, "confirmed_at": now, **columns})
        for name, role in people.items()
    ]
    session.add_all([*accounts, *members])
    session.flush()
    session.add_all(
        MemberAccount(member_id=member.id or 0, account_id=account.id or 0)
        for member, account in zip(members, accounts, strict=True)
    )
    session.flush()
    return members
