"""A list of corrections for the teacher, one thing to say of each: a good one, or the sentence was fine as it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from activities._corrections import carrying, telling
from activities._corrections.called import called
from activities._corrections.one_message import as_come
from activities._corrections.shown import sentence, shown
from bot.keys import Key, Press
from bot.phrase import Phrase, T, lines
from bot.refusal import Refusal
from bot.text import plain
from bot.turn import Turn
from storage.corrections import Correction
from storage.standing import GIVEN, Mark

MOST = 5
LOOK_BACK = timedelta(days=14)


def reported(turn: Turn) -> list[Correction]:
    """What authors have shown to their teacher, as long as its words are kept, the oldest first."""
    return [one for one in turn.records.for_teacher.reported(turn.class_id) if one.sealed is not None]


def latest(turn: Turn) -> list[Correction]:
    """The newest corrections between learners that the teacher has not judged."""
    found = turn.records.corrections.of_class(turn.class_id, turn.now - LOOK_BACK, turn.now + timedelta(seconds=1))
    return [
        one
        for one in reversed(found)
        if one.standing in GIVEN and one.mark == Mark.NONE and one.sealed is not None and one.giver_id != turn.member.id
    ]


def show(turn: Turn, found: Sequence[Correction], note: Phrase | None = None) -> None:
    if not found:
        turn.show(lines(note, T("No correction waits for you.")))
        return
    entries = as_come(turn, [lines(*_of(turn, number, one)) for number, one in enumerate(found[:MOST], start=1)])
    turn.show(
        lines(note, T("What do you think of these corrections?"), *entries),
        [_keys(number, one) for number, one in enumerate(found[: len(entries)], start=1)],
    )


def tell(turn: Turn, correction_id: int) -> None:
    """Its giver shows the teacher what was asked about a correction; its author does so on the card."""
    row = turn.records.corrections.get(correction_id)
    if row is None or row.class_id != turn.class_id or row.giver_id != turn.member.id:
        raise Refusal("Only the person who wrote that correction can do this.")
    row.reported_at = row.reported_at or turn.now
    telling.leave_card(turn)
    turn.show(T("Your teacher will look at it. Nobody else hears of it."))


def mark(turn: Turn, correction_id: int, how: Mark) -> None:
    """The author's card says it, and its giver is told kindly; what is left of the list comes next."""
    row = turn.records.corrections.get(correction_id)
    if row is None or row.class_id != turn.class_id or row.standing not in GIVEN or row.sealed is None:
        raise Refusal("That correction is gone. What is new: /overview")
    was_reported = row.reported_at is not None
    row.mark = how.value
    carrying.refresh(turn, row)
    about = sentence(shown(turn, row), everything=True)
    if how == Mark.GOOD:
        telling.tell_giver(turn, row, lines(T("Your teacher says: a good correction. Thank you!"), about))
    else:
        telling.tell_giver(turn, row, lines(T("Your teacher says: here both ways are fine. Thank you!"), about))
    turn.activity = "watching"
    show(turn, reported(turn) if was_reported else latest(turn), T("Noted. Both people can see it."))


def _of(turn: Turn, number: int, row: Correction) -> list[Phrase]:
    words = turn.records.corrections.words(row)
    head = T("{n}. {name} for {other}:", n=number, name=called(turn, row.giver_id), other=called(turn, row.author_id))
    said = [plain(one) for one in (words.reason, words.question, words.answer) if one]
    return ["", head, sentence(shown(turn, row), everything=True), *[T("· {words}", words=one) for one in said]]


def _keys(number: int, row: Correction) -> list[Key]:
    about = {"correction_id": row.id}
    return [
        Press(T("{n}: Good", n=number), "watching.good", about),
        Press(T("{n}: Was fine before", n=number), "watching.fine", about),
    ]
