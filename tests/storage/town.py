"""A small town for tests of storage: classes, rooms, people and what they wrote, made in few words."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from storage.accounts import Account
from storage.classes import Class
from storage.contributions import Contribution
from storage.corrections import Correction, Wording
from storage.decks import Card
from storage.deliveries import Delivery
from storage.people import Member, Role
from storage.posts import Post
from storage.records import Records
from storage.rooms import Room
from storage.rounds import Round
from storage.standing import Standing

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
FUI = Wording("Ayer voy al cine", "Ayer fui al cine.", [(5, 8, "fui", 3, "verb"), (16, 16, ".", 1, "punctuation")])


class Town:
    """Makes classes, rooms and people in one transaction, with what a test does not care about filled in."""

    _messages: ClassVar = itertools.count()

    def __init__(self, records: Records) -> None:
        self.records = records

    def class_(self, name: str = "Tuesday A2") -> Class:
        made = Class(name=name, target="es", natives="en", level="A2", zone="Europe/London", created_at=NOW)
        self.records.classes.add(made)
        return made

    def room(self, class_: Class | None, place: str = "r1", platform: str = "paper") -> Room:
        made = Room(class_id=class_.id if class_ else None, platform=platform, place=place, seen_at=NOW)
        self.records.rooms.add(made)
        return made

    def member(self, class_: Class, name: str = "Ana", role: Role = Role.LEARNER) -> Member:
        """A member who writes with an account called like them."""
        made = Member(class_id=ident(class_), name=name, role=role.value, joined_at=NOW, confirmed_at=NOW)
        self.records.people.add(made)
        self.records.accounts.link(made, self.account(name.lower()))
        return made

    def account(self, user: str, platform: str = "paper") -> Account:
        found = self.records.accounts.get(platform, user)
        if found is None:
            found = Account(platform=platform, user=user, name=user.title(), seen_at=NOW)
            self.records.accounts.add(found)
        return found

    def round(self, class_: Class, opened_at: datetime = NOW, activity: str = "vocabulary") -> Round:
        made = Round(
            class_id=ident(class_), activity=activity, opened_at=opened_at, deadline=opened_at + timedelta(days=3)
        )
        self.records.rounds.add(made)
        return made

    def post(self, round_: Round | None, room: Room | None, message: str | None = None, **more: Any) -> Post:
        values: dict[str, Any] = {
            "round_id": round_.id if round_ else None,
            "room_id": room.id if room else None,
            "platform": "paper",
            "place": room.place if room else "ana",
            "message": message,
            "kind": "task",
            "created_at": NOW,
        }
        made = Post(**(values | more))
        self.records.posts.add(made)
        return made

    def put(self, place: str = "r1", **more: Any) -> Delivery:
        """A delivery of a short text on its way to a place."""
        values: dict[str, Any] = {"platform": "paper", "place": place, "act": "say", "not_before": NOW}
        made = Delivery(**(values | more))
        self.records.deliveries.add(made, f"hola {place}")
        return made

    def card(self, class_: Class, word: str) -> Card:
        made = Card(class_id=ident(class_), position=0, word=word)
        self.records.cards.add([made], first=False)
        return made

    def wrote(
        self, round_: Round, member: Member, text: str, *cards: Card, at: datetime = NOW, message: str = ""
    ) -> Contribution:
        made = Contribution(
            class_id=round_.class_id,
            round_id=ident(round_),
            member_id=ident(member),
            platform="paper",
            place="r1",
            message=message or f"m{next(self._messages)}",
            at=at,
            erase_at=at + timedelta(days=30),
        )
        self.records.contributions.add(made, text, [ident(one) for one in cards])
        return made

    def corrected(
        self,
        round_: Round,
        author: Member,
        giver: Member,
        words: Wording = FUI,
        standing: Standing = Standing.ON_ITS_WAY,
    ) -> Correction:
        row = self.wrote(round_, author, words.before)
        made = Correction(
            class_id=round_.class_id,
            round_id=ident(round_),
            contribution_id=row.id,
            message=row.message,
            author_id=ident(author),
            giver_id=ident(giver),
            standing=standing.value,
            at=NOW,
            erase_at=row.erase_at,
        )
        self.records.corrections.add(made, words)
        return made


def ident(row: Class | Room | Member | Account | Round | Card | Contribution | Correction) -> int:
    assert row.id is not None
    return row.id
