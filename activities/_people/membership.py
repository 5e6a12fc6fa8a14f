"""Who belongs to a class: people come in by their own yes, and go at once."""

from __future__ import annotations

from activities._corrections import answering
from activities._dates import shown
from activities._people.names import distinct, name_of, read_name
from bot.phrase import Phrase, listing
from bot.refusal import Refusal, Settled
from bot.turn import Turn
from bot.typed import folded
from storage.accounts import Account
from storage.classes import Class
from storage.people import Member, Role

MOST_NAMED = 3
"""So many teachers are named: a pop-up holds no more."""


def enrol(turn: Turn, role: Role, *, confirmed: bool = True) -> Member:
    """Write who did this down as a member; who comes back finds the same row again."""
    account = turn.account_of(turn.by)
    if turn.where.private:
        account.reachable = True
    if turn.by.language:
        account.language = turn.by.language
    member = turn.records.people.former(turn.class_id, turn.by.platform, turn.by.user)
    if member is None:
        member = Member(class_id=turn.class_id, name=name_of(turn.by.name), joined_at=turn.now)
        turn.records.people.add(member)
    member.role, member.left_at, member.joined_at = role.value, None, turn.now
    member.confirmed_at = turn.now if confirmed else None
    turn.records.accounts.link(member, account)
    keep_apart(turn, member)
    turn.scene.member = member
    return member


def keep_apart(turn: Turn, member: Member) -> None:
    """A name that somebody else in the class has gets a mark."""
    member.name = _distinct(turn, member, member.name)


def read_own_name(turn: Turn, member: Member, words: str) -> str:
    """What a member of the class is to be called from now on.

    Raises:
        Refusal: it is no name, or somebody else's; then one that is free is proposed.
    """
    name = read_name(words)
    free = _distinct(turn, member, name)
    if free != name:
        raise Refusal("Somebody in the class is called {name} already. For example: {free}", name=name, free=free)
    return name


def namesake(turn: Turn) -> Member | None:
    """Somebody else in the class with the name that the account of who did this has."""
    own = folded(name_of(turn.by.name))
    others = [one for one in turn.records.people.roster(turn.class_id) if one.id != turn.member.id]
    return next((one for one in others if folded(one.name) == own), None)


def _distinct(turn: Turn, member: Member, name: str) -> str:
    others = [one.name for one in turn.records.people.roster(turn.class_id) if one.id != member.id]
    account = next((one.name for one in turn.records.accounts.of(member)), "")
    return distinct(name, others, account)


def end(turn: Turn, member: Member) -> None:
    """The person is out of the class: nothing more is sent to them or asked of them."""
    member.left_at = turn.now
    member.role = min(member.role, Role.HELPER.value)
    turn.records.deliveries.cancel_member(member.id or 0, turn.now)
    turn.house.short.forget_member(member.id or 0)
    for account in turn.records.accounts.of(member):
        draft = turn.records.drafts.get(account.platform, account.user)
        if draft and draft.class_id == member.class_id:
            turn.records.drafts.drop(account.platform, account.user)
    answering.gone(turn, turn.records.corrections.given_by(member.id or 0))


def only_teacher(turn: Turn, member: Member) -> bool:
    """Whether the class would have no teacher without this one, or only some who teach until a date."""
    others = [one for one in turn.records.people.teachers(member.class_id) if one.id != member.id]
    if member.role != Role.TEACHER:
        return False
    return not any(one.teacher_until is None for one in others) if member.teacher_until is None else not others


def for_good(turn: Turn) -> None:
    """Let the turn go on for who teaches here for good.

    Raises:
        Refusal: they teach until a date; who teaches and when the class ends is for others.
    """
    until = turn.member.teacher_until
    if until is not None:
        raise Refusal(
            "You teach here until {day}. That is for {names} to decide.",
            day=shown(until),
            names=teachers_named(turn),
        )


def person(turn: Turn) -> tuple[list[Account], list[Member]]:
    """All accounts and memberships of who did this, in all classes."""
    return turn.records.people.person(turn.by.platform, turn.by.user)


def classes(turn: Turn) -> list[tuple[Class, Member]]:
    """The classes who did this is in, with who they are there."""
    found = []
    for member in turn.records.people.memberships(turn.by.platform, turn.by.user):
        class_ = turn.records.classes.get(member.class_id)
        if class_ is not None and class_.finished_at is None:
            found.append((class_, member))
    return found


def on_roster(turn: Turn, member_id: int) -> Member:
    """The member of a button.

    Raises:
        Settled: it is nobody of this class, or not any more.
    """
    found = turn.records.people.get(member_id)
    if found is None or found.class_id != turn.class_id or found.left_at:
        raise Settled("That person is not in this class any more. Who is: /people")
    return found


def teachers_named(turn: Turn) -> Phrase:
    """The names of the class's teachers, without those who teach until a date; of many the first."""
    teachers = turn.records.people.teachers(turn.class_id)
    names = [one.name for one in teachers if one.teacher_until is None] or [one.name for one in teachers]
    return listing([*names[:MOST_NAMED], "…"] if len(names) > MOST_NAMED else names)
