"""Where contributions stand: which messages and posts are one, or a part of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import union, update
from sqlmodel import Session, col, select

from storage.contributions import Contribution
from storage.parts import Parts
from storage.posts import Post
from storage.rounds import Round


class Whereabouts:
    """What is asked of where contributions stand."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._parts = Parts(session)

    def of_message(self, platform: str, place: str, message: str) -> Contribution | None:
        """What a message is, or is a part of."""
        return self.of_messages(platform, place, [message]).get(message)

    def of_messages(self, platform: str, place: str, messages: Sequence[str]) -> dict[str, Contribution]:
        """What each of these messages is, or is a part of."""
        # by ids, so that each half finds its index: the history of a room is long
        alone = select(Contribution.id).where(
            Contribution.platform == platform, Contribution.place == place, col(Contribution.message).in_(messages)
        )
        joined = self._parts.found(platform, place, messages)
        rows = self._session.exec(select(Contribution).where(col(Contribution.id).in_(union(alone, joined)))).all()
        found = {}
        for row in rows:
            belonging = self._parts.of(row.id or 0) if row.messages > 1 else [row.message]
            found.update({message: row for message in belonging if message in messages})
        return found

    def counted_at(self, platform: str, place: str) -> Sequence[str]:
        """The messages in a room that count in rounds open still."""
        query = (
            select(Contribution)
            .join(Round, col(Round.id) == Contribution.round_id)
            .where(col(Round.closed_at).is_(None), col(Round.taken_back_at).is_(None))
            .where(Contribution.platform == platform, Contribution.place == place)
            .where(col(Contribution.private).is_(False))
        )
        rows = self._session.exec(query).all()
        joined = [part for row in rows if row.messages > 1 for part in self._parts.of(row.id or 0)]
        return list(dict.fromkeys([*(row.message for row in rows), *joined]))

    def last_of(self, member_id: int, platform: str, place: str) -> Contribution | None:
        """The newest contribution of a member in a room."""
        return self._session.exec(
            select(Contribution)
            .where(Contribution.member_id == member_id, Contribution.platform == platform, Contribution.place == place)
            .order_by(col(Contribution.at).desc(), col(Contribution.id).desc())
            .limit(1)
        ).first()

    def last_in(self, class_id: int, platform: str, place: str, since: datetime) -> Contribution | None:
        """The newest contribution of anybody in a room of a class, if it was written since then."""
        return self._session.exec(
            select(Contribution)
            .where(Contribution.class_id == class_id, col(Contribution.at) >= since)
            .where(Contribution.platform == platform, Contribution.place == place)
            .order_by(col(Contribution.at).desc(), col(Contribution.id).desc())
            .limit(1)
        ).first()

    def of_post(self, post_id: int) -> Contribution | None:
        """What a post of the bot's says for a learner."""
        return self._session.exec(select(Contribution).where(Contribution.post_id == post_id)).first()

    def posts_of(self, member_id: int) -> Sequence[Post]:
        """The bot's posts that say something for a member, as far as they still stand."""
        query = select(Post).join(Contribution, col(Contribution.post_id) == Post.id)
        return self._session.exec(query.where(Contribution.member_id == member_id, col(Post.gone_at).is_(None))).all()

    def arrived(self, post_id: int, message: str) -> None:
        """The post that says it in the room has its message there: that is the contribution's from now on."""
        self._session.exec(update(Contribution).where(col(Contribution.post_id) == post_id).values(message=message))
