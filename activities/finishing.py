"""The end of a class: a farewell, the figures for its teacher, and nothing said any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

from activities._classes.ending import end_class
from activities._overview.file import overview_file
from activities._overview.period import Period
from activities._people.membership import for_good
from bot.activity import Activity, on_press
from bot.calendar.deadline import quiet
from bot.chat import Look
from bot.keys import Press
from bot.phrase import N, Phrase, T, later, lines, listing
from bot.turn import Turn
from storage.people import Member, Role
from storage.rounds import Round


class Finishing(Activity):
    """*Finish class* in `/setup`, asked twice."""

    name: ClassVar[str] = "finishing"
    title: ClassVar[str] = later("Finish class")

    @on_press(Role.TEACHER)
    def ask(self, turn: Turn) -> None:
        for_good(turn)
        turn.stop_asking()
        turn.show(
            lines(
                T("Finish **{class_name}**? Then:", class_name=turn.class_.name),
                T("· I say goodbye in the group and post no more tasks."),
                T("· You get the figures as a file."),
                T("· All texts of learners are erased."),
                T("· The group is free for a new class."),
            ),
            [[Press(T("Yes, finish it"), "sure", look=Look.DANGER), Press(T("Keep the class"), "keep")]],
        )

    @on_press(Role.TEACHER)
    def sure(self, turn: Turn) -> None:
        """Once more: nothing of this can be undone."""
        turn.show(
            T("Are you sure? This cannot be undone."),
            [[Press(T("Finish now"), "finish", look=Look.DANGER), Press(T("Keep the class"), "keep")]],
        )

    @on_press(Role.TEACHER)
    def keep(self, turn: Turn) -> None:
        turn.show(T("All right. The class goes on."))

    @on_press(Role.TEACHER)
    def finish(self, turn: Turn) -> None:
        for_good(turn)
        class_, rooms = turn.class_, turn.records.rooms.of_class(turn.class_id)
        figures, farewell, others = _figures(turn), _farewell(turn), _others(turn)
        # what was on its way is called off first, so that only the goodbye is said
        end_class(turn, class_)
        for room in rooms:
            if room.may_post:
                turn.post(room, farewell, kind="farewell", silent=quiet(turn.now, turn.zone))
        for teacher in others:
            turn.tell(teacher, T("{name} has finished this class.", name=turn.member.name))
        turn.send_file(f"tertulia-{turn.today}.csv", figures, T("The figures, one line for each person and week."))
        turn.show(T("The class is finished and its texts are erased. Thank you for teaching with me!"))


def _figures(turn: Turn) -> bytes:
    days = (turn.today - turn.class_.created_at.astimezone(turn.zone).date()).days + 1
    return overview_file(turn, Period.ending_now(turn, days))


def _others(turn: Turn) -> list[Member]:
    return [one for one in turn.records.people.teachers(turn.class_id) if one.id != turn.member.id]


def _farewell(turn: Turn) -> Phrase:
    """What the class did together, without names, and the goodbye."""
    rounds = turn.records.rounds.recent(turn.class_id, turn.class_.created_at)
    done = _done(turn, rounds)
    thanks = T("This class ends here, and so do my tasks. Thank you all, and goodbye!")
    return lines(T("**{class_name}**: {done}.", class_name=turn.class_.name, done=done), thanks) if done else thanks


def _done(turn: Turn, rounds: Sequence[Round]) -> Phrase | None:
    since, until = turn.class_.created_at, turn.now + timedelta(microseconds=1)
    messages = sum(one.messages for one in turn.records.contributions.of_class(turn.class_id, since, until))
    words = len({card for _, card in turn.records.used_cards.uses(turn.class_id, since, until)})
    if not messages:
        return None
    parts: list[Phrase] = [N("{n} task", "{n} tasks", n=len(rounds)), N("{n} message", "{n} messages", n=messages)]
    if words:
        parts.append(N("{n} word of the list used", "{n} words of the list used", n=words))
    return listing(parts)
