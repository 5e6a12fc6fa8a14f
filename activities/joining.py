"""Joining is consent: the press that makes a member, the first private questions, and leaving again."""

from __future__ import annotations

from typing import ClassVar

from activities._classes.welcome import what_is_stored
from activities._people import count_me_in as offers
from activities._people import first_questions as questions
from activities._people.first_answers import FirstAnswers
from activities._people.membership import end, enrol, only_teacher
from activities._people.private_door import PrivateDoor
from bot.activity import on_alarm, on_press
from bot.chat import PersonLeft, Pressed, Said
from bot.phrase import T, later
from bot.turn import Turn
from storage.people import Role


class Joining(FirstAnswers, PrivateDoor):
    """The way into a class and out of it."""

    name: ClassVar[str] = "joining"
    title: ClassVar[str] = later("Joining")

    @on_press(Role.STRANGER)
    def join(self, turn: Turn) -> None:
        """*Join* on the welcome card and under every task."""
        if turn.scene.member is not None:
            questions.in_already(turn)
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

    # -- leaving ------------------------------------------------------------------------------------------------

    def person_left(self, turn: Turn, left: PersonLeft) -> None:  # noqa: ARG002
        """Out of the room is out of the class, unless they were seen in another of its rooms."""
        member = turn.scene.member
        if member is None or only_teacher(turn, member) or self._writes_elsewhere(turn):
            return
        end(turn, member)

    # -- parts --------------------------------------------------------------------------------------------------

    def _ask_privately(self, turn: Turn) -> None:
        """The first question: in the chat the press opens, else as a private answer to it."""
        if not questions.unanswered(turn.member):
            turn.pop(T("Welcome back, {name}! What is open for you: /today", name=turn.member.name))
            return
        if not turn.reaches(turn.by) and turn.open_private(questions.JOINED):
            return
        if not turn.house.limits(turn.where.platform).ephemeral:
            turn.pop(T("You are in! I have written to you in our private chat."))
        questions.ask_name(turn)

    def _writes_elsewhere(self, turn: Turn) -> bool:
        here = turn.scene.room.id if turn.scene.room else None
        others = {room.id for room in turn.records.rooms.of_class(turn.class_id)} - {here}
        wrote = turn.records.contributions.of_member(turn.member.id or 0)
        return any(one.room_id in others for one in wrote[-20:])
