"""A sentence tried out in private: which task it is for, which words are in it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat import Said
from bot.dispatch import classes_of, set_class
from bot.keys import Keys, Press, grid
from bot.language.tokens import enough
from bot.phrase import Phrase, T, lines, strong
from bot.refusal import Refusal
from bot.scene import member_in
from bot.task import keeping, life, mine
from bot.task.activity import TaskActivity
from bot.task.copying import is_copy
from bot.task.listening import activity_of
from bot.task.unsent import Unsent
from bot.turn import Turn
from storage.classes import Class
from storage.contributions import Contribution
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
    chain = turn.records.rounds.rounds_at(said.where.platform, said.where.id, said.reply_chain)
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


def take(turn: Turn, said: Said, found: Sequence[Open]) -> None:
    """Keep the sentence in memory.

    Raises:
        Refusal: it is none, or too short.
    """
    if said.kind != "text":
        raise Refusal("Here I can take sentences only. Please send that in your group.")
    text = keeping.readable(said.text)
    if not enough(text):
        title = found[0].round.title if found else ""
        raise Refusal("“{title}” is open. Write a sentence of three words or more, please.", title=title)
    turn.house.unsent.keep(key(turn), Unsent(text, said.message, turn.now))


def ask_which(turn: Turn, found: Sequence[Open], message: str) -> None:
    several = len({one.class_.id for one in found}) > 1
    presses = [
        Press(
            T("{title} ({class_name})", title=one.round.title, class_name=one.class_.name)
            if several
            else one.round.title,
            "choose",
            {"round_id": one.round.id, "message": message},
        )
        for one in found
    ]
    turn.show(T("Which task is this for?"), grid(presses, 1))


def enter(turn: Turn, round_id: int) -> None:
    """Go on in the class of a task, where who pressed is a learner.

    Raises:
        Refusal: they are not.
    """
    one = next((one for one in open_tasks(turn) if one.round.id == round_id), None)
    if one is None:
        raise Refusal("This task is gone. What is open now: /today")
    set_class(turn, one.class_)


def the_task(turn: Turn, round_id: int) -> tuple[Round, TaskActivity]:
    """The task of a button, still open for answers.

    Raises:
        Refusal: it is gone, or closed.
    """
    round = life.round_of(turn, round_id)
    activity = activity_of(turn, round)
    if activity is None or not round.open:
        raise Refusal("“{title}” is closed. What is open now: /today", title=round.title)
    if turn.member.role != Role.LEARNER:
        raise Refusal("Here learners try out their sentences. Yours are not counted.")
    return round, activity


def show(turn: Turn, round_id: int, message: str) -> None:
    """Which words were found, and the three things that can be done; nothing is kept yet.

    Raises:
        Refusal: it would not count.
    """
    round, activity = the_task(turn, round_id)
    text = unsent(turn, message).text
    if is_copy(turn, activity, round, text):
        raise Refusal("Those are the words of the task itself. Please write a sentence of your own.")
    wrote = list(turn.records.contributions.of_round(round.id or 0, turn.member.id))
    if keeping.repeats(turn, round, text, wrote):
        raise Refusal("You have said just that already, and it counts. Try another sentence.")
    about = {"round_id": round.id, "message": message}
    turn.show(
        lines(
            strong(round.title),
            _found(turn, activity, round, text),
            T("Only you see this. What shall I do with it?"),
            T("If I send it, the class does not see your name.") if turn.class_.minors else None,
        ),
        [
            [Press(T("Send to the class for me"), "send", about)],
            [Press(T("Only count it"), "count", about), Press(T("Try again"), "again", {"round_id": round.id})],
        ],
    )


def _found(turn: Turn, activity: TaskActivity, round: Round, text: str) -> Phrase | None:
    cards = activity.found(turn, round, text)
    if not activity.needed(turn, round):
        return None
    return activity.own_words(turn, round, cards) or T("I found no word of the task in it yet.")


def standing(turn: Turn, round: Round) -> Phrase | None:
    """How far somebody is with a task."""
    activity = activity_of(turn, round)
    return mine.standing(turn, activity, round) if activity else None


def key(turn: Turn) -> tuple[str, str]:
    return turn.by.platform, turn.by.user


def unsent(turn: Turn, message: str) -> Unsent:
    """The sentence of a button.

    Raises:
        Refusal: it is not in memory any more.
    """
    found = turn.house.unsent.look(key(turn), message, turn.now)
    if found is None:
        raise Refusal("I do not have that sentence any more. Please write it once more.")
    return found


def said(turn: Turn, unsent: Unsent) -> Said:
    """The sentence as its writer said it."""
    event = turn.scene.event
    assert event is not None
    return Said(event.key, unsent.at, turn.where, turn.by, unsent.message, unsent.text)


def take_back_key(found: Contribution) -> Keys:
    return [[Press(T("Take it back"), "take_back", {"contribution_id": found.id})]]
