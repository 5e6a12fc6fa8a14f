"""Finds the correction a button is about, if it stands still and is this person's to act on."""

from __future__ import annotations

from bot.refusal import Refusal, Settled
from bot.turn import Turn
from storage.corrections import Correction
from storage.standing import ENDED


def of_class(turn: Turn, correction_id: int) -> Correction:
    """A correction of this class that stands, and whose words are still kept.

    Raises:
        Refusal: there is none.
    """
    found = turn.records.corrections.get(correction_id)
    if found is None or found.class_id != turn.class_id or found.sealed is None:
        raise Settled("That correction is too old: I don't keep its words any more.")
    if found.standing in ENDED:
        raise Settled("That correction is not there any more. Thank you!")
    return found


def given_by_me(turn: Turn, correction_id: int) -> Correction:
    found = of_class(turn, correction_id)
    if found.giver_id != turn.member.id:
        raise Refusal("Only the person who wrote that correction can do this.")
    return found


def for_me(turn: Turn, correction_id: int) -> Correction:
    found = of_class(turn, correction_id)
    if found.author_id != turn.member.id:
        raise Refusal("That correction is for somebody else.")
    return found
