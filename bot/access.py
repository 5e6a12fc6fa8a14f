"""In which class somebody acts, and whether their role there lets them."""

from __future__ import annotations

from bot.refusal import Refusal, Settled
from bot.scene import member_in
from bot.turn import Turn, WhichClass
from storage.classes import Class
from storage.people import Role


def classes_of(turn: Turn, role: Role) -> list[Class]:
    """The classes in which who did this has at least a role."""
    members = turn.records.people.memberships(turn.by.platform, turn.by.user)
    found = [turn.records.classes.get(member.class_id) for member in members if member.role >= role]
    return [one for one in found if one is not None and one.finished_at is None]


def set_class(turn: Turn, class_: Class) -> None:
    turn.scene.class_ = class_
    turn.scene.member = member_in(turn.records, class_, turn.by)
    turn.outbox.about(class_)


def choose_class(turn: Turn, role: Role, *, needed: bool) -> None:
    """Set the class of a private turn to the only one in which the person has the role.

    Raises:
        WhichClass: there are several, and one is needed.
    """
    classes = classes_of(turn, role)
    if len(classes) > 1 and needed:
        raise WhichClass(classes)
    if len(classes) == 1:
        set_class(turn, classes[0])


def allow(turn: Turn, role: Role) -> None:
    """Let the turn go on for this role and above.

    Raises:
        Refusal: the person's role is lower.
    """
    if turn.role >= role:
        return
    if turn.over:
        raise Refusal("This class is finished.")
    if turn.scene.class_ is None:
        if turn.where.private and classes_of(turn, Role.LEARNER):
            raise Refusal("Only your teacher can do that. What is open for you: /today")
        if turn.where.private and role >= Role.TEACHER:
            raise Refusal("You teach no class of mine yet. Add me to the group of your class and press Set up there.")
        if turn.where.private:
            raise Refusal("You are not in a class of mine yet. In the group of your class, press Join under a task.")
        raise Refusal("There is no class here yet. In your group, an admin can type /setup.")
    if role >= Role.TEACHER:
        raise Refusal("Only your teacher can do that. What is open for you: /today")
    raise Refusal("You are not in this class yet. Press Join under a task first.")


def still_allow(turn: Turn, role: Role) -> None:
    """The same for who answers a question: with the role the question has gone, too."""
    try:
        allow(turn, role)
    except Refusal as refusal:
        raise Settled(refusal.phrase) from refusal
