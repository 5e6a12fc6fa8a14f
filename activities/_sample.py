"""The sample class of `tertulia demo`: set up, with its word list, its schedule and people who have joined."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, ClassVar

from activities._classes.welcome import post_welcome
from activities._lists.packs import add_pack, packs
from bot.access import set_class
from bot.activity import Activity
from bot.port import Sample, SampleAnswer
from storage.classes import Class
from storage.people import CorrectionWish, Member, Role
from storage.schedules import Schedule

if TYPE_CHECKING:
    from bot.chat import Arrived, RoomSeen
    from bot.turn import Turn

ROOM = "Spanish A2, Tuesday group"
TEACHER = "Marta"
NOT_YET_JOINED = "Dev"
"""One learner has not joined, so that a teacher sees what happens then."""


@lru_cache(maxsize=1)
def sample() -> Sample:
    """The people of the sample class and what they can be made to write; what fits any task comes last."""
    source = files("activities.starters") / "es-en" / "A2" / "answers.toml"
    kept: dict[str, Any] = tomllib.loads(source.read_text("utf-8"))
    answers = [SampleAnswer(tuple(one["to"]), one["text"], one["by"]) for one in kept["answer"]]
    answers.sort(key=lambda one: not one.to)
    return Sample(ROOM, TEACHER, tuple(one["name"] for one in kept["learner"]), tuple(answers))


class SampleClass(Activity):
    """Furnishes the class when the practice room is seen for the first time. It comes before all other activities."""

    name: ClassVar[str] = "sample"

    def room_seen(self, turn: Turn, seen: RoomSeen) -> None:
        room = turn.scene.room
        if room is None or room.class_id or seen.title != ROOM or turn.records.classes.all():
            return
        class_ = Class(
            name=ROOM,
            target="es",
            natives="en",
            level="A2",
            zone="Europe/London",
            language="en",
            size=5,
            ready=True,
            created_at=turn.now,
        )
        turn.records.classes.add(class_)
        room.class_id = class_.id
        set_class(turn, class_)
        self._join(turn, Role.TEACHER)
        add_pack(turn, packs("es", "en", "A2")[0])
        for activity, days, count in (("vocabulary", "mon,thu", 5), ("discussion", "wed", 1)):
            turn.records.schedules.add(
                Schedule(
                    class_id=turn.class_id, activity=activity, days=days, time="18:00", count=count, checked_at=turn.now
                )
            )
        turn.learn("es")
        turn.activity = "joining"
        post_welcome(turn)

    def arrived(self, turn: Turn, arrived: Arrived) -> None:
        """The sample learners join as they come in, all but one."""
        known = {person for person in sample().learners if person != NOT_YET_JOINED}
        if turn.scene.class_ and turn.scene.member is None and arrived.by.name in known:
            self._join(turn, Role.LEARNER)

    def _join(self, turn: Turn, role: Role) -> None:
        account = turn.account_of(turn.by)
        account.reachable = True
        member = Member(
            class_id=turn.class_id,
            name=account.name,
            role=role.value,
            joined_at=turn.now,
            confirmed_at=turn.now,
            corrections=CorrectionWish.PRIVATE.value,
            corrections_asked=True,
        )
        turn.records.people.add(member)
        turn.records.accounts.link(member, account)
