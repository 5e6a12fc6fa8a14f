"""Posts: the messages the bot made for rounds and for people, and what their buttons do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, update
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, and_, col, delete, or_, select

from storage.columns import NEVER_AGAIN, Moment

RELAY = "relay"
"""The kind of a post that says a learner's answer: a reply to it answers that learner."""


class Post(SQLModel, table=True):
    """A message of ours; `buttons` are what its buttons do, `only` the user it is meant for, if one.

    A long one begins in the messages `above` the one that holds its end and its buttons.
    `author_id` is the member whose words it shows to another, if it does, `quoted_id` the contribution they are of.
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
    above: list[str] = Field(default_factory=list, sa_type=JSON)
    buttons: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    first_button: int = 0
    pinned: bool = False
    author_id: int | None = Field(default=None, index=True)
    quoted_id: int | None = Field(default=None, index=True)
    created_at: datetime = Field(sa_type=Moment, index=True)
    gone_at: datetime | None = Field(default=None, sa_type=Moment)


class Posts:
    """What is asked of posts."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._at: dict[tuple[str, str, tuple[str, ...]], dict[str, int]] = {}

    def add(self, row: Post) -> None:
        self._session.add(row)
        self._session.flush()

    def get(self, post_id: int) -> Post | None:
        return self._session.get(Post, post_id)

    def of_round(self, round_id: int, kind: str = "task") -> Sequence[Post]:
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

    def at(self, platform: str, place: str, message: str) -> Post | None:
        return self._session.exec(
            select(Post).where(Post.platform == platform, Post.place == place, Post.message == message)
        ).first()

    def last_to(self, platform: str, user: str, *, quoting: bool) -> Post | None:
        """The newest post in somebody's private chat, or the newest there with another's words."""
        mine = select(Post).where(Post.platform == platform, Post.place == user, Post.private)
        if quoting:
            mine = mine.where(col(Post.quoted_id).is_not(None))
        return self._session.exec(mine.order_by(col(Post.id).desc()).limit(1)).first()

    def in_room(self, room_id: int, kind: str, limit: int = 1) -> Sequence[Post]:
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

    def forget_private(self, before: datetime) -> None:
        """Drop posts without a round, and those in private chats, that nobody will press any more."""
        nobodys = or_(col(Post.round_id).is_(None), col(Post.private))
        self._session.exec(delete(Post).where(nobodys, col(Post.created_at) < before, col(Post.kind) != "welcome"))

    def with_buttons(self, class_id: int, since: datetime) -> Sequence[Post]:
        """What people of a class were sent alone, with buttons."""
        alone = or_(col(Post.private), Post.only != "")
        found = select(Post).where(Post.class_id == class_id, alone, Post.created_at >= since).order_by(col(Post.id))
        return [one for one in self._session.exec(found) if one.buttons]

    def showing(self, member_id: int) -> Sequence[Post]:
        """The posts that show words of this member to others."""
        return self._session.exec(select(Post).where(Post.author_id == member_id)).all()

    def quoting(self, contribution_id: int) -> Sequence[Post]:
        """The posts that show this text to others."""
        return self._session.exec(select(Post).where(Post.quoted_id == contribution_id)).all()

    def hand_over(self, member_id: int, to: int) -> None:
        """Words of one member are another's from now on: both are one person."""
        self._session.exec(update(Post).where(col(Post.author_id) == member_id).values(author_id=to))

    def forget_to(self, platform: str, user: str) -> None:
        """Drop the posts meant for one person."""
        mine = and_(col(Post.private), col(Post.place) == user)
        self._session.exec(delete(Post).where(col(Post.platform) == platform, or_(mine, col(Post.only) == user)))


def _posted(platform: str, place: str) -> tuple[ColumnElement[bool], ...]:
    return col(Post.platform) == platform, col(Post.place) == place, col(Post.private).is_(False)
