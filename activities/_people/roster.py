"""The roster as a teacher sees it: who has joined, who cannot be reached, one button a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from activities._dates import shown
from activities._people.membership import on_roster
from activities._people.pseudonyms import outside_name
from bot.activity import Note
from bot.keys import Key, Keys, Press, grid
from bot.phrase import N, Phrase, T, lines, listing
from bot.refusal import Refusal
from bot.turn import Turn
from storage.people import Member, Role

A_PAGE = 8
MOST_NAMED = 20


def summary(turn: Turn) -> Phrase:
    """How many joined, how many did not, and whom the bot cannot write to."""
    roster = turn.records.people.roster(turn.class_id)
    joined = [one for one in roster if one.role == Role.LEARNER and one.confirmed_at]
    waiting = [one for one in roster if one.role == Role.LEARNER and not one.confirmed_at]
    return lines(
        _joined(turn, len(joined)),
        T("New through the link, waiting for your yes: {names}", names=_names(waiting)) if waiting else None,
        _unreachable(turn, joined),
        T("Press a name to change something."),
    )


def waiting_note(turn: Turn) -> list[Note]:
    """For the teacher's daily message: who came through the link and counts once she says so."""
    waiting = [one for one in turn.records.people.roster(turn.class_id) if not one.confirmed_at]
    waiting = [one for one in waiting if one.role == Role.LEARNER]
    if not waiting:
        return []
    newest = max(one.id or 0 for one in waiting)
    line = T("New through the link, waiting for your yes: {names}", names=_names(waiting))
    return [Note(f"link {newest}", line, (Press(T("Look at them"), "people.roster", {"start": 0}),))]


def people_keys(turn: Turn, start: int) -> Keys:
    """A page of names, teachers last."""
    roster = sorted(turn.records.people.roster(turn.class_id), key=lambda one: one.role > Role.LEARNER)
    keys = [Press(label(one), "person", {"member_id": one.id}) for one in roster[start : start + A_PAGE]]
    return [*grid(keys, 2), *pages(len(roster), start, lambda at: ("roster", {"start": at}))]


def pages(size: int, start: int, to: Callable[[int], tuple[str, dict[str, int]]]) -> Keys:
    """*Back* and *More* under a page; nothing where all fits on one."""
    turns: list[Key] = []
    if start > 0:
        turns.append(Press(T("‹ Back"), *to(max(0, start - A_PAGE))))
    if start + A_PAGE < size:
        turns.append(Press(T("More ›"), *to(start + A_PAGE)))
    return [turns] if turns else []


def label(member: Member) -> Phrase:
    """A name on a button, with what is special about it."""
    match member.role:
        case Role.TEACHER:
            return T("{name} (teacher)", name=member.name)
        case Role.HELPER:
            return T("{name} (helper)", name=member.name)
    return T("{name} (new)", name=member.name) if not member.confirmed_at else member.name


def back() -> Key:
    return Press(T("‹ Back"), "people.roster", {"start": 0})


def not_a_teacher(turn: Turn, member_id: int) -> Member:
    """The member of a button that concerns learners and helpers only.

    Raises:
        Refusal: it is nobody of this class, or a teacher.
    """
    member = on_roster(turn, member_id)
    if member.role == Role.TEACHER:
        raise Refusal("{name} teaches this class. Press “No longer teacher” first.", name=member.name)
    return member


def portrait(turn: Turn, member: Member) -> Phrase:
    """One person, as the teacher may know them."""
    wrote = turn.records.contributions.of_member(member.id or 0)
    zone = turn.zone
    accounts = turn.records.accounts.of(member)
    return lines(
        label(member),
        T(
            "Joined on {day} · {platforms}",
            day=shown(member.joined_at.astimezone(zone).date()),
            platforms=listing(sorted({one.platform.capitalize() for one in accounts})),
        ),
        T("Last answer: {day}", day=shown(wrote[-1].at.astimezone(zone).date())) if wrote else T("No answers yet"),
        T("In pictures and files: {name}", name=outside_name(turn, member))
        if turn.class_.minors and member.role == Role.LEARNER
        else None,
        None if turn.reachable(member) else T("I cannot write to them privately: they have not opened our chat."),
        T("Corrects nobody for now") if member.corrects_paused else None,
        T("Teacher until {day}", day=shown(member.teacher_until)) if member.teacher_until else None,
        T("Away until {day}", day=shown(member.away_until)) if away(turn, member) and member.away_until else None,
    )


def away(turn: Turn, member: Member) -> bool:
    return member.away_until is not None and member.away_until >= turn.today


def _joined(turn: Turn, joined: int) -> Phrase:
    size = turn.class_.size
    if not size:
        return N("**{n} learner has joined.**", "**{n} learners have joined.**", n=joined)
    if joined >= size:
        return T("**All have joined: {n} of {size}.**", n=joined, size=size)
    return N(
        "**{n} of {size} has joined.** Not yet: {missing}.",
        "**{n} of {size} have joined.** Not yet: {missing}.",
        n=joined,
        size=size,
        missing=size - joined,
    )


def _unreachable(turn: Turn, joined: Sequence[Member]) -> Phrase | None:
    closed = [one for one in joined if not turn.reachable(one)]
    if not closed:
        return None
    return lines(
        N(
            "{n} cannot be reached privately: {names}.",
            "{n} cannot be reached privately: {names}.",
            n=len(closed),
            names=_names(closed),
        ),
        T("They take part all the same. To be reached, they open a private chat with me and press Start."),
    )


def _names(members: Sequence[Member]) -> Phrase:
    names: list[Phrase] = [one.name for one in members[:MOST_NAMED]]
    return listing([*names, "…"] if len(members) > MOST_NAMED else names)
