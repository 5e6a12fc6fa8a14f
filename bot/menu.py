"""What each person is offered at each place: menus by role and language, and completion while typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.chat import Completing, Place, Who
from bot.command import Command, MenuEntry, Parameter
from bot.house import House
from bot.scene import Scene, member_in
from bot.turn import Turn
from storage.classes import Class
from storage.people import Member, Role
from storage.records import Records

MOST_COMPLETIONS = 25
FIRST = {
    Role.TEACHER: ("words", "questions", "schedule", "post", "overview", "people", "holiday", "setup", "addroom"),
    Role.LEARNER: ("today", "correct", "progress", "words", "settings"),
    Role.STRANGER: ("help", "privacy"),
}
"""The order in which people need them, by what they are; what is not named comes after."""


def ordered(commands: Iterable[Command], role: Role = Role.TEACHER) -> list[Command]:
    """Commands as somebody of this role needs them: a phone shows the first few of a menu."""
    names = [name for level, those in FIRST.items() if level <= role for name in those]
    return sorted(commands, key=lambda one: names.index(one.name) if one.name in names else len(names))


def described(house: House, command: Command, language: str, role: Role = Role.TEACHER) -> str:
    """The description with its sign: 🤫 nobody else sees it, 📢 the room does."""
    return f"{'🤫' if command.private else '📢'} {house.languages.word(command.help_for(role), language)}"


def menu(house: House, records: Records, where: Place, by: Who, *, by_admin: bool) -> Sequence[MenuEntry]:
    """The commands this person may use here; where 🤫 cannot be kept, only those meant for groups."""
    scene = _scene(records, where, by, by_admin)
    role = highest_role(records, scene, where, by)
    language = Turn(house, records, datetime.min.replace(tzinfo=UTC), "", scene).language
    founder = by_admin and not where.private and scene.class_ is None
    offered = [one for one in house.commands.values() if role >= one.role or (founder and one.without_class)]
    if not where.private and not house.limits(where.platform).ephemeral:
        offered = [one for one in offered if one.in_groups or (one.name == "setup" and by_admin)]
    if not _is_counted(records, scene, where, by):
        offered = [one for one in offered if not one.learners_only]
    if not by_admin and role < Role.TEACHER:
        offered = [one for one in offered if one.name != "setup"]
    return [_entry(house, command, language, role) for command in ordered(offered, role)]


def complete(house: House, records: Records, completing: Completing, now: datetime) -> Sequence[str]:
    """What fits; nothing for who may not use the command."""
    command = house.commands.get(completing.command)
    scene = _scene(records, completing.where, completing.by, completing.by_admin)
    if command is None:
        return []
    role = highest_role(records, scene, completing.where, completing.by)
    if role < command.role:
        return []
    parameter = next((one for one in command.parameters if one.name == completing.parameter), None)
    if parameter is None:
        return []
    turn = Turn(house, records, now, command.activity, scene)
    return _fitting(parameter, turn, completing.typed)[:MOST_COMPLETIONS]


def _fitting(parameter: Parameter, turn: Turn, typed: str) -> list[str]:
    options = list(parameter.completes(turn, typed)) if parameter.completes else list(parameter.choices)
    start = typed.strip().casefold()
    begin = [one for one in options if one.casefold().startswith(start)]
    return begin + [one for one in options if start in one.casefold() and one not in begin]


def _entry(house: House, command: Command, language: str, role: Role) -> MenuEntry:
    parameters = tuple((one.name, house.languages.word(one.help, language), one.choices) for one in command.typed)
    description = described(house, command, language, role)
    example = house.languages.word(command.example, language)
    return MenuEntry(command.name, description, command.usage, example, parameters)


def _scene(records: Records, where: Place, by: Who, by_admin: bool) -> Scene:
    scene = Scene(by=by, where=where, by_admin=by_admin)
    if not where.private:
        scene.room = records.rooms.at(where.platform, where.id)
        scene.class_ = _living(records, scene.room.class_id if scene.room else None)
    else:
        best = max(_memberships(records, by), key=lambda member: member.role, default=None)
        scene.class_ = _living(records, best.class_id if best else None)
    scene.member = member_in(records, scene.class_, by)
    return scene


def _is_counted(records: Records, scene: Scene, where: Place, by: Who) -> bool:
    """Whether somebody is a learner here; in private, of any class."""
    here = [scene.member] if not where.private else _memberships(records, by)
    return any(one is not None and one.role == Role.LEARNER for one in here)


def _memberships(records: Records, by: Who) -> Sequence[Member]:
    """Who somebody is in the classes that go on."""
    return [one for one in records.people.memberships(by.platform, by.user) if _living(records, one.class_id)]


def _living(records: Records, class_id: int | None) -> Class | None:
    found = records.classes.get(class_id) if class_id else None
    return None if found is None or found.finished_at else found


def highest_role(records: Records, scene: Scene, where: Place, by: Who) -> Role:
    if not where.private:
        return Role(scene.member.role) if scene.member else Role.STRANGER
    return Role(max((one.role for one in _memberships(records, by)), default=Role.STRANGER))
