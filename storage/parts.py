"""Parts: the messages of a contribution that is made of several short ones."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Field, Session, SQLModel, col, delete, select
from sqlmodel.sql.expression import SelectOfScalar


class Part(SQLModel, table=True):
    """One of several short messages that are one contribution; `number` is its place in the text."""

    __tablename__ = "contribution_part"
    platform: str = Field(primary_key=True)
    place: str = Field(primary_key=True)
    message: str = Field(primary_key=True)
    contribution_id: int = Field(foreign_key="contribution.id", index=True, ondelete="CASCADE")
    number: int


class Parts:
    """What is asked of parts."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, contribution_id: int, platform: str, place: str, messages: Sequence[str]) -> None:
        """The contribution is made of these messages from now on; a single one is known by the contribution itself."""
        self.drop(contribution_id)
        if len(messages) > 1:
            self._session.add_all(
                Part(platform=platform, place=place, message=message, contribution_id=contribution_id, number=number)
                for number, message in enumerate(messages)
            )

    def drop(self, contribution_id: int) -> None:
        self._session.exec(delete(Part).where(col(Part.contribution_id) == contribution_id))

    def of(self, contribution_id: int) -> Sequence[str]:
        """The messages of a contribution, in the order of its text."""
        query = select(Part.message).where(Part.contribution_id == contribution_id).order_by(col(Part.number))
        return self._session.exec(query).all()

    def found(self, platform: str, place: str, messages: Sequence[str]) -> SelectOfScalar[int]:
        """A query for the ids of the contributions that any of these messages is a part of."""
        return select(Part.contribution_id).where(
            Part.platform == platform, Part.place == place, col(Part.message).in_(messages)
        )
