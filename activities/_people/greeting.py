"""The first words in the private chat: who I am, your classes, and the one next step."""

from __future__ import annotations

from activities._people.membership import classes
from bot.keys import Key, Press
from bot.phrase import Phrase, T, lines, strong
from bot.turn import Turn
from storage.classes import Class
from storage.people import Member, Role

MOST_CLASSES = 8


def greet(turn: Turn) -> None:
    mine = classes(turn)
    if not mine:
        _greet_stranger(turn)
        return
    name = mine[0][1].name
    turn.show(
        lines(
            T("Hello {name}. I'm Tertulia, the bot of your class.", name=name),
            *[_class_line(class_, member) for class_, member in mine[:MOST_CLASSES]],
            T("What I can do for you: /help"),
        ),
        [[_next_step(class_, member, alone=len(mine) == 1)] for class_, member in mine[:MOST_CLASSES]],
    )


def _greet_stranger(turn: Turn) -> None:
    turn.show(
        lines(
            T("Hello. I'm Tertulia, a bot for language classes."),
            T("I post short tasks in a class's group, so that the class practises every week."),
        ),
        [[Press(T("I am a teacher"), "joining.i_teach"), Press(T("I am a learner"), "joining.i_learn")]],
    )


def _class_line(class_: Class, member: Member) -> Phrase:
    match member.role:
        case Role.TEACHER:
            return T("{class_name}: you teach here", class_name=strong(class_.name))
        case Role.HELPER:
            return T("{class_name}: you help here", class_name=strong(class_.name))
        case _:
            return T("{class_name}: you learn here", class_name=strong(class_.name))


def _next_step(class_: Class, member: Member, *, alone: bool) -> Key:
    about = {"class_id": class_.id}
    if member.role == Role.TEACHER and not class_.ready:
        label = T("Go on with the set-up") if alone else T("Go on: {class_name}", class_name=class_.name)
        return Press(label, "joining.finish_setup", about)
    label = T("What is open now") if alone else T("Open now: {class_name}", class_name=class_.name)
    return Press(label, "joining.what_is_open", about)
