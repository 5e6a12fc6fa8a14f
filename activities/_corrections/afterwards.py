"""What a giver still does with a correction that is given: says why, says what it is about, takes it back."""

from __future__ import annotations

from activities._corrections import carrying, giving, limits, telling
from activities._corrections.called import author
from activities._corrections.reporting import more_was_said
from activities._corrections.shown import KINDS, as_rows, changes_of, sentence, shown
from activities._tasks import to_write
from bot.keys import Key, Press, grid
from bot.phrase import T, lines
from bot.refusal import Refusal, Settled
from bot.turn import Turn
from storage.corrections import Correction
from storage.people import Role
from storage.standing import UNANSWERED, Standing


def ask_reason(turn: Turn, row: Correction) -> None:
    limits.may_correct(turn)
    _may_say_why(turn, row)
    telling.leave_card(turn)
    turn.ask("reason", to_write(turn, T("Why is it better this way? One sentence is enough.")), correction_id=row.id)


def take_reason(turn: Turn, row: Correction, reason: str) -> None:
    """A reason that comes after."""
    limits.may_correct(turn)
    _may_say_why(turn, row)
    reason = telling.words_of(reason)
    turn.stop_asking()
    turn.records.corrections.write(row, turn.records.corrections.words(row)._replace(reason=reason))
    more_was_said(turn, row)
    carrying.refresh(turn, row)
    giving.show_receipt(turn, row)


def _may_say_why(turn: Turn, row: Correction) -> None:
    """Once, and not where the teacher looks first and has passed the card on already.

    Raises:
        Settled: it is too late.
    """
    looked_at = turn.class_.approves and turn.role < Role.TEACHER and row.standing != Standing.WAITING
    if looked_at or turn.records.corrections.words(row).reason:
        raise Settled("Your correction is on its way already. Thank you!")


def take_back(turn: Turn, row: Correction) -> None:
    """Until it is answered nobody needs to know."""
    if row.standing not in UNANSWERED or row.taken_up_at is not None:
        raise Refusal("{name} has answered already. Thank you for helping!", name=author(turn, row))
    carrying.withdraw(turn, row, Standing.TAKEN_BACK, T("This correction was taken back. There is nothing to do."))
    turn.show(T("Taken back. Nobody sees it any more."))


def ask_kind(turn: Turn, row: Correction) -> None:
    """What it is about; what it is not about goes at once."""
    _write_kind(turn, row, "")
    about = {"correction_id": row.id}
    keys: list[Key] = [Press(label, "set_kind", {**about, "kind": kind}) for kind, label in KINDS.items()]
    keys.append(Press(T("I am not sure"), "set_kind", {**about, "kind": ""}))
    turn.show(lines(T("What is the change about?"), sentence(shown(turn, row), everything=True)), grid(keys, 2))


def set_kind(turn: Turn, row: Correction, kind: str) -> None:
    """The giver knows better what it is about."""
    if kind not in ("", *KINDS):
        raise Refusal("That button is from an older message. What is open now: /today")
    _write_kind(turn, row, kind)
    giving.show_receipt(turn, row)


def _write_kind(turn: Turn, row: Correction, kind: str) -> None:
    """Of the change that matters most."""
    words = turn.records.corrections.words(row)
    found = changes_of(words)
    about = giving.most_important(found)
    changed = [one._replace(category=kind) if one is about else one for one in found]
    turn.records.corrections.write(row, words._replace(changes=as_rows(changed)))
    carrying.refresh(turn, row)
