"""A list of corrections for the teacher, one thing to say of each: a good one, the sentence was fine, or just seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from activities._corrections import carrying, telling
from activities._corrections.called import called
from activities._corrections.one_message import as_come
from activities._corrections.reporting import report, shown_to_me
from activities._corrections.shown import sentence, shown
from bot.keys import Key, Press
from bot.phrase import Phrase, T, lines, listing
from bot.refusal import Refusal
from bot.text import plain
from bot.turn import Turn
from storage.corrections import Correction
from storage.standing import GIVEN, Mark, Passing, Standing

MOST = 5
LOOK_BACK = timedelta(days=14)


def reported(turn: Turn) -> Sequence[Correction]:
    """What somebody has shown to the teacher, the oldest first."""
    return turn.records.for_teacher.reported(turn.class_id)


def latest(turn: Turn) -> list[Correction]:
    """The newest corrections between learners that the teacher has not judged."""
    found = turn.records.corrections.of_class(turn.class_id, turn.now - LOOK_BACK, turn.now + timedelta(seconds=1))
    return [
        one
        for one in reversed(found)
        if one.standing in GIVEN and one.mark == Mark.NONE and one.sealed is not None and one.giver_id != turn.member.id
    ]


def show_reported(turn: Turn, note: Phrase | None = None) -> None:
    head = T("Somebody asked you to look at this. I do not say who.")
    _show(turn, reported(turn), note, head, _keys_asked, T("To pause somebody's corrections: /people, then the name."))


def show_latest(turn: Turn, note: Phrase | None = None) -> None:
    _show(turn, latest(turn), note, T("What do you think of these corrections?"), _keys)


def tell(turn: Turn, correction_id: int) -> None:
    """Who gave it, or was shown it, shows it to the teacher; its author does so on the card."""
    row = shown_to_me(turn, correction_id)
    telling.leave_card(turn)
    if report(turn, row):
        turn.show(T("Your teacher will look at it. Nobody else hears of it."))
    else:
        turn.show(T("Your teacher has looked at it already. Is something still wrong? Talk to your teacher."))


def seen(turn: Turn, correction_id: int) -> None:
    """Nothing is said to anybody."""
    row = _of_class(turn, correction_id)
    note = T("Done.") if _is_asked(turn, row) else T("That is done already.")
    turn.records.reports.look(correction_id)
    show_reported(turn, note)


def mark(turn: Turn, correction_id: int, how: Mark) -> None:
    """The author's card says it, and its giver is told kindly; what is left of the list comes next."""
    row = _of_class(turn, correction_id)
    asked = _is_asked(turn, row)
    note = T("That is done already.")
    if asked or row.mark == Mark.NONE:
        _mark(turn, row, how)
        note = T("Noted. Both people can see it.")
    turn.activity = "watching"
    (show_reported if asked else show_latest)(turn, note)


def _mark(turn: Turn, row: Correction, how: Mark) -> None:
    if row.standing not in GIVEN:
        raise Refusal("That correction is gone. What is new: /overview")
    row.mark = how.value
    turn.records.reports.look(row.id or 0)
    carrying.refresh(turn, row)
    about = sentence(shown(turn, row), everything=True)
    if how == Mark.GOOD:
        telling.tell_giver(turn, row, lines(T("Your teacher says: a good correction. Thank you!"), about))
    else:
        telling.tell_giver(turn, row, lines(T("Your teacher says: here both ways are fine. Thank you!"), about))


def _is_asked(turn: Turn, row: Correction) -> bool:
    return bool(turn.records.reports.of([row.id]))


def _of_class(turn: Turn, correction_id: int) -> Correction:
    row = turn.records.corrections.get(correction_id)
    if row is None or row.class_id != turn.class_id or row.sealed is None:
        raise Refusal("That correction is gone. What is new: /overview")
    return row


def _show(
    turn: Turn,
    found: Sequence[Correction],
    note: Phrase | None,
    head: Phrase,
    keys: Callable[[int, Correction], list[Key]],
    hint: Phrase | None = None,
) -> None:
    if not found:
        turn.show(lines(note, T("No correction waits for you.")))
        return
    entries = as_come(turn, [lines(*_of(turn, number, one)) for number, one in enumerate(found[:MOST], start=1)])
    turn.show(
        lines(note, head, *entries, *([] if hint is None else ["", hint])),
        [keys(number, one) for number, one in enumerate(found[: len(entries)], start=1)],
    )


def _of(turn: Turn, number: int, row: Correction) -> list[Phrase]:
    head = T("{n}. {name} for {other}:", n=number, name=called(turn, row.giver_id), other=called(turn, row.author_id))
    said = [listing(["·", one], " ") for one in _said(turn, row)]
    return ["", head, sentence(shown(turn, row), everything=True), *said]


def _said(turn: Turn, row: Correction) -> list[Phrase]:
    """What everybody said of it, by name."""
    words, giver = turn.records.corrections.words(row), called(turn, row.giver_id)
    found: list[Phrase] = []
    if words.reason:
        found.append(T("{name} says: {words}", name=giver, words=plain(words.reason)))
    if words.question:
        found.append(T("{name} asks: {words}", name=called(turn, row.author_id), words=plain(words.question)))
    if words.answer:
        found.append(T("{name} answers: {words}", name=giver, words=plain(words.answer)))
    for one in turn.records.opinions.of(row.id or 0):
        reason = turn.records.opinions.reason(one)
        if reason and one.passing == Passing.PASSED:
            found.append(T("{name} agrees: {words}", name=called(turn, one.member_id), words=plain(reason)))
    if row.standing == Standing.TAKEN_BACK:
        found.append(T("{name} has taken it back.", name=giver))
    return found


def _keys_asked(number: int, row: Correction) -> list[Key]:
    just_seen = Press(T("{n}: Seen", n=number), "watching.seen", {"correction_id": row.id})
    return [*(_keys(number, row) if row.standing in GIVEN else []), just_seen]


def _keys(number: int, row: Correction) -> list[Key]:
    about = {"correction_id": row.id}
    return [
        Press(T("{n}: Good", n=number), "watching.good", about),
        Press(T("{n}: Was fine before", n=number), "watching.fine", about),
    ]
