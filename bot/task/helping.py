"""Help to start with: shown to whoever presses, or through a link that names the task and nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access import set_class
from bot.phrase import T, later, lines
from bot.refusal import Refusal
from bot.task import life, privately
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.task.activity import TaskActivity
    from bot.turn import Turn

KIND = "start_"
"""What the link carries before the number of the task."""
GONE = later("That task is gone. Look in the group of your class.")


def help_to_start(turn: Turn, activity: TaskActivity, round_id: int) -> None:
    round = life.round_of(turn, round_id)
    privately.answer(turn, activity.starting_help(turn, round), payload=_payload(turn, round))


def from_link(turn: Turn, activity: TaskActivity, payload: str) -> None:
    """The private chat was opened through the link.

    Raises:
        Refusal: the task is gone, or the link was made up.
    """
    number = payload.removeprefix(KIND).partition("_")[0]
    round = turn.records.rounds.get(int(number)) if number.isdecimal() and len(number) < 16 else None
    class_ = turn.records.classes.get(round.class_id) if round else None
    if round is None or class_ is None or payload != _payload(turn, round):
        raise Refusal(GONE)
    if round.taken_back_at or class_.finished_at:
        raise Refusal(GONE)
    if round.activity != activity.name:
        return
    turn.records.for_me.release(turn.by.platform, turn.by.user, turn.now)
    set_class(turn, class_)
    phrase = activity.starting_help(turn, round)
    if turn.scene.member is not None:
        turn.show(phrase)
        return
    phrase = lines(phrase, T("Would you like to join? Press Join under the task."))
    limits = turn.house.limits(turn.where.platform)
    one_message = limits.units(turn.house.languages.render(phrase, turn.language).plain) <= limits.text
    (turn.answer_without_trace if one_message else turn.show)(phrase)


def _payload(turn: Turn, round: Round) -> str:
    """Nobody can make one up for the task of a class they have not seen."""
    return f"{KIND}{round.id}_{turn.records.notices.hash('start', str(round.id))[:20]}"
