"""Somebody who joined twice becomes one person: the teacher asks, and both accounts have to say yes."""

from __future__ import annotations

from typing import ClassVar

from activities._people.membership import on_roster
from activities._people.merging import agree, disagree, merge
from activities._people.roster import A_PAGE, back, label, not_a_teacher, pages
from bot.activity import Activity, on_press
from bot.keys import Key, Press, grid
from bot.phrase import T, later, lines
from bot.refusal import Refusal
from bot.turn import Turn
from storage.people import Member, Role


class SamePerson(Activity):
    """Two members of a class who are one person."""

    name: ClassVar[str] = "same_person"
    title: ClassVar[str] = later("Same person")

    @on_press(Role.TEACHER)
    def who(self, turn: Turn, member_id: int, start: int) -> None:
        """Whose second account is it?"""
        member = not_a_teacher(turn, member_id)
        roster = turn.records.people.roster(turn.class_id)
        others = [one for one in roster if one.id != member_id and one.role < Role.TEACHER]
        keys: list[Key] = [
            Press(label(one), "ask", {"member_id": member_id, "other_id": one.id})
            for one in others[start : start + A_PAGE]
        ]
        more = pages(len(others), start, lambda at: ("who", {"member_id": member_id, "start": at}))
        turn.show(
            lines(
                T("{name} is the same person as …?", name=member.name),
                T("I ask both accounts. When both press “Yes, that is me”, they become one."),
            ),
            [*grid(keys, 2), *more, [back()]],
        )

    @on_press(Role.TEACHER)
    def ask(self, turn: Turn, member_id: int, other_id: int) -> None:
        if turn.class_.minors:
            raise Refusal("I never write first to learners under 18. They can do it: /settings, Another account")
        one, other = not_a_teacher(turn, member_id), not_a_teacher(turn, other_id)
        for mine, theirs in ((one, other), (other, one)):
            pair = {"mine": mine.id, "other": theirs.id}
            turn.tell(
                mine,
                T("Are you also “{name}” in this class, with another account?", name=theirs.name),
                [[Press(T("Yes, that is me"), "that_is_me", pair), Press(T("No"), "not_me", pair)]],
            )
        turn.show(
            T("I have asked {one} and {other}. When both say yes, they become one.", one=one.name, other=other.name),
            [[back()]],
        )

    @on_press(Role.STRANGER)
    def that_is_me(self, turn: Turn, mine: int, other: int) -> None:
        me, them = _both(turn, mine, other)
        if not agree(turn, mine, other):
            turn.show(T("Thank you. Now press “Yes, that is me” with your other account too."))
            return
        name = them.name
        merge(turn, me, them)
        turn.show(T("Done. Both accounts are yours now: {name}.", name=me.name))
        for teacher in turn.records.people.teachers(turn.class_id):
            turn.tell(teacher, T("{one} and {other} are one person now: {one}.", one=me.name, other=name))

    @on_press(Role.STRANGER)
    def not_me(self, turn: Turn, mine: int, other: int) -> None:
        me, them = _both(turn, mine, other)
        disagree(turn, mine, other)
        turn.show(T("All right, nothing is changed."))
        for teacher in turn.records.people.teachers(turn.class_id):
            turn.tell(teacher, T("{one} says: {other} is somebody else.", one=me.name, other=them.name))


def _both(turn: Turn, mine: int, other: int) -> tuple[Member, Member]:
    """Who pressed and the other, still two people of this class."""
    me, them = on_roster(turn, mine), on_roster(turn, other)
    if turn.member.id != me.id:
        raise Refusal("This question was for another account.")
    return me, them
