"""An apology waits beside each job a turn leaves: whoever asked hears it if the bot dies before it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answer import unseen
from bot.chat import NOTHING, CommandUsed, Pressed, Say
from bot.phrase import T
from storage.deliveries import Urgency

if TYPE_CHECKING:
    from bot.job import Job
    from bot.turn import Turn

GIVEN_UP_AFTER = timedelta(minutes=10)
"""So long work outside a turn may take before it is thought lost."""


def leave(turn: Turn, job: Job) -> None:
    """Leave a job to be done once the turn is on disk."""
    turn.consequences.jobs.append(replace(job, apology_id=_wait(turn) if turn.scene.by else 0))
    # whoever pressed sees at once that it was heard
    if turn.consequences.answer is NOTHING and isinstance(turn.scene.event, Pressed | CommandUsed):
        turn.pop(T("One moment, please …"))


def _wait(turn: Turn) -> int:
    """What the person hears when the bot dies before it is done; it waits long enough to be called off."""
    sorry = turn.house.languages.render(
        T("I was stopped in the middle of this. Please do it once more."), turn.language
    )
    where = unseen(turn)
    act = Say(where, sorry, only_for="" if where.private else turn.by.user)
    waiting = turn.outbox.write(act, urgency=Urgency.ANSWER, not_before=turn.now + GIVEN_UP_AFTER)
    return waiting.id or 0
