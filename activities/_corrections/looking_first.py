"""The teacher looks first from now on: what has not left yet is called back, and waits as well."""

from __future__ import annotations

from datetime import timedelta

from activities._corrections import carrying
from bot.turn import Turn
from storage.contributions import LONGEST_KEPT
from storage.corrections import Correction
from storage.people import Role
from storage.standing import Passing, Standing

_A_MOMENT = timedelta(microseconds=1)


def look_first(turn: Turn) -> None:
    """From now on the teacher looks first: what classmates wrote and has not left yet waits as well."""
    for row in turn.records.corrections.of_class(turn.class_id, turn.now - LONGEST_KEPT, turn.now + _A_MOMENT):
        giver = turn.records.people.get(row.giver_id) if row.giver_id else None
        if giver is None or giver.role < Role.TEACHER:
            _look_first(turn, row)


def _look_first(turn: Turn, row: Correction) -> None:
    """The card with all that was said of it, or of a card that was read what was asked and answered."""
    if row.standing == Standing.ON_ITS_WAY and carrying.call_back(turn, row, Standing.WAITING):
        for one in turn.records.opinions.of(row.id or 0):
            if one.sealed is not None and one.passing == Passing.PASSED:
                one.passing = Passing.WAITING.value
    elif row.answer == Passing.PASSED and carrying.call_words_back(turn, row, row.author_id, asking=False):
        row.answer = Passing.WAITING.value
        carrying.refresh(turn, row)
    elif row.question == Passing.PASSED and carrying.call_words_back(turn, row, row.giver_id, asking=True):
        row.question = Passing.WAITING.value
