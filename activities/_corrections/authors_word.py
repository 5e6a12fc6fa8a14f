"""The author's word on a correction: taken in, not meant, opened, kept, or shown to the teacher."""

from __future__ import annotations

from activities._corrections import telling
from activities._corrections.called import author
from activities._corrections.card import card, fits_whole
from activities._corrections.reporting import author_may, report
from activities._corrections.shown import sentence, shown
from bot.phrase import Phrase, T, lines
from bot.refusal import Refusal
from bot.turn import Turn
from storage.corrections import Correction
from storage.standing import Standing

_OPEN = (Standing.ON_ITS_WAY, Standing.SHOWN)


def got_it(turn: Turn, row: Correction) -> None:
    _end(turn, row, Standing.GOT_IT, T("{name} says thank you for this:", name=author(turn, row)))


def not_meant(turn: Turn, row: Correction) -> None:
    said = T("{name} meant something else here. Thank you for looking!", name=author(turn, row))
    _end(turn, row, Standing.NOT_MEANT, said)


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


def _end(turn: Turn, row: Correction, standing: Standing, said: Phrase) -> None:
    """The author's last word on it, carried to its giver."""
    _answer(turn, row, standing)
    turn.show(*card(turn, row))
    telling.tell_giver(turn, row, lines(said, sentence(shown(turn, row), everything=True)))


def _answer(turn: Turn, row: Correction, standing: Standing) -> None:
    if row.standing not in _OPEN:
        raise Refusal("You have answered that already. Thank you!")
    row.standing, row.answered_at = standing.value, turn.now
    row.shown_at = row.shown_at or turn.now
