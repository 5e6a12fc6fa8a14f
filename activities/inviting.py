"""Links that bring people in: a second teacher, for good or until a date, and learners who are not in the group."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import ClassVar

from activities import _code as codes
from activities._dates import read_date, shown
from activities._people.membership import enrol, for_good, only_teacher
from activities._people.roster import back
from activities._tasks import to_write
from bot.access import set_class
from bot.activity import Activity, on_alarm, on_press, on_words
from bot.calendar import instant
from bot.calendar.deadline import next_waking
from bot.chat import Look, Reachable, Said
from bot.keys import Press
from bot.phrase import Phrase, T, later, lines
from bot.refusal import Refusal
from bot.turn import Turn
from storage.invitations import Invitation
from storage.people import Member, Role

KIND = "teacher"
LASTS = timedelta(hours=48)


class Inviting(Activity):
    """Ways in that a teacher opens."""

    name: ClassVar[str] = "inviting"
    title: ClassVar[str] = later("Invitations")

    @on_press(Role.TEACHER)
    def invite(self, turn: Turn) -> None:
        for_good(turn)
        turn.show(
            T("For how long should the new teacher teach here?"),
            [[Press(T("For good"), "for_good"), Press(T("Until a date …"), "until_when")], [back()]],
        )

    @on_press(Role.TEACHER)
    def for_good(self, turn: Turn) -> None:
        _invite(turn, None)

    @on_press(Role.TEACHER)
    def until_when(self, turn: Turn) -> None:
        turn.ask("until", to_write(turn, T("Until when? Write the last day, for example: 24 Dec")))

    @on_words(Role.TEACHER)
    def until(self, turn: Turn, words: str) -> None:
        last = read_date(words, turn)
        turn.stop_asking()
        _invite(turn, last)

    @on_press(Role.TEACHER)
    def link(self, turn: Turn) -> None:
        """The link a learner may join by."""
        url = turn.house.link(turn.by.platform, codes.class_payload(turn, turn.class_id))
        if not url:
            raise Refusal("There is no such link here. Learners press Join in the group.")
        turn.show(
            lines(
                T("Learners can join with this link: {link}", link=url),
                T("People outside the group count when you say yes: /people"),
            ),
            [[back()]],
        )

    @on_press(Role.STRANGER)
    def accept(self, turn: Turn, hash: str) -> None:
        """Use an invitation: who pressed becomes a teacher."""
        found = turn.records.invitations.of_hash(hash, turn.now)
        if found is None or found.kind != KIND or found.class_id != turn.class_id:
            raise Refusal("This invitation was used already, or is too old. Please ask for a new one.")
        member = turn.scene.member or enrol(turn, Role.TEACHER)
        member.role, member.teacher_until = Role.TEACHER.value, _until(found)
        member.confirmed_at = turn.now
        turn.records.invitations.use(found)
        if member.teacher_until:
            midnight = instant(member.teacher_until + timedelta(days=1), time(0), turn.zone)
            turn.wake("over", midnight, subject=member.id or 0)
        turn.show(lines(T("Welcome! You teach here now."), T("Your class: /people. What you can do: /help")))
        _tell_others(turn, member)

    @on_alarm
    def over(self, turn: Turn, round_id: int, subject: int) -> None:  # noqa: ARG002  no task is meant
        """The substitute's days are over; who was asked to stay stays."""
        member = turn.records.people.get(subject)
        if member is None or member.left_at or member.teacher_until is None or member.teacher_until >= turn.today:
            return
        if only_teacher(turn, member):
            return
        member.role, member.teacher_until = Role.HELPER.value, None
        thanks = T("Your days as a teacher here are over. Thank you for your help!")
        turn.tell(member, thanks, not_before=next_waking(turn.now, turn.zone))

    @on_press(Role.STRANGER)
    def decline(self, turn: Turn) -> None:
        turn.show(T("All right. I keep nothing about you."))

    def reachable(self, turn: Turn, reachable: Reachable) -> None:
        if reachable.yes and reachable.payload.startswith(f"{KIND}_"):
            _answer(turn, codes.read(turn, reachable.payload, KIND))

    def told(self, turn: Turn, said: Said) -> bool:
        found = codes.read(turn, said.text, KIND)
        if found is not None:
            _answer(turn, found)
        return found is not None


def _invite(turn: Turn, until: date | None) -> None:
    """Show the teacher a link to hand on, or a code where the platform has no links."""
    value = until.isoformat() if until is not None else ""
    code = codes.make(turn, KIND, LASTS, member_id=turn.member.id, value=value)
    url = codes.link(turn, turn.by.platform, KIND, code)
    how: Phrase = (
        T("Send this link to the new teacher: {link}", link=url)
        if url
        else T("The new teacher writes this code to me in a private chat: **{code}**", code=code)
    )
    turn.show(lines(how, T("It works once, for 48 hours."), _how_long(until)), [[back()]])


def _answer(turn: Turn, invitation: Invitation | None) -> None:
    """Ask who followed the link whether they want to teach; nothing is kept of them before the yes."""
    class_ = turn.records.classes.get(invitation.class_id) if invitation else None
    if invitation is None or class_ is None or class_.finished_at:
        raise Refusal("This invitation was used already, or is too old. Please ask for a new one.")
    set_class(turn, class_)
    if turn.role == Role.TEACHER:
        raise Refusal("You teach this class already. The invitation is still good for somebody else.")
    turn.show(
        lines(
            T("Would you like to teach **{class_name}** here?", class_name=class_.name),
            _how_long(_until(invitation)),
            T("If you say yes, I keep your name and show you the class."),
        ),
        [
            [
                Press(T("Yes, I will teach"), "accept", {"hash": invitation.hash}, look=Look.MAIN),
                Press(T("No, thanks"), "decline"),
            ]
        ],
    )


def _tell_others(turn: Turn, member: Member) -> None:
    """The teachers hear at once who teaches beside them: the link may have gone astray."""
    note = T("{name} has taken your invitation and teaches here now. Is that wrong? /people", name=member.name)
    for teacher in turn.records.people.teachers(turn.class_id):
        if teacher.id != member.id:
            turn.tell(teacher, lines(note, _how_long(member.teacher_until)))


def _until(invitation: Invitation) -> date | None:
    return date.fromisoformat(invitation.value) if invitation.value else None


def _how_long(until: date | None) -> Phrase | None:
    return T("Until {day}, that day included.", day=shown(until)) if until is not None else None
