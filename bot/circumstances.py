"""The circumstances of a turn: who did this, where, in which class, with which rights and in which language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.chat import NOTHING, Answer, Place, Who
from bot.house import House
from bot.job import Job
from bot.outbox import Outbox
from bot.refusal import Refusal
from bot.scene import Scene
from storage.classes import Class
from storage.people import Member, Role
from storage.records import Records

if TYPE_CHECKING:
    from bot.activity import Activity


@dataclass
class Consequences:
    """What a turn leaves for the engine to do once it is on disk."""

    answer: Answer = NOTHING
    learn: set[str] = field(default_factory=set)
    jobs: list[Job] = field(default_factory=list)
    erased: bool = False
    """Something was erased: it must leave the write-ahead log as well."""


class Circumstances:
    """One thing that happened, and what is known of it."""

    def __init__(self, house: House, records: Records, now: datetime, activity: str, scene: Scene) -> None:
        self.house = house
        self.records = records
        self.now = now.astimezone(UTC)
        self.activity = activity
        self.scene = scene
        self.consequences = Consequences()
        self.outbox = Outbox(house, records, self.now, scene.class_.id if scene.class_ else None)

    def activities(self) -> Iterator[Activity]:
        """All activities one after the other; meanwhile the turn is each one's."""
        for name, activity in self.house.activities.items():
            self.activity = name
            yield activity

    @property
    def class_(self) -> Class:
        """The class this is about.

        Raises:
            Refusal: there is none.
        """
        if self.scene.class_ is None:
            if self.over:
                raise Refusal("This class is finished.")
            raise Refusal("There is no class here yet. In your group, an admin can type /setup.")
        return self.scene.class_

    @property
    def over(self) -> bool:
        """Whether what was pressed is of a class that is finished."""
        return self.scene.class_ is None and self.scene.post is not None and self.scene.post.class_id is not None

    @property
    def class_id(self) -> int:
        assert self.class_.id is not None
        return self.class_.id

    @property
    def member(self) -> Member:
        """Who did this, as a member of the class.

        Raises:
            Refusal: the person has not joined.
        """
        if self.scene.member is None:
            raise Refusal("You are not in this class yet. Press Join under a task first.")
        return self.scene.member

    @property
    def by(self) -> Who:
        assert self.scene.by is not None
        return self.scene.by

    @property
    def where(self) -> Place:
        assert self.scene.where is not None
        return self.scene.where

    @property
    def answers_at_desk(self) -> bool:
        """Whether words can be written where what is shown privately stands: below it, or in a form."""
        return self.where.private or self.answers_in_form or not self.house.limits(self.where.platform).ephemeral

    @property
    def answers_in_form(self) -> bool:
        """Whether what is asked here is answered in a form, behind *Write*."""
        return not self.where.private and self.house.limits(self.where.platform).forms

    @property
    def role(self) -> Role:
        """What the person may do here; who came through a link may nothing until known to belong to the class."""
        member = self.scene.member
        return Role(member.role) if member and member.confirmed_at else Role.STRANGER

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.class_.zone or "UTC")

    @property
    def today(self) -> date:
        """The date on the wall where the class is."""
        return self.now.astimezone(self.zone).date()

    @property
    def language(self) -> str:
        """The language of who did this: their choice, else their app's, else the class's."""
        if self.scene.by is None:
            return self.class_.language
        if self.scene.class_ is None:
            return self._language_anywhere(self.scene.by)
        return self.language_for(self.scene.member, self.scene.by.language)

    def _language_anywhere(self, by: Who) -> str:
        """The same where no class is meant: what they chose in any, and any one's in the end."""
        members = self.records.people.memberships(by.platform, by.user)
        classes = [self.records.classes.get(one.class_id) for one in members]
        own = [one.language for one in members if one.language]
        return self.house.languages.nearest(*own, by.language, *[one.language for one in classes if one])

    def language_for(self, member: Member | None, app: str | None = None) -> str:
        own = member.language if member else None
        fallback = self.scene.class_.language if self.scene.class_ else None
        return self.house.languages.nearest(own, app, fallback)

    @property
    def gathered(self) -> dict[str, Any]:
        """What the question in progress has gathered so far."""
        return self.records.drafts.words(self.scene.draft) if self.scene.draft else {}
