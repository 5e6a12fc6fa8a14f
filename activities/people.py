"""The roster: who has joined, and what a teacher may change about each person."""

from __future__ import annotations

from typing import ClassVar

from activities._corrections import answering
from activities._corrections.limits import tell_pause
from activities._people.erasure import erase_members
from activities._people.membership import end, for_good, keep_apart, on_roster, only_teacher, read_own_name
from activities._people.roster import back, not_a_teacher, people_keys, portrait, summary, waiting_note
from activities._tasks import to_write
from bot.activity import Activity, Note, on_press, on_words
from bot.chat import Look
from bot.command import command
from bot.keys import Key, Press, grid
from bot.phrase import Phrase, T, later, lines
from bot.refusal import Refusal
from bot.turn import Turn
from storage.people import Member, Role


class People(Activity):
    """Who is in the class."""

    name: ClassVar[str] = "people"
    title: ClassVar[str] = later("People")

    @command("See who has joined, and change names and roles.", role=Role.TEACHER)
    def people(self, turn: Turn) -> None:
        self._show(turn, 0)

    @on_press(Role.TEACHER)
    def roster(self, turn: Turn, start: int) -> None:
        turn.stop_asking()
        self._show(turn, start)

    def for_teacher(self, turn: Turn) -> list[Note]:
        return waiting_note(turn)

    @on_press(Role.TEACHER)
    def person(self, turn: Turn, member_id: int) -> None:
        turn.stop_asking()
        self._show_person(turn, on_roster(turn, member_id))

    # -- one person ---------------------------------------------------------------------------------------------

    @on_press(Role.TEACHER)
    def rename(self, turn: Turn, member_id: int) -> None:
        member = on_roster(turn, member_id)
        asked = T("What should {name} be called? Write the new name.", name=member.name)
        turn.ask("renamed", to_write(turn, asked), member_id=member_id)

    @on_words(Role.TEACHER)
    def renamed(self, turn: Turn, words: str) -> None:
        member = on_roster(turn, int(turn.gathered["member_id"]))
        old, member.name = member.name, read_own_name(turn, member, words)
        turn.stop_asking()
        self._show_person(turn, member, T("{old} is called {name} now.", old=old, name=member.name))

    @on_press(Role.TEACHER)
    def belongs(self, turn: Turn, member_id: int) -> None:
        """The teacher knows somebody who came through the link."""
        member = on_roster(turn, member_id)
        member.confirmed_at = turn.now
        self._show_person(turn, member, T("{name} is in the class now.", name=member.name))

    @on_press(Role.TEACHER)
    def helper(self, turn: Turn, member_id: int) -> None:
        self._change_role(turn, member_id, Role.HELPER, T("A helper writes with the class and is not counted."))

    @on_press(Role.TEACHER)
    def learner(self, turn: Turn, member_id: int) -> None:
        self._change_role(turn, member_id, Role.LEARNER, T("A learner is counted from now on."))

    @on_press(Role.TEACHER)
    def step_down(self, turn: Turn, member_id: int) -> None:
        """No longer teacher; never the last one."""
        member = on_roster(turn, member_id)
        if member.id != turn.member.id:
            for_good(turn)
        if only_teacher(turn, member):
            raise Refusal("A class needs a teacher. Invite another one first.")
        if member.role != Role.TEACHER:
            raise Refusal("{name} does not teach this class.", name=member.name)
        member.role, member.teacher_until = Role.HELPER.value, None
        note = T("{name} does not teach this class any more.", name=member.name)
        if turn.member.id == member.id:
            turn.show(note)
            return
        turn.tell(
            member, T("{name} says: you do not teach here any more. Thank you for your help!", name=turn.member.name)
        )
        self._show_person(turn, member, note)

    @on_press(Role.TEACHER)
    def stays(self, turn: Turn, member_id: int) -> None:
        """Who taught until a date teaches for good."""
        member = on_roster(turn, member_id)
        for_good(turn)
        member.teacher_until = None
        note = T("{name} teaches this class for good now.", name=member.name)
        turn.tell(member, T("You teach this class for good now."))
        self._show_person(turn, member, note)

    @on_press(Role.TEACHER)
    def has_left(self, turn: Turn, member_id: int) -> None:
        member = not_a_teacher(turn, member_id)
        end(turn, member)
        turn.show(
            lines(
                T("{name} is not in the class any more.", name=member.name),
                T("What they wrote stays counted. They can press Join again at any time."),
            ),
            [[Press(T("Undo"), "undo_left", {"member_id": member_id, "at": turn.now.isoformat()}), back()]],
        )

    @on_press(Role.TEACHER)
    def undo_left(self, turn: Turn, member_id: int, at: str) -> None:
        """Only what the teacher said is undone: who has come back and left again themselves stays away."""
        member = turn.records.people.get(member_id)
        if member is None or member.class_id != turn.class_id:
            raise Refusal("That person is not in this class any more. Who is: /people")
        if member.left_at is not None and member.left_at.isoformat() != at:
            raise Refusal("That person is not in this class any more. Who is: /people")
        member.left_at = None
        keep_apart(turn, member)
        self._show_person(turn, member, T("{name} is in the class again.", name=member.name))

    @on_press(Role.TEACHER)
    def remove(self, turn: Turn, member_id: int) -> None:
        member = not_a_teacher(turn, member_id)
        turn.show(
            lines(
                T("Remove {name} and all I keep about them in this class? This cannot be undone.", name=member.name),
                T("If somebody only stopped coming, choose “Has left”."),
            ),
            [[Press(T("Remove"), "remove_now", {"member_id": member_id}, look=Look.DANGER), back()]],
        )

    @on_press(Role.TEACHER)
    def remove_now(self, turn: Turn, member_id: int) -> None:
        member = not_a_teacher(turn, member_id)
        name = member.name
        erase_members(turn, [member])
        turn.show(T("{name} is removed, with all I kept about them here.", name=name), [[back()]])

    @on_press(Role.TEACHER)
    def corrects(self, turn: Turn, member_id: int, paused: bool) -> None:
        """Somebody who corrects unkindly, or too much, is asked to pause; the person is told kindly."""
        member = not_a_teacher(turn, member_id)
        if member.corrects_paused != paused:
            member.corrects_paused = paused
            tell_pause(turn, member)
            if paused:
                answering.gone(turn, turn.records.corrections.given_by(member_id))
        note = T("{name} corrects nobody for now. I have told them kindly.", name=member.name)
        self._show_person(turn, member, note if paused else T("{name} can correct again.", name=member.name))

    # -- parts --------------------------------------------------------------------------------------------------

    def _show(self, turn: Turn, start: int) -> None:
        links: list[Key] = [
            Press(T("Invite a teacher"), "inviting.invite"),
            Press(T("Link for learners"), "inviting.link"),
        ]
        turn.show(summary(turn), [*people_keys(turn, start), links])

    def _show_person(self, turn: Turn, member: Member, note: Phrase | None = None) -> None:
        about = {"member_id": member.id}
        keys: list[Key] = [Press(T("Rename"), "rename", about)]
        if not member.confirmed_at:
            keys.append(Press(T("Yes, is in my class"), "belongs", about))
        if member.role == Role.TEACHER:
            keys.append(Press(T("No longer teacher"), "step_down", about))
            if member.teacher_until:
                keys.append(Press(T("Teacher for good"), "stays", about))
        else:
            helps = member.role == Role.HELPER
            keys += [
                Press(T("Same person as …"), "same_person.who", {**about, "start": 0}),
                Press(T("Learner again"), "learner", about) if helps else Press(T("Make helper"), "helper", about),
                Press(T("Has left"), "has_left", about),
                Press(T("Remove"), "remove", about, look=Look.DANGER),
                _pause_key(member),
            ]
        turn.show(lines(note, portrait(turn, member)), [*grid(keys, 2), [back()]])

    def _change_role(self, turn: Turn, member_id: int, role: Role, note: Phrase) -> None:
        member = not_a_teacher(turn, member_id)
        member.role = role.value
        self._show_person(turn, member, note)


def _pause_key(member: Member) -> Key:
    about = {"member_id": member.id, "paused": not member.corrects_paused}
    label = (
        T("Let {name} correct again", name=member.name)
        if member.corrects_paused
        else T("Pause corrections of {name}", name=member.name)
    )
    return Press(label, "corrects", about)
