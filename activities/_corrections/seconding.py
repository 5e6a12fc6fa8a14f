"""A second corrector sees the first card, and agrees with it or adds a reason."""

from __future__ import annotations

from activities._corrections import carrying, limits, telling
from activities._corrections.called import author, called
from activities._corrections.reporting import more_was_said
from activities._corrections.shown import because, kinds, sentence, shown, wants
from activities._tasks import to_write
from bot.chat import Look
from bot.keys import Press
from bot.phrase import Phrase, T, lines
from bot.refusal import Settled
from bot.turn import Turn
from storage.corrections import Correction
from storage.looks import Verdict
from storage.opinions import Opinion
from storage.people import Role
from storage.standing import GIVEN, Passing


def show_first(turn: Turn, row: Correction, another: Press) -> None:
    """What a classmate has suggested already, with what can be said to it."""
    found = shown(turn, row)
    words = turn.records.corrections.words(row)
    about = {"correction_id": row.id}
    giver = called(turn, row.giver_id)
    post = turn.show(
        lines(
            T("{name} has suggested this already:", name=giver),
            "",
            sentence(found, everything=True),
            None if found.rewrite else kinds(found.changes),
            because(words.reason),
        ),
        [
            [Press(T("I agree"), "agree", about, look=Look.MAIN), Press(T("I agree, because …"), "add_reason", about)],
            [another, *([] if turn.role >= Role.TEACHER else [Press(T("Tell my teacher"), "watching.tell", about)])],
        ],
    )
    telling.note_post(row, post)


def ask_reason(turn: Turn, row: Correction) -> None:
    _refuse(turn, row)
    asked = to_write(turn, T("Why is it better this way? One sentence is enough."))
    turn.ask("second_reason", asked, correction_id=row.id)


def agree(turn: Turn, row: Correction, reason: str = "", note: Phrase | None = None) -> None:
    """Add a voice to a card; a reason is seen by the teacher first, where the class wants that."""
    _refuse(turn, row)
    reason = telling.legible(reason).strip()[: telling.LONGEST]
    waits = bool(reason) and turn.class_.approves and turn.role < Role.TEACHER
    opinion = Opinion(
        correction_id=row.id or 0,
        member_id=turn.member.id,
        at=turn.now,
        passing=(Passing.WAITING if waits else Passing.PASSED).value,
    )
    turn.records.opinions.add(opinion, reason)
    if row.contribution_id:
        turn.records.looks.note(row.contribution_id, turn.member.id or 0, turn.now, Verdict.CORRECTED)
    if reason and not waits:
        more_was_said(turn, row)
    carrying.refresh(turn, row)
    turn.stop_asking()
    if waits:
        turn.show(lines(note, T("Thank you! Your teacher looks at your reason first.")))
    else:
        thanks = T("Thank you! {name} sees that you agree.", name=author(turn, row))
        telling.note_post(row, turn.show(lines(note, thanks)))


def _refuse(turn: Turn, row: Correction) -> None:
    limits.may_correct(turn)
    if row.standing not in GIVEN:
        raise Settled("That correction is not there any more. Thank you!")
    if turn.member.id in (row.author_id, row.giver_id):
        raise Settled("You have said what you think of it already. Thank you!")
    about = turn.records.people.get(row.author_id)
    if about is None or not wants(about):
        raise Settled("{name} does not want corrections right now. Thank you for offering!", name=author(turn, row))
    if any(one.member_id == turn.member.id for one in turn.records.opinions.of(row.id or 0)):
        raise Settled("You have said what you think of it already. Thank you!")
