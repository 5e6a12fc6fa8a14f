"""The card: what a classmate suggests, as its author reads it, and the buttons under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from activities._corrections.called import called, giver_here
from activities._corrections.marking import cut
from activities._corrections.one_message import EVERYWHERE, as_fit, length
from activities._corrections.reporting import author_may, author_waits
from activities._corrections.shown import Shown, kinds, sentence, shown
from bot.chat import Look
from bot.keys import Key, Keys, Press, grid
from bot.language.changes import Change
from bot.phrase import N, Phrase, T, lines
from bot.text import plain
from bot.turn import Turn
from storage.corrections import Correction
from storage.standing import OPEN, Mark, Passing, Standing

MOST_SAID = 900
"""Units for all that people said; less where the sentence leaves less."""
MOST_BELOW = 400
"""Units of what stands below it."""


def card(turn: Turn, row: Correction) -> tuple[Phrase, Keys]:
    """The card as it stands now, with the changes that come first, or with all where its author has opened it."""
    found = shown(turn, row)
    everything = row.unfolded and fits_whole(turn, row)
    visible = found.changes if everything or found.rewrite else found.first
    short = not everything and found.rewrite and (cut(found.before), cut(found.after)) != (found.before, found.after)
    above = _above(turn, row, found, everything=everything)
    below = [
        _more(found, visible),
        _state(row),
        T("Your teacher knows about it.") if author_waits(turn, row) else None,
        T("Kept for you: /progress") if row.kept else None,
        T("The class may see this sentence, without your name.") if row.shared else None,
    ]
    # each of what was said was told by itself as well
    room = min(MOST_SAID, EVERYWHERE - length(turn, above) - length(turn, lines(*below)))
    phrase = lines(above, *as_fit(turn, list(_said(turn, row)), room), *below)
    return phrase, _keys(turn, row, more=short or len(visible) < len(found.changes))


def fits_whole(turn: Turn, row: Correction) -> bool:
    """Whether a card with all its changes is still one message."""
    return length(turn, _above(turn, row, shown(turn, row), everything=True)) <= EVERYWHERE - MOST_BELOW


def _above(turn: Turn, row: Correction, found: Shown, *, everything: bool) -> Phrase:
    visible = found.changes if everything else found.first
    return lines(
        _head(turn, row, found),
        "",
        sentence(found, everything=everything),
        None if found.rewrite else kinds(visible),
    )


def _head(turn: Turn, row: Correction, found: Shown) -> Phrase:
    name = called(turn, row.giver_id)
    if found.rewrite:
        return T("{name} suggests another way to say it. Only you see this.", name=name)
    return N(
        "{name} suggests one small change. Only you see this.",
        "{name} suggests {n} small changes. Only you see this.",
        n=found.many(found.changes),
        name=name,
    )


def _said(turn: Turn, row: Correction) -> Iterator[Phrase]:
    """What people said of it, the teacher's word first."""
    words = turn.records.corrections.words(row)
    giver = called(turn, row.giver_id)
    if row.mark == Mark.GOOD:
        yield T("Your teacher says: a good correction.")
    if row.mark == Mark.FINE:
        yield T("Your teacher says: your sentence was fine as it was.")
    if words.reason:
        yield T("{name} says: {words}", name=giver, words=plain(words.reason))
    if row.question:
        yield T("You asked: {words}", words=plain(words.question))
    if row.answer == Passing.PASSED and words.answer:
        yield T("{name} answers: {words}", name=giver, words=plain(words.answer))
    for opinion in turn.records.opinions.of(row.id or 0):
        reason, name = turn.records.opinions.reason(opinion), called(turn, opinion.member_id)
        if opinion.passing == Passing.PASSED and reason:
            yield T("{name} agrees: {words}", name=name, words=plain(reason))
        elif opinion.passing == Passing.PASSED:
            yield T("{name} agrees.", name=name)


def _more(found: Shown, visible: Sequence[Change]) -> Phrase | None:
    if len(visible) == len(found.changes):
        return None
    return T("You see {n} of {all} changes.", n=found.many(visible), all=found.many(found.changes))


def _state(row: Correction) -> Phrase | None:
    if row.taken_up_at is not None:
        return T("✓ You wrote the better sentence yourself. Well done!")
    match row.standing:
        case Standing.GOT_IT if row.mark == Mark.FINE:
            return T("✓ Got it.")
        case Standing.GOT_IT:
            return T("✓ Got it. Write the better sentence once more, here or in your group: that helps you remember.")
        case Standing.NOT_MEANT:
            return T("You said: that is not what I meant.")
    return None


def _keys(turn: Turn, row: Correction, *, more: bool) -> Keys:
    about = {"correction_id": row.id}
    keys: list[Key] = []
    if row.standing in OPEN:
        keys.append(Press(T("Got it"), "got_it", about, look=Look.MAIN))
    if not row.question and not row.answer and giver_here(turn, row) is not None:
        keys.append(Press(T("Why?"), "why", about))
    if row.standing in OPEN and row.taken_up_at is None:
        keys.append(Press(T("Not what I meant"), "not_meant", about))
    if author_may(turn, row):
        keys.append(Press(T("Tell my teacher"), "tell_teacher", about))
    if row.standing == Standing.GOT_IT and not row.kept:
        keys.append(Press(T("Keep"), "keep", about))
    rows = grid(keys, 2)
    if row.standing == Standing.GOT_IT and not turn.class_.minors:
        label = T("Not for the class after all") if row.shared else T("The class may learn from it")
        rows.append([Press(label, "notebook.share", about)])
    return [*rows, [Press(T("Show all"), "show_all", about)]] if more else rows
