"""Rooms: the groups, channels, threads and topics in which a class meets, and what the bot may do there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from storage.columns import NEVER_AGAIN, Moment


class Room(SQLModel, table=True):
    """A group, channel, thread or topic; `platform` and `place` are how its platform names it."""

    __table_args__ = (UniqueConstraint("platform", "place"), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    class_id: int | None = Field(default=None, foreign_key="class.id", index=True)
    platform: str
    place: str
    title: str = ""
    kind: str = "group"
    present: bool = True
    reads_all: bool = True
    may_delete: bool = True
    may_pin: bool = True
    may_react: bool = True
    may_post: bool = True
    seen_at: datetime = Field(sa_type=Moment)


class Rooms:
    """What is asked of rooms."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, row: Room) -> None:
        self._session.add(row)
        self._session.flush()

    def get(self, room_id: int) -> Room | None:
        return self._session.get(Room, room_id)

    def at(self, platform: str, place: str) -> Room | None:
        return self._session.exec(select(Room).where(Room.platform == platform, Room.place == place)).first()

    def move(self, platform: str, place: str, to: str) -> Room | None:
        """A room goes on under another id; a room seen there already takes its class over. The one that goes on."""
        room, there = self.at(platform, place), self.at(platform, to)
        if room is None or place == to:
            return None
        if there is None:
            room.place = to
        else:
            there.class_id, there.present = there.class_id or room.class_id, True
            room.class_id, room.present = None, False
        self._session.flush()
        return there or room

    def of_class(self, class_id: int) -> Sequence[Room]:
        """The rooms of a class the bot is in."""
        return self._session.exec(
            select(Room).where(Room.class_id == class_id, Room.present).order_by(col(Room.id))
        ).all()

    def sees_answers(self, class_id: int) -> bool:
        """Whether what learners write to one another reaches the bot in every room of the class."""
        return all(room.reads_all for room in self.of_class(class_id))
