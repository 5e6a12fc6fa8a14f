"""Joining is consent: the press that makes a member, the first private questions, and leaving again."""

from __future__ import annotations

from typing import ClassVar

from activities import _count_me_in as offers
from activities import _first_questions as questions
from activities._code import class_of
from activities._greeting import greet
from activities._membership import classes, end, enrol, only_teacher, reachable, read_own_name
from activities._welcome import what_is_stored
from bot.access import allow, set_class
from bot.activity import Activity, on_alarm, on_press, on_words
from bot.chat import CommandTyped, Look, PersonLeft, Pressed, Reachable, Said
from bot.keys import Press
from bot.phrase import Phrase, T, later, lines
from bot.playing import play_command
from bot.refusal import Refusal
from bot.turn import Turn
from storage.people import Corrections, Role

JOINED = "joined"
_OTHERS = ("setup", "teacher_", "account_", "correct_")
"""What the links of other activities carry; those answer them."""


class Joining(Activity):
    """The way into a class and out of it."""

    name: ClassVar[str] = "joining"
    title: ClassVar[str] = later("Joining")

    @on_press(Role.STRANGER)
    def join(self, turn: Turn) -> None:
        """*Join* on the welcome card and under every task."""
        if turn.scene.member is not None:
            self._in_already(turn)
            return
        enrol(turn, Role.LEARNER)
        self._ask_privately(turn)

    @on_press(Role.STRANGER)
    def stored(self, turn: Turn) -> None:
        turn.pop(what_is_stored(turn))

    # -- counted on the way in ----------------------------------------------------------------------------------

    def answered_unjoined(self, turn: Turn, said: Said) -> None:
        turn.activity = self.name
        offers.offer(turn, said)

    @on_press(Role.STRANGER)
    def count_me_in(self, turn: Turn, who: str) -> None:
        post = offers.only_its_writer(turn, who)
        if turn.scene.member is None:
            enrol(turn, Role.LEARNER)
        event = turn.scene.event
        read = offers.count(turn, event.answers if isinstance(event, Pressed) else None)
        offers.take_away(turn, post)
        if not read:
            turn.pop(T("You are in. I cannot read that message any more: please write it once more."))
        else:
            self._ask_privately(turn)

    @on_press(Role.STRANGER)
    def no_thanks(self, turn: Turn, who: str) -> None:
        offers.take_away(turn, offers.only_its_writer(turn, who))
        turn.pop(T("All right. I keep nothing about you."))

    @on_alarm
    def expire(self, turn: Turn, round_id: int, subject: int) -> None:  # noqa: ARG002
        post = turn.records.posts.get(subject)
        if post is not None and post.gone_at is None:
            turn.outbox.delete_post(post)

    # -- the first questions ------------------------------------------------------------------------------------

    @on_words(Role.STRANGER)
    def called(self, turn: Turn, words: str) -> None:
        turn.member.name = read_own_name(turn, turn.member, words)
        questions.ask_corrections(turn, T("Nice to meet you, {name}.", name=turn.member.name))

    @on_press(Role.STRANGER)
    def name_is_fine(self, turn: Turn) -> None:
        questions.ask_corrections(turn, T("Nice to meet you, {name}.", name=turn.member.name))

    @on_press(Role.STRANGER)
    def corrected(self, turn: Turn, how: str) -> None:
        turn.member.corrections, turn.member.corrections_asked = Corrections(how).value, True
        if turn.class_.minors:
            questions.say_ready(turn)
        else:
            questions.ask_reminders(turn)

    @on_press(Role.STRANGER)
    def reminded(self, turn: Turn, yes: bool) -> None:
        turn.member.reminders = yes
        questions.say_ready(turn)

    def cancelled(self, turn: Turn) -> Phrase:
        """Whoever was asked these has joined already."""
        member = turn.scene.member
        if member is None:
            return super().cancelled(turn)
        return T("All right. You are in, and I will call you {name}. To change anything: /settings", name=member.name)

    # -- the private chat ---------------------------------------------------------------------------------------

    def reachable(self, turn: Turn, reachable: Reachable) -> None:
        if not reachable.yes or reachable.payload.startswith(_OTHERS):
            return
        turn.records.for_me.release(turn.by.platform, turn.by.user, turn.now)
        linked = class_of(turn, reachable.payload) if reachable.payload.startswith("join_") else None
        if linked is not None:
            self._invited(turn, linked)
        elif not self._go_on_asking(turn):
            greet(turn)

    @on_press(Role.STRANGER)
    def join_by_link(self, turn: Turn) -> None:
        """A learner who came through a link counts once seen in a room of the class, or when a teacher says so."""
        if turn.scene.member is not None:
            self._in_already(turn)
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
        self._play(turn, "setup", class_id)

    @on_press(Role.STRANGER)
    def what_is_open(self, turn: Turn, class_id: int) -> None:
        self._play(turn, "today", class_id)

    # -- leaving ------------------------------------------------------------------------------------------------

    def person_left(self, turn: Turn, left: PersonLeft) -> None:  # noqa: ARG002
        """Out of the room is out of the class, unless they were seen in another of its rooms."""
        member = turn.scene.member
        if member is None or only_teacher(turn, member) or self._writes_elsewhere(turn):
            return
        end(turn, member)

    # -- parts --------------------------------------------------------------------------------------------------

    def _in_already(self, turn: Turn) -> None:
        member = turn.member
        if member.role == Role.TEACHER:
            turn.pop(T("You teach this class. Join is for your learners."))
        elif member.role == Role.HELPER:
            turn.pop(T("You are in already, as a helper. Thank you!"))
        elif questions.unanswered(member) and not reachable(turn) and turn.open_private(JOINED):
            return
        else:
            turn.pop(T("You are in already, {name}. What is open for you: /today", name=member.name))

    def _ask_privately(self, turn: Turn) -> None:
        """The first question: in the chat the press opens, else as a private answer to it."""
        if not questions.unanswered(turn.member):
            turn.pop(T("Welcome back, {name}! What is open for you: /today", name=turn.member.name))
            return
        if not reachable(turn) and turn.open_private(JOINED):
            return
        if not turn.house.limits(turn.where.platform).ephemeral:
            turn.pop(T("You are in! I have written to you in our private chat."))
        questions.ask_name(turn)

    def _go_on_asking(self, turn: Turn) -> bool:
        """Ask who joined and has not been asked yet."""
        for class_, member in classes(turn):
            if questions.unanswered(member):
                set_class(turn, class_)
                questions.ask_name(turn)
                return True
        return False

    def _invited(self, turn: Turn, class_id: int) -> None:
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

    def _writes_elsewhere(self, turn: Turn) -> bool:
        here = turn.scene.room.id if turn.scene.room else None
        others = {room.id for room in turn.records.classes.rooms(turn.class_id)} - {here}
        wrote = turn.records.contributions.of_member(turn.member.id or 0)
        return any(one.room_id in others for one in wrote[-20:])

    def _play(self, turn: Turn, name: str, class_id: int) -> None:
        """What `/name` would do in this class."""
        command, class_ = turn.house.commands.get(name), turn.records.classes.get(class_id)
        if command is None or class_ is None or class_id not in {one.id for one, _ in classes(turn)}:
            raise Refusal("You are not in this class any more. What I can do: /help")
        set_class(turn, class_)
        allow(turn, command.role)
        event = turn.scene.event
        assert event is not None
        play_command(turn, command, CommandTyped(event.key, event.at, event.where, event.by, name, "", ""))
