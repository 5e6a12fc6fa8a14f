"""The private chat opened: who has come, by which link, and the one next step for them."""

from __future__ import annotations

from activities._classes.welcome import what_is_stored
from activities._code import class_of
from activities._people import first_questions as questions
from activities._people.greeting import greet
from activities._people.membership import classes, enrol
from bot.access import allow, set_class
from bot.activity import Activity, on_press
from bot.chat import CommandTyped, Look, Reachable
from bot.keys import Press
from bot.phrase import T, lines
from bot.playing import play_command
from bot.refusal import Refusal
from bot.turn import Turn
from storage.people import Role

_OTHERS = ("setup", "teacher_", "account_", "correct_", "start_")
"""What the links of other activities carry; those answer them."""


class PrivateDoor(Activity):
    """What is done at the door of the private chat."""

    def reachable(self, turn: Turn, reachable: Reachable) -> None:
        if not reachable.yes or reachable.payload.startswith(_OTHERS):
            return
        turn.records.for_me.release(turn.by.platform, turn.by.user, turn.now)
        if not reachable.greeted:
            return
        linked = class_of(turn, reachable.payload) if reachable.payload.startswith("join_") else None
        if linked is not None:
            _invited(turn, linked)
        elif not _go_on_asking(turn):
            greet(turn)

    @on_press(Role.STRANGER)
    def join_by_link(self, turn: Turn) -> None:
        """A learner who came through a link counts once seen in a room of the class, or when a teacher says so."""
        if turn.scene.member is not None:
            questions.in_already(turn)
            return
        enrol(turn, Role.LEARNER, confirmed=False)
        questions.ask_name(turn)

    @on_press(Role.STRANGER)
    def i_teach(self, turn: Turn) -> None:
        turn.show(
            lines(
                T("Good! Add me to the group of your class and press Set up there. It takes two minutes."),
                T("You have to be an admin of the group."),
            )
        )

    @on_press(Role.STRANGER)
    def i_learn(self, turn: Turn) -> None:
        turn.show(T("Welcome! Open the group of your class and press Join under a task. I count you from then on."))

    @on_press(Role.STRANGER)
    def finish_setup(self, turn: Turn, class_id: int) -> None:
        _play(turn, "setup", class_id)

    @on_press(Role.STRANGER)
    def what_is_open(self, turn: Turn, class_id: int) -> None:
        _play(turn, "today", class_id)


def _go_on_asking(turn: Turn) -> bool:
    """Ask who joined and has not been asked yet."""
    for class_, member in classes(turn):
        if questions.unanswered(member):
            set_class(turn, class_)
            questions.ask_name(turn)
            return True
    return False


def _invited(turn: Turn, class_id: int) -> None:
    class_ = turn.records.classes.get(class_id)
    assert class_ is not None
    set_class(turn, class_)
    if turn.scene.member is not None:
        greet(turn)
        return
    turn.show(
        lines(T("Would you like to join **{class_name}**?", class_name=class_.name), what_is_stored(turn)),
        [[Press(T("Join"), "join_by_link", look=Look.MAIN)]],
    )


def _play(turn: Turn, name: str, class_id: int) -> None:
    """What `/name` would do in this class."""
    command, class_ = turn.house.commands.get(name), turn.records.classes.get(class_id)
    if command is None or class_ is None or class_id not in {one.id for one, _ in classes(turn)}:
        raise Refusal("You are not in this class any more. What I can do: /help")
    set_class(turn, class_)
    allow(turn, command.role)
    event = turn.scene.event
    assert event is not None
    play_command(turn, command, CommandTyped(event.key, event.at, event.where, event.by, name, "", ""))
