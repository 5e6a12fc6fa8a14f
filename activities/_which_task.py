"""For which open task a sentence written in the private chat is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.access import classes_of, set_class
from bot.chat import Said
from bot.keys import Press, grid
from bot.phrase import Phrase, T
from bot.refusal import Settled
from bot.scene import member_in
from bot.task import life
from bot.task.activity import TaskActivity
from bot.task.listening import LATE_FOR, activity_of
from bot.turn import Turn
from storage.classes import Class
from storage.people import Role
from storage.rounds import Round

_MOST = 8


@dataclass(frozen=True, slots=True)
class Open:
    """A task somebody may answer, with its class."""

    class_: Class
    round: Round


def open_tasks(turn: Turn) -> list[Open]:
    """The open tasks of all classes in which who writes is a learner, known to belong there; the newest first."""
    found = []
    for class_ in classes_of(turn, Role.LEARNER):
        member = member_in(turn.records, class_, turn.by)
        if member is not None and member.role == Role.LEARNER and member.confirmed_at:
            rounds = turn.records.rounds.open(class_.id or 0)
            found += [Open(class_, one) for one in rounds if activity_of(turn, one)]
    return sorted(found, key=lambda one: one.round.opened_at, reverse=True)[:_MOST]


def answered(turn: Turn, said: Said, found: Sequence[Open]) -> Open | None:
    """The only task, the one whose message they reply to, or the one this sentence does as it stands."""
    chain = turn.records.posts.rounds_at(said.where.platform, said.where.id, said.reply_chain)
    meant = [one for one in found if one.round.id in chain.values()]
    if meant or len(found) == 1:
        return (meant or found)[0]
    done = [one for one in found if _does(turn, one, said.text)]
    return done[0] if len(done) == 1 else None


def _does(turn: Turn, one: Open, text: str) -> bool:
    """Whether a sentence holds all the words its task asks for."""
    before = turn.scene.class_, turn.scene.member
    set_class(turn, one.class_)
    activity = activity_of(turn, one.round)
    needed = activity.needed(turn, one.round) if activity else 0
    does = activity is not None and 0 < needed <= len(activity.found(turn, one.round, text))
    turn.scene.class_, turn.scene.member = before
    turn.outbox.about(turn.scene.class_)
    return does


def ask_which(turn: Turn, found: Sequence[Open], message: str) -> None:
    several = len({one.class_.id for one in found}) > 1
    presses = [
        Press(_label(one, several=several), "choose", {"round_id": one.round.id, "message": message}) for one in found
    ]
    turn.show(T("Which task is this for?"), grid(presses, 1))


def _label(one: Open, *, several: bool) -> Phrase:
    title = one.round.title
    return T("{title} ({class_name})", title=title, class_name=one.class_.name) if several else title


def enter(turn: Turn, round_id: int) -> None:
    """Go on in the class of a task, where who pressed is a learner.

    Raises:
        Settled: they are not.
    """
    round = turn.records.rounds.get(round_id)
    class_ = next((one for one in classes_of(turn, Role.LEARNER) if round and one.id == round.class_id), None)
    if class_ is not None:
        set_class(turn, class_)
    if class_ is None or turn.role < Role.LEARNER:
        raise Settled("This task is gone. What is open now: /today")


def the_task(turn: Turn, round_id: int) -> tuple[Round, TaskActivity]:
    """The task of a button, open for answers or closed so lately that late ones count.

    Raises:
        Settled: it is gone, or closed.
    """
    round = life.round_of(turn, round_id)
    activity = activity_of(turn, round)
    over = round.closed_at is not None and turn.now - round.closed_at > LATE_FOR
    if activity is None or over:
        raise Settled("“{title}” is closed. What is open now: /today", title=round.title)
    if turn.member.role != Role.LEARNER:
        raise Settled("Here learners try out their sentences. Yours are not counted.")
    return round, activity
