"""*Why?*: one question to who gave a correction, carried there, and one answer, carried back."""

from __future__ import annotations

from collections.abc import Iterable

from activities._corrections import carrying, limits, taking_up, telling
from activities._corrections.called import author, called, giver_here, within
from activities._corrections.reporting import more_was_said
from activities._corrections.shown import sentence, shown
from activities._tasks import to_write
from bot.chat import Look
from bot.keys import Press
from bot.keys import row as in_one_row
from bot.phrase import Phrase, T, lines
from bot.refusal import Refusal, Settled
from bot.text import plain
from bot.turn import Turn
from storage.corrections import Correction
from storage.people import Member, Role
from storage.standing import ENDED, OPEN, Passing


def why(turn: Turn, row: Correction) -> None:
    """One question; a reason that is there already is shown again with it."""
    giver = _to_ask(turn, row)
    telling.leave_card(turn)
    asked = turn.ask(
        "asked",
        to_write(
            turn, T("What would you like to ask {name}? Write one question, or press the button.", name=giver.name)
        ),
        in_one_row(Press(T("Just ask: why?"), "just_why", {"correction_id": row.id})),
        correction_id=row.id,
    )
    telling.note_post(row, asked)


def ask(turn: Turn, row: Correction, question: str) -> None:
    """Carry the question, or let the teacher see it first."""
    giver = _to_ask(turn, row)
    question = telling.words_of(question)
    turn.stop_asking()
    if taking_up.just_that(turn, row, question) and taking_up.notice(turn, question):
        turn.show(T("That is it. Well done!"))
        return
    words = turn.records.corrections.words(row)
    turn.records.corrections.write(row, words._replace(question=question))
    # a teacher who is asked sees the question in any case
    looked_at = turn.class_.approves and giver.role < Role.TEACHER
    row.question = (Passing.WAITING if looked_at else Passing.PASSED).value
    row.shown_at = row.shown_at or turn.now
    if row.question == Passing.PASSED:
        carry_question(turn, row)
        note = T("I have asked {name}. The answer comes here.", name=giver.name)
    else:
        note = T("Your teacher looks at your question first. The answer comes here.")
    carrying.refresh(turn, row)
    telling.note_post(row, turn.show(note))


def carry_question(turn: Turn, row: Correction) -> None:
    more_was_said(turn, row)
    about = {"correction_id": row.id}
    telling.tell_giver(
        turn,
        row,
        lines(
            T("{name} asks about your correction:", name=author(turn, row)),
            plain(turn.records.corrections.words(row).question),
            "",
            sentence(shown(turn, row), everything=True),
        ),
        [
            [Press(T("Answer"), "answer", about), Press(T("I don't know"), "dont_know", about)],
            [Press(T("Tell the teacher"), "watching.tell", about)],
        ],
    )


def answer(turn: Turn, row: Correction) -> None:
    limits.may_correct(turn)
    if row.answer:
        raise Refusal("You have answered already. Thank you!")
    telling.leave_card(turn)
    asked = turn.ask(
        "answered",
        to_write(
            turn, T("Write your answer for {name}. One or two sentences are enough.", name=within(author(turn, row)))
        ),
        correction_id=row.id,
    )
    telling.note_post(row, asked)


def take_answer(turn: Turn, row: Correction, words: str) -> None:
    limits.may_correct(turn)
    if row.answer:
        raise Settled("You have answered already. Thank you!")
    words = telling.words_of(words)
    turn.stop_asking()
    before = turn.records.corrections.words(row)
    turn.records.corrections.write(row, before._replace(answer=words))
    looked_at = turn.class_.approves and turn.role < Role.TEACHER
    row.answer = (Passing.WAITING if looked_at else Passing.PASSED).value
    if looked_at:
        turn.show(T("Thank you! Your teacher looks at it first."))
    elif carry_answer(turn, row):
        telling.note_post(row, turn.show(T("Thank you! {name} has your answer.", name=author(turn, row))))
    else:
        turn.show(T("{name} is not in the class any more.", name=author(turn, row)))


def carry_answer(turn: Turn, row: Correction) -> bool:
    """Whether there is still somebody to carry it to."""
    member = turn.records.people.get(row.author_id)
    if member is None or member.left_at:
        return False
    more_was_said(turn, row)
    carrying.refresh(turn, row)
    got_it = Press(T("Got it"), "got_it_now", {"correction_id": row.id}, look=Look.MAIN)
    telling.tell(turn, member, answered(turn, row), in_one_row(got_it) if row.standing in OPEN else (), carries=row)
    return True


def answered(turn: Turn, row: Correction) -> Phrase:
    """The answer as who asked reads it."""
    words = turn.records.corrections.words(row)
    return lines(
        T("{name} answers your question “{question}”:", name=called(turn, row.giver_id), question=words.question),
        plain(words.answer),
        "",
        T("To know more, ask in class: others want to know, too."),
    )


def dont_know(turn: Turn, row: Correction) -> None:
    """Nobody has to know why: teachers are there for that."""
    if row.answer:
        raise Refusal("You have answered already. Thank you!")
    _no_answer(turn, row)
    turn.show(T("That is fine. I will tell {name} to ask in class.", name=within(author(turn, row))))


def gone(turn: Turn, rows: Iterable[Correction]) -> None:
    """Who gave these has left, or was asked to pause: nobody waits in vain for their answer."""
    for row in rows:
        if row.sealed is None or row.standing in ENDED:
            continue
        asked = row.question in (Passing.WAITING, Passing.PASSED)
        answered = row.answer and turn.records.corrections.words(row).answer
        if asked and not answered and row.answer != Passing.HELD:
            _no_answer(turn, row)


def is_answered(turn: Turn, row: Correction) -> bool:
    """Whether the answer has reached who asked."""
    return row.answer == Passing.PASSED and not carrying.waits_here(turn, row, row.author_id)


def _no_answer(turn: Turn, row: Correction) -> None:
    row.answer = Passing.HELD.value
    if row.question == Passing.WAITING:
        row.question = Passing.HELD.value
    member = turn.records.people.get(row.author_id)
    if member is None or member.left_at is not None:
        return
    carrying.refresh(turn, row)
    words = T("{name} cannot say why. Please ask in class: others want to know, too.", name=called(turn, row.giver_id))
    telling.tell(turn, member, words)


def _to_ask(turn: Turn, row: Correction) -> Member:
    """Who gave a correction, to be asked about it.

    Raises:
        Settled: they were asked, or have left.
    """
    if row.question:
        raise Settled(
            "You can ask one question about each correction. To know more, ask in class: others want to know, too."
        )
    giver = giver_here(turn, row)
    if giver is None:
        raise Settled("The person who wrote this is not in the class any more. Please ask in class.")
    if giver.corrects_paused:
        raise Settled("{name} cannot answer right now. Please ask in class.", name=giver.name)
    return giver
