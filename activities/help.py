"""/help: what this person can do at this place, grouped, one example each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from activities._classes.rights import not_counted
from bot.activity import Activity
from bot.command import Command, MenuEntry, command
from bot.menu import FIRST, highest_role, menu
from bot.phrase import Phrase, T, later, lines, strong
from bot.turn import Turn
from storage.people import Role

GROUPS: tuple[tuple[Role, str], ...] = (
    (Role.TEACHER, later("For your class")),
    (Role.LEARNER, later("For you")),
    (Role.STRANGER, later("Always")),
)


class Help(Activity):
    """Short for who is new, complete for the teacher."""

    name: ClassVar[str] = "help"
    title: ClassVar[str] = later("Help")

    @command(later("What you can do here."), role=Role.STRANGER, in_groups=True)
    def help(self, turn: Turn) -> None:
        role = highest_role(turn.records, turn.scene, turn.where, turn.by)
        if role == Role.STRANGER and not turn.scene.by_admin:
            turn.show(lines(_who_i_am(turn), *_groups(turn, role)))
        else:
            turn.show(lines(*_groups(turn, role), *_not_counted(turn, role)))


def _who_i_am(turn: Turn) -> Phrase:
    if turn.where.private:
        return T(
            "I am Tertulia, a bot. I post short language tasks in the group of a class.\n"
            "Learners: in your group, press Join under a task. Teachers: add me to your group, then type /setup there."
        )
    return T("I am Tertulia, a bot. I post short language tasks here. To take part, press Join under a task.")


def _groups(turn: Turn, mine: Role) -> Sequence[Phrase]:
    with_role = [(turn.house.commands[entry.name], entry) for entry in _offered(turn)]
    found: list[Phrase] = []
    for role, head in GROUPS:
        group = [one for one in with_role if _group_of(mine, one[0]) == role]
        group.sort(key=lambda one: _place(one[0], role))
        if group:
            found += [strong(T(head)), *(_line(turn, mine, one, entry) for one, entry in group)]
    return found


def _offered(turn: Turn) -> Sequence[MenuEntry]:
    entries = menu(turn.house, turn.records, turn.where, turn.by, by_admin=turn.scene.by_admin)
    return [one for one in entries if one.name in turn.house.commands]


def _group_of(mine: Role, command: Command) -> Role:
    if command.name in FIRST[Role.TEACHER] and (mine >= Role.TEACHER or command.role != Role.LEARNER):
        return Role.TEACHER
    return Role.LEARNER if command.role >= Role.LEARNER else Role.STRANGER


def _place(command: Command, role: Role) -> int:
    order = FIRST[role]
    return order.index(command.name) if command.name in order else len(order)


def _line(turn: Turn, mine: Role, command: Command, entry: MenuEntry) -> Phrase:
    # where everything is private anyway, the sign for it says nothing
    description = T(command.help_for(mine)) if turn.where.private else entry.description
    line = T("**/{name}** {description}", name=command.name, description=description)
    for_teachers = command.name in FIRST[Role.TEACHER] and mine < Role.TEACHER
    # what is also for rooms has an example that answers a message there
    for_rooms = command.in_groups and turn.where.private
    if entry.example == f"/{command.name}" or for_teachers or for_rooms:
        return line
    return lines(line, f"   {entry.example}")


def _not_counted(turn: Turn, role: Role) -> Sequence[Phrase]:
    """What the bot cannot see: said to all in the room, at the desk to who can change it."""
    return not_counted(turn) if turn.scene.room or role >= Role.TEACHER else []
