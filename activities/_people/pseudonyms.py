"""What a person is called in pictures and files: of minors these hold no name."""

from __future__ import annotations

from bot.phrase import T
from bot.turn import Turn
from storage.people import Member


def outside_name(turn: Turn, member: Member) -> str:
    """The name, or in a class of minors one that says nothing and stays the same from file to file."""
    if not turn.class_.minors:
        return member.name
    return turn.house.languages.render(T("Learner {n}", n=member.id or 0), turn.language).plain
