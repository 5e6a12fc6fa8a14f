"""Rounds, the posts the bot made for them and for people, and the alarms set for later."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Index, bindparam, update
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, and_, col, delete, or_, select

from storage.columns import NEVER_AGAIN, Moment

RELAY = "relay"
"""The kind of a post that says a learner's answer: a reply to it answers that learner."""


class Round(SQLModel, table=True):
    """One posting of an activity, open from `opened_at` until `deadline`; `state` is the activity's own."""

    __table_args__ = NEVER_AGAIN
    id: int | None = Field(default=None, primary_key=True)
    class_id: int = Field(foreign_key="class.id", index=True)
    activity: str
    title: str = ""
    schedule_id: int | None = Field(default=None, foreign_key="schedule.id")
    state: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    opened_at: datetime = Field(sa_type=Moment, index=True)
    deadline: datetime = Field(sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    taken_back_at: datetime | None = Field(default=None, sa_type=Moment)
    refreshed_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def open(self) -> bool:
        return self.closed_at is None and self.taken_back_at is None


class Post(SQLModel, table=True):
    """A message of ours; `buttons` are what its buttons do, `only` the user it is meant for, if one.

    `quoted_id` is the contribution whose words it shows to another, if it does.
    Buttons are numbered from `first_button` on, so that a press on a button replaced since is known as old.
    """

    __table_args__ = (UniqueConstraint("platform", "place", "message", "private"), NEVER_AGAIN)
    id: int | None = Field(default=None, primary_key=True)
    class_id: int | None = Field(default=None, foreign_key="class.id", index=True)
    round_id: int | None = Field(default=None, foreign_key="round.id", index=True)
    room_id: int | None = Field(default=None, foreign_key="room.id", index=True)
    platform: str
    place: str
    private: bool = False
    only: str = ""
    kind: str = ""
    message: str | None = None
    buttons: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    first_button: int = 0
    pinned: bool = False
    quoted_id: int | None = Field(default=None, index=True)
    created_at: datetime = Field(sa_type=Moment, index=True)
    gone_at: datetime | None = Field(default=None, sa_type=Moment)


class Alarm(SQLModel, table=True):
    """Something an activity wants to be woken for; one per (class, round, activity, name, subject)."""

    __table_args__ = (
        UniqueConstraint("class_id", "round_id", "activity", "name", "subject"),
        Index("ix_alarm_name_at", "name", "at"),
        NEVER_AGAIN,
    )
    id: int | None = Field(default=None, primary_key=True)
    class_id: int = Field(foreign_key="class.id", index=True)
    round_id: int = 0
    activity: str
    name: str
    subject: int = 0
    at: datetime = Field(sa_type=Moment, index=True)


class Rounds:
    """What is asked of rounds, posts and alarms."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._at: dict[tuple[str, str, tuple[str, ...]], dict[str, int]] = {}

    def add(self, row: Round | Post) -> None:
        self._session.add(row)
        self._session.flush()

    def get(self, round_id: int) -> Round | None:
        return self._session.get(Round, round_id)

    def open(self, class_id: int) -> Sequence[Round]:
        """The open rounds of a class, the newest first."""
        return self._session.exec(
            select(Round)
            .where(Round.class_id == class_id, col(Round.closed_at).is_(None), col(Round.taken_back_at).is_(None))
            .order_by(col(Round.opened_at).desc(), col(Round.id).desc())
        ).all()

    def recent(self, class_id: int, since: datetime, activity: str = "") -> Sequence[Round]:
        """The rounds posted since then and not taken back, the newest first."""
        query = _RECENT_OF_ACTIVITY if activity else _RECENT
        asked = {"class_id": class_id, "since": since}
        return self._session.scalars(query, asked | {"activity": activity} if activity else asked).all()

    def post(self, post_id: int) -> Post | None:
        return self._session.get(Post, post_id)

    def posts(self, round_id: int, kind: str = "task") -> Sequence[Post]:
        """The posts of a round, one for each of its rooms, oldest first."""
        return self._session.exec(
            select(Post).where(Post.round_id == round_id, Post.kind == kind).order_by(col(Post.id))
        ).all()

    def rounds_at(self, platform: str, place: str, messages: Sequence[str]) -> dict[str, int]:
        """The rounds of those of these messages that are posts of ours for one, not a learner's answer; asked once."""
        asked = (platform, place, tuple(messages))
        if asked not in self._at:
            rows = self._session.exec(
                select(Post.message, Post.round_id).where(
                    Post.platform == platform,
                    Post.place == place,
                    col(Post.message).in_(messages),
                    Post.kind != RELAY,
                )
            )
            self._at[asked] = {message: round_id for message, round_id in rows if message and round_id}
        return self._at[asked]

    def open_in(self, room_id: int) -> Round | None:
        """The newest open round with a post that stands in this room."""
        return self._session.exec(
            select(Round)
            .join(Post, col(Post.round_id) == Round.id)
            .where(
                Post.room_id == room_id,
                Post.kind == "task",
                col(Post.gone_at).is_(None),
                col(Round.closed_at).is_(None),
                col(Round.taken_back_at).is_(None),
            )
            .order_by(col(Round.opened_at).desc(), col(Round.id).desc())
            .limit(1)
        ).first()

    def post_at(self, platform: str, place: str, message: str) -> Post | None:
        return self._session.exec(
            select(Post).where(Post.platform == platform, Post.place == place, Post.message == message)
        ).first()

    def room_posts(self, room_id: int, kind: str, limit: int = 1) -> Sequence[Post]:
        """The newest posts of a kind in a room."""
        return self._session.exec(
            select(Post).where(Post.room_id == room_id, Post.kind == kind).order_by(col(Post.id).desc()).limit(limit)
        ).all()

    def move(self, platform: str, place: str, to: str, room_id: int) -> None:
        """Posts still on their way to a room arrive at its new id."""
        self._session.exec(
            update(Post).where(*_posted(platform, place), col(Post.message).is_(None)).values(place=to, room_id=room_id)
        )

    def lose(self, platform: str, place: str, now: datetime) -> None:
        """The posts that stand in a room are out of reach from now on."""
        self._session.exec(
            update(Post)
            .where(*_posted(platform, place), col(Post.message).is_not(None), col(Post.gone_at).is_(None))
            .values(gone_at=now)
        )

    def wake(self, alarm: Alarm) -> None:
        """Set an alarm; one that stands already for the same thing is moved."""
        self._session.connection().execute(
            insert(Alarm)
            .values(alarm.model_dump(exclude={"id"}))
            .on_conflict_do_update(
                index_elements=["class_id", "round_id", "activity", "name", "subject"], set_={"at": alarm.at}
            )
        )

    def unwake(self, class_id: int, activity: str, name: str, round_id: int = 0, subject: int = 0) -> None:
        self._session.exec(
            delete(Alarm).where(
                col(Alarm.class_id) == class_id,
                col(Alarm.activity) == activity,
                col(Alarm.name) == name,
                col(Alarm.round_id) == round_id,
                col(Alarm.subject) == subject,
            )
        )

    def alarm(self, class_id: int, activity: str, name: str, round_id: int = 0) -> Alarm | None:
        found = select(Alarm).where(
            Alarm.class_id == class_id, Alarm.activity == activity, Alarm.name == name, Alarm.round_id == round_id
        )
        # one that was moved in this transaction is not what was read of it before
        return self._session.exec(found.execution_options(populate_existing=True)).first()

    def alarms(self, class_id: int, activity: str, name: str) -> set[int]:
        """The subjects for which this alarm is set in a class."""
        query = select(Alarm.subject).where(Alarm.class_id == class_id, Alarm.activity == activity, Alarm.name == name)
        return set(self._session.exec(query).all())

    def alarm_by_id(self, alarm_id: int) -> Alarm | None:
        return self._session.get(Alarm, alarm_id)

    def ringing(self, now: datetime, limit: int = 100) -> Sequence[Alarm]:
        """The alarms due, the earliest first."""
        return self._session.exec(
            select(Alarm).where(col(Alarm.at) <= now).order_by(col(Alarm.at), col(Alarm.id)).limit(limit)
        ).all()

    def next_alarm(self, name: str = "") -> Alarm | None:
        """The alarm that rings next, of this name if one is given."""
        query = select(Alarm).order_by(col(Alarm.at), col(Alarm.id))
        if name:
            query = query.where(Alarm.name == name)
        return self._session.exec(query).first()

    def silence(self, alarm: Alarm) -> None:
        self._session.delete(alarm)
        self._session.flush()

    def forget_private_posts(self, before: datetime) -> None:
        """Drop posts without a round, and those in private chats, that nobody will press any more."""
        nobodys = or_(col(Post.round_id).is_(None), col(Post.private))
        self._session.exec(delete(Post).where(nobodys, col(Post.created_at) < before, col(Post.kind) != "welcome"))

    def with_buttons(self, class_id: int, since: datetime) -> Sequence[Post]:
        """What people of a class were sent alone, with buttons."""
        alone = or_(col(Post.private), Post.only != "")
        found = select(Post).where(Post.class_id == class_id, alone, Post.created_at >= since).order_by(col(Post.id))
        return [one for one in self._session.exec(found) if one.buttons]

    def quoting(self, contribution_ids: Collection[int | None]) -> Sequence[Post]:
        """The posts that show words of these contributions to others."""
        return self._session.exec(select(Post).where(col(Post.quoted_id).in_(contribution_ids))).all()

    def forget_posts_to(self, platform: str, user: str) -> None:
        """Drop the posts meant for one person."""
        mine = and_(col(Post.private), col(Post.place) == user)
        self._session.exec(delete(Post).where(col(Post.platform) == platform, or_(mine, col(Post.only) == user)))

    def silence_class(self, class_id: int) -> None:
        """No alarm of this class rings any more."""
        self._session.exec(delete(Alarm).where(col(Alarm.class_id) == class_id))


# asked several times for each post that is due, so they are put together once
_RECENT = (
    select(Round)
    .where(
        col(Round.class_id) == bindparam("class_id"),
        col(Round.opened_at) >= bindparam("since"),
        col(Round.taken_back_at).is_(None),
    )
    .order_by(col(Round.opened_at).desc(), col(Round.id).desc())
)
_RECENT_OF_ACTIVITY = _RECENT.where(col(Round.activity) == bindparam("activity"))


def _posted(platform: str, place: str) -> tuple[ColumnElement[bool], ...]:
    return col(Post.platform) == platform, col(Post.place) == place, col(Post.private).is_(False)
