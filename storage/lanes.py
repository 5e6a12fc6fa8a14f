"""Lanes: what waits for one place and leaves in its order; signs and answers to a person have lanes of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, or_, select, update
from sqlmodel import Session, col

from storage.deliveries import ABOUT_A_MESSAGE, RETRY, Delivery, Going, Urgency
from storage.posts import Post


class Track(StrEnum):
    """Signs wait for no post, and answers to a person for no reminder; all else of a place keeps its order."""

    MAIN = "main"
    ANSWERS = "answers"
    SIGNS = "signs"


class Lane(NamedTuple):
    """One track of one place."""

    platform: str
    place: str
    private: bool
    track: Track = Track.MAIN


class Lanes:
    """What is asked of the deliveries that wait."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ready(self, now: datetime) -> list[Lane]:
        """The lanes something may leave on now, the most urgent first.

        Where the platform asked for a pause, what comes after the delivery that waits for it waits too: for a sign
        the other signs, else the whole place.
        """
        rows = self._session.execute(_WAITING, {"now": now}).all()
        lanes = [(_lane(row[:4]), row.leaves, row.rests) for row in rows]
        resting = {lane if lane.track == Track.SIGNS else lane[:3] for lane, _, rests in lanes if rests}
        return [lane for lane, leaves, _ in lanes if leaves and lane not in resting and lane[:3] not in resting]

    def next(self, lane: Lane, now: datetime) -> Sequence[Delivery]:
        """What may leave on a lane now, the first of it, in the order it was written."""
        return self._session.scalars(_NEXT, {**lane._asdict(), "now": now}).all()

    def ahead(self, lane: Lane, now: datetime) -> tuple[str, str] | None:
        """How urgent the next delivery on a lane is, and what kind of act."""
        found = self._session.execute(_AHEAD, {**lane._asdict(), "now": now}).first()
        return (found[0], found[1]) if found else None

    def next_ready(self, now: datetime) -> datetime | None:
        """When the next delivery that waits for its time may leave."""
        return self._session.scalars(_NEXT_READY, {"now": now}).first()

    def waiting_at(self, platform: str, place: str) -> Sequence[Delivery]:
        return self._session.scalars(
            select(Delivery).where(*_waits_at(platform, place)).order_by(col(Delivery.id))
        ).all()

    def move(self, platform: str, place: str, to: str) -> None:
        """What waits for a room goes to its new id."""
        self._session.execute(update(Delivery).where(*_waits_at(platform, place)).values(place=to))

    def lose(self, platform: str, place: str, now: datetime) -> None:
        """What waits to be done to messages that stand in a room is not done any more."""
        known = select(col(Post.id)).where(col(Post.id) == col(Delivery.post_id), col(Post.message).is_(None))
        self._session.execute(
            update(Delivery)
            .where(*_waits_at(platform, place), col(Delivery.act).in_(ABOUT_A_MESSAGE), ~exists(known))
            .values(state=Going.MISSED, why="moved", sealed=None, settled_at=now)
        )

    def stranded(self, platforms: Iterable[str], now: datetime, before: datetime) -> Sequence[Delivery]:
        """What waits for none of these platforms, and whose time is over or, where it has none, was due before."""
        over = or_(
            col(Delivery.expires_at) <= now, and_(col(Delivery.expires_at).is_(None), col(Delivery.not_before) < before)
        )
        return self._session.scalars(
            select(Delivery)
            .where(_WAITS, col(Delivery.platform).not_in(list(platforms)), over)
            .order_by(col(Delivery.id))
        ).all()


_WAITS = col(Delivery.state) == Going.WAITING
_track: ColumnElement[str] = case(
    (col(Delivery.act) == "react", Track.SIGNS.value),
    (
        and_(col(Delivery.private), (col(Delivery.urgency) == Urgency.ANSWER) | (col(Delivery.act) == "edit")),
        Track.ANSWERS.value,
    ),
    else_=Track.MAIN.value,
)
_LANE = (col(Delivery.platform), col(Delivery.place), col(Delivery.private), _track.label("track"))
_ON_A_LANE = (
    _WAITS,
    col(Delivery.platform) == bindparam("platform"),
    col(Delivery.place) == bindparam("place"),
    col(Delivery.private) == bindparam("private"),
    _track == bindparam("track"),
    col(Delivery.not_before) <= bindparam("now"),
)
_may_leave = col(Delivery.not_before) <= bindparam("now")
_leaves = func.sum(case((_may_leave, 1), else_=0))
_rests = func.sum(case((and_(col(Delivery.why) == RETRY, ~_may_leave), 1), else_=0))
# asked for every act, so they are put together once
_WAITING = (
    select(*_LANE, _leaves.label("leaves"), _rests.label("rests"))
    .where(_WAITS)
    .group_by(*_LANE)
    .having(or_(_leaves > 0, _rests > 0))
    .order_by(func.min(case((_may_leave, col(Delivery.urgency)))), func.min(col(Delivery.id)))
)
_NEXT = select(Delivery).where(*_ON_A_LANE).order_by(col(Delivery.id)).limit(20)
_AHEAD = select(col(Delivery.urgency), col(Delivery.act)).where(*_ON_A_LANE).order_by(col(Delivery.id)).limit(1)
_NEXT_READY = (
    select(col(Delivery.not_before))
    .where(_WAITS, col(Delivery.not_before) > bindparam("now"))
    .order_by(col(Delivery.not_before))
    .limit(1)
)


def _lane(row: Iterable[Any]) -> Lane:
    platform, place, private, track = tuple(row)
    return Lane(platform, place, private, Track(track))


def _waits_at(platform: str, place: str) -> tuple[ColumnElement[bool], ...]:
    return (
        _WAITS,
        col(Delivery.platform) == platform,
        col(Delivery.place) == place,
        col(Delivery.private).is_(False),
    )
