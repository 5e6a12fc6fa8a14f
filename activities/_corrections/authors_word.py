"""The author's word on a correction: taken in, not meant, opened, kept, or shown to the teacher."""

from __future__ import annotations

from activities._corrections import carrying, telling
from activities._corrections.answering import answered
from activities._corrections.called import author
from activities._corrections.card import card, fits_whole
from activities._corrections.reporting import author_may, report
from activities._corrections.shown import sentence, shown
from bot.phrase import Phrase, T, lines
from bot.refusal import Refusal
from bot.turn import Turn
from storage.corrections import Correction
from storage.standing import OPEN, Standing


def got_it(turn: Turn, row: Correction) -> None:
    _take_in(turn, row)
    turn.show(*card(turn, row))


def got_it_now(turn: Turn, row: Correction) -> None:
    """The same where an answer stands, so that nobody has to look for the card."""
    _take_in(turn, row)
    carrying.refresh(turn, row)
    turn.show(answered(turn, row))


def not_meant(turn: Turn, row: Correction) -> None:
    _answer(turn, row, Standing.NOT_MEANT)
    turn.show(*card(turn, row))
    _tell_giver(turn, row, T("{name} meant something else here. Thank you for looking!", name=author(turn, row)))


def tell_teacher(turn: Turn, row: Correction) -> None:
    if author_may(turn, row):
        report(turn, row)
    turn.show(*card(turn, row))


def keep(turn: Turn, row: Correction) -> None:
    """A sentence kept longer is one its author said so of."""
    row.kept, row.erase_at = True, None
    turn.show(*card(turn, row))


def open_all(turn: Turn, row: Correction) -> None:
    """All changes, from now on as well; where one message does not hold them, below the card."""
    if fits_whole(turn, row):
        row.unfolded = True
        turn.show(*card(turn, row))
    else:
        telling.leave_card(turn)
        telling.note_post(row, turn.show(sentence(shown(turn, row), everything=True)))


def _take_in(turn: Turn, row: Correction) -> None:
    _answer(turn, row, Standing.GOT_IT)
    _tell_giver(turn, row, T("{name} says thank you for this:", name=author(turn, row)))


def _tell_giver(turn: Turn, row: Correction, said: Phrase) -> None:
    """The author's last word on it, carried to its giver."""
    telling.tell_giver(turn, row, lines(said, sentence(shown(turn, row), everything=True)))


def _answer(turn: Turn, row: Correction, standing: Standing) -> None:
    if row.standing not in OPEN:
        raise Refusal("You have answered that already. Thank you!")
    row.standing, row.answered_at = standing.value, turn.now
    row.shown_at = row.shown_at or turn.now
