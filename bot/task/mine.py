"""What *For me* shows: one person's own part in a task, for them alone, and what waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.activity import Note
from bot.keys import Keys, Press, grid
from bot.phrase import N, Phrase, T, lines, strong
from bot.task import privately
from bot.text import clipped
from storage.contributions import Contribution
from storage.deliveries import Going
from storage.people import Role
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn

_MOST = 3
_LONGEST = 120
"""Characters shown of one sentence: enough to know it again."""
PRIVATE_FIRST = "private_answers"
"""The activity in which answers are tried out."""


def show_for_me(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """The same button for everyone, so that nobody is called out."""
    member = turn.scene.member
    if member is None:
        turn.pop(T("Here you will find your own words and answers. Press Join first."))
        return
    notes = _notes(turn, round) if member.role == Role.LEARNER else []
    turn.activity = activity.name
    waiting = turn.records.for_me.of(member.id or 0)
    shown = lines(_mine(turn, activity, round), *(note.phrase for note in notes), _elsewhere(turn) if waiting else None)
    more = bool(waiting) or any(note.keys for note in notes)
    privately.answer(turn, shown, _keys(turn, round, notes), more_waits=more)
    for delivery in waiting:
        if delivery.state == Going.KEPT and delivery.act == "say":
            privately.hand_over(turn, delivery)


def _elsewhere(turn: Turn) -> Phrase | None:
    """Where what waited comes, if that is not where this is read."""
    here = turn.where.private or not (turn.reaches(turn.by) and turn.house.limits(turn.where.platform).ephemeral)
    return None if here else T("There is more for you in our private chat.")


def _notes(turn: Turn, round: Round) -> list[Note]:
    """What other activities hold for who pressed: corrections that wait, and the like."""
    found = []
    for activity in turn.activities():
        found += [
            Note(one.about, one.phrase, tuple(key.of(activity.name) for key in one.keys))
            for one in activity.for_learner(turn, round)
        ]
    return found


def _keys(turn: Turn, round: Round, notes: Sequence[Note]) -> Keys:
    presses = [key for note in notes for key in note.keys]
    learner = turn.member.role == Role.LEARNER
    if learner and round.open and PRIVATE_FIRST in turn.house.activities:
        presses.append(Press(T("Try a sentence"), f"{PRIVATE_FIRST}.write_here", {"round_id": round.id}))
    return grid(presses, 2)


def _mine(turn: Turn, activity: TaskActivity, round: Round) -> Phrase:
    member = turn.member
    if member.role != Role.LEARNER:
        return T("Here learners see their own words and what waits for them.")
    mine = list(turn.records.contributions.of_round(round.id or 0, member.id))
    if not mine:
        return T("“{title}”: you have not written yet. One sentence is enough.", title=round.title)
    return lines(
        N("“{title}”: you wrote {n} message.", "“{title}”: you wrote {n} messages.", n=len(mine), title=round.title),
        *[T("· {words}", words=text) for one in mine[-_MOST:] if (text := _cut(turn, one))],
        standing(turn, activity, round),
        *_answers(turn, round),
    )


def standing(turn: Turn, activity: TaskActivity, round: Round) -> Phrase:
    """The words of the task somebody has used, and how far they are."""
    mine = list(turn.records.contributions.of_round(round.id or 0, turn.member.id))
    cards = turn.records.used_cards.in_round(round.id or 0, turn.member.id)
    done = _done(activity.needed(turn, round) - len(cards), mine)
    return lines(activity.own_words(turn, round, cards), done)


def _answers(turn: Turn, round: Round) -> list[Phrase]:
    """What classmates answered, the newest last."""
    written = turn.records.contributions.of_round(round.id or 0)
    mine = [one for one in written if one.answers_member_id == turn.member.id and one.member_id != turn.member.id]
    if not mine:
        return []
    found: list[Phrase] = [N("{n} answer to you:", "{n} answers to you:", n=len(mine))]
    for one in mine[-_MOST:]:
        writer, text = turn.records.people.get(one.member_id), _cut(turn, one)
        if writer is not None and text:
            found.append(T("{name}: {words}", name=strong(writer.name), words=text))
    return found if len(found) > 1 else [N("{n} answer to you.", "{n} answers to you.", n=len(mine))]


def _cut(turn: Turn, one: Contribution) -> str:
    return clipped(" ".join(turn.records.contributions.text(one).split()), _LONGEST)


def _done(missing: int, mine: list[Contribution]) -> Phrase:
    if missing <= 0:
        return T("You are done. 🎉")
    if any(one.kind != "text" for one in mine):
        return T("It counts. I do not listen to voice notes or look at pictures, so I cannot see your words there.")
    return N("One more word of the task and you are done.", "{n} more words of the task and you are done.", n=missing)
