"""What *For me* shows: one person's own part in a task, for them alone, and what waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.phrase import N, Phrase, T, lines
from bot.task import privately
from storage.contributions import Contribution
from storage.deliveries import Going
from storage.people import Role
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn


def show_for_me(turn: Turn, activity: TaskActivity, round: Round) -> None:
    """The same button for everyone, so that nobody is called out."""
    member = turn.scene.member
    if member is None:
        turn.pop(T("Here you will find your own words and answers. Press Join first."))
        return
    waiting = turn.records.deliveries.kept(member.id or 0)
    privately.answer(turn, _mine(turn, activity, round), more_waits=bool(waiting))
    for delivery in waiting:
        if delivery.state == Going.KEPT and delivery.act == "say":
            privately.hand_over(turn, delivery)


def _mine(turn: Turn, activity: TaskActivity, round: Round) -> Phrase:
    member = turn.member
    if member.role != Role.LEARNER:
        return T("Here learners see their own words and what waits for them.")
    mine = list(turn.records.contributions.of_round(round.id or 0, member.id))
    if not mine:
        return T("“{title}”: you have not written yet. One sentence is enough.", title=round.title)
    cards = turn.records.contributions.cards_used(round.id or 0, member.id)
    return lines(
        N("“{title}”: you wrote {n} message.", "“{title}”: you wrote {n} messages.", n=len(mine), title=round.title),
        activity.own_words(turn, round, cards),
        _done(activity.needed(turn, round) - len(cards), mine),
    )


def _done(missing: int, mine: list[Contribution]) -> Phrase:
    if missing <= 0:
        return T("You are done. 🎉")
    if any(one.kind != "text" for one in mine):
        return T("It counts. I do not listen to voice notes or look at pictures, so I cannot see your words there.")
    return N("One more word of the task and you are done.", "{n} more words of the task and you are done.", n=missing)
