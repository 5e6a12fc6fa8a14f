"""What people are called in what is said of corrections: by name, as far as who reads it may know it."""

from __future__ import annotations

from bot.phrase import Phrase, T
from bot.turn import Turn
from storage.contributions import Contribution
from storage.corrections import Correction
from storage.people import Member


def giver_here(turn: Turn, row: Correction) -> Member | None:
    """Who gave a correction, as long as they are in the class."""
    giver = turn.records.people.get(row.giver_id) if row.giver_id else None
    return giver if giver is not None and giver.left_at is None else None


def called(turn: Turn, member_id: int | None) -> Phrase:
    """A member's name, as long as they are known."""
    member = turn.records.people.get(member_id) if member_id else None
    return member.name if member else T("A classmate")


def within(name: Phrase) -> Phrase:
    """The same in the middle of a sentence."""
    return name if isinstance(name, str) else T("a classmate")


def writer(turn: Turn, row: Contribution | None) -> Phrase:
    """Who wrote a sentence, as classmates may know it: under 18 what the bot posted for somebody has no name."""
    if row is None or (turn.class_.minors and row.post_id):
        return T("A classmate")
    return called(turn, row.member_id)


def author(turn: Turn, row: Correction) -> Phrase:
    """The same of a correction: what its giver may call who wrote the sentence."""
    about = turn.records.contributions.get(row.contribution_id) if row.contribution_id else None
    return called(turn, row.author_id) if about is None and not turn.class_.minors else writer(turn, about)
