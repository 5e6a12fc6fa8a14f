"""A sentence tried out in private: which words of the task are in it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from activities._which_task import Open, the_task
from bot.chat import Said
from bot.keys import Keys, Press
from bot.language.tokens import enough
from bot.phrase import Phrase, T, lines, strong
from bot.refusal import Refusal
from bot.task import keeping, mine
from bot.task.activity import TaskActivity
from bot.task.copying import is_copy
from bot.task.listening import activity_of
from bot.task.unsent import Unsent
from bot.turn import Turn
from storage.contributions import Contribution
from storage.rounds import Round


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
    """The sentence as its writer says it now; that a task has closed meanwhile makes it late."""
    event = turn.scene.event
    assert event is not None
    return Said(event.key, turn.now, turn.where, turn.by, unsent.message, unsent.text)


def take_back_key(found: Contribution) -> Keys:
    return [[Press(T("Take it back"), "take_back", {"contribution_id": found.id})]]
