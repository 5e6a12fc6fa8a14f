"""Which sentence is to be corrected, and the kind refusals where it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from activities._corrections import limits
from activities._corrections.called import writer
from activities._corrections.shown import wants
from bot.chat import Place
from bot.phrase import Phrase, T, lines, quoted
from bot.refusal import Settled
from bot.task.keeping import KEPT_FOR, KEPT_FOR_MINORS
from bot.text import plain
from bot.turn import Turn
from storage.contributions import Contribution
from storage.corrections import Correction
from storage.people import Member, Role
from storage.standing import GIVEN, Mark, Standing

MOST = 2
"""So many classmates may correct one sentence."""
WRITE = "correction.write"
"""What a button does under which one's own better sentence may be written."""
SEEN_WITHIN = timedelta(days=7)
"""Cards are sent only to people confirmed to be in the class, or seen in a room of it, so lately."""
_COUNTING = (*GIVEN, Standing.WAITING)
_TO_SECOND = (Standing.ON_ITS_WAY, Standing.SHOWN, Standing.GOT_IT)
"""With what its author did not mean nobody else needs to agree."""


@dataclass(frozen=True, slots=True)
class Target:
    """One message of a contribution, with the text its author wrote there."""

    contribution: Contribution
    author: Member
    name: Phrase
    """What classmates may call the author."""
    message: str
    text: str

    @property
    def about(self) -> dict[str, Any]:
        """What a button or a question carries to find it again."""
        return {"contribution_id": self.contribution.id or 0, "message": self.message}


def as_read(turn: Turn, text: str) -> dict[str, Any]:
    """What a question or a button carries besides, to know whether the sentence was changed since it was read."""
    return {"seen": turn.records.notices.hash("text", text)[:16]}


def find(turn: Turn, where: Place, message: str) -> Target:
    """The sentence of a message.

    Raises:
        Settled: it cannot be corrected.
    """
    row = turn.records.whereabouts.of_message(where.platform, where.id, message)
    # what the bot posted for a learner is that learner's
    if row is None and turn.records.posts.at(where.platform, where.id, message) is not None:
        raise Settled("That sentence is mine. If something is wrong with it, please tell your teacher.")
    return _target(turn, row, message)


def find_again(turn: Turn, contribution_id: int, message: str) -> Target:
    """The sentence a button or a question is about.

    Raises:
        Settled: it cannot be corrected, or not any more.
    """
    row = turn.records.contributions.get(contribution_id)
    if row is None or message not in dict(turn.records.contributions.parts(row)):
        raise Settled("That sentence is gone. For another one: /correct")
    return _target(turn, row, message)


def given(turn: Turn, target: Target) -> list[Correction]:
    """The corrections there are of it, by whomever, that were not taken back."""
    found = turn.records.corrections.of_contribution(target.contribution.id or 0)
    return [one for one in found if one.standing in _COUNTING and one.message == target.message]


def to_second(turn: Turn, target: Target) -> Correction | None:
    """A classmate's correction its author has got already: the next corrector may agree with it."""
    found = [
        one
        for one in given(turn, target)
        if one.standing in _TO_SECOND and one.mark != Mark.FINE and one.giver_id != turn.member.id
    ]
    return found[0] if found else None


def sentence_of(target: Target) -> Phrase:
    return lines(T("{name} wrote:", name=target.name), quoted(plain(target.text)))


def here(member: Member, now: datetime) -> bool:
    """Whether somebody was confirmed or seen to be in the class lately."""
    return member.left_at is None and member.confirmed_at is not None and now - member.confirmed_at <= SEEN_WITHIN


def _target(turn: Turn, row: Contribution | None, message: str) -> Target:
    text = dict(turn.records.contributions.parts(row)).get(message, "") if row else ""
    author = turn.records.people.get(row.member_id) if row else None
    if row is not None and row.class_id == turn.class_id and row.kind != "text":
        raise Settled("I cannot read voice notes or pictures. Corrections are for written sentences.")
    if row is None or author is None or not text or row.class_id != turn.class_id:
        raise Settled(
            "I don't have that sentence. I keep written answers to a task, for {days} days.",
            days=(KEPT_FOR_MINORS if turn.class_.minors else KEPT_FOR).days,
        )
    if author.id == turn.member.id:
        raise Settled("That sentence is yours. Just edit your message, or answer it like this: *fui")
    if author.role > Role.LEARNER:
        raise Settled("Your teacher or a helper wrote that. If it looks odd to you, ask in class.")
    name = writer(turn, row)
    if row.private or not wants(author):
        raise Settled("{name} does not want corrections right now. Thank you for offering!", name=name)
    if not here(author, turn.now):
        raise Settled("{name} has not been here for a while. Thank you for offering!", name=name)
    limits.check(turn, author.id or 0)
    target = Target(row, author, name, message, text)
    _room_for_one_more(turn, target)
    return target


def _room_for_one_more(turn: Turn, target: Target) -> None:
    found = given(turn, target)
    if any(one.giver_id == turn.member.id for one in found):
        raise Settled("You have corrected that sentence already. Thank you!")
    if len(found) >= MOST and turn.role == Role.LEARNER:
        raise Settled("Two people have corrected that sentence already. Thank you for offering!")
