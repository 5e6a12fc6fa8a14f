"""What is done with a sentence that is dealt: made better, found fine, passed by, or shown to the teacher."""

from __future__ import annotations

from collections.abc import Sequence

from activities._corrections import telling
from activities._corrections.called import called, within, writer
from activities._corrections.deal_order import next_for
from activities._corrections.limits import may_correct, may_correct_more
from activities._corrections.queue import LOOK_BACK, part_of, unheard, waited, waiting, with_glances
from activities._corrections.which_sentence import as_read
from bot.chat import Look as Bright
from bot.keys import Key, Keys, Press, grid
from bot.phrase import N, Phrase, T, lines, quoted
from bot.refusal import Refusal
from bot.text import plain
from bot.turn import Turn
from storage.contributions import Contribution
from storage.looks import Verdict
from storage.people import Role

MOST = 5
"""So many sentences of the teacher's list are shown at a time."""
LONGEST = 300
"""Characters of a sentence in that list."""


def deal(turn: Turn, note: Phrase | None = None) -> None:
    """Show the next sentence to whoever asks for one.

    Raises:
        Refusal: the teacher has paused this person's corrections.
    """
    may_correct(turn)
    row = _next(turn)
    if row is None:
        turn.show(lines(note, T("No sentence waits for you right now. Thank you for looking!")))
        return
    message, text = part_of(turn, row)
    turn.records.looks.note(row.id or 0, turn.member.id or 0, turn.now)
    about = {"contribution_id": row.id}
    to_write = {**about, "message": message, **as_read(turn, text)}
    post = turn.show(
        lines(
            note,
            T("{name} wrote:", name=writer(turn, row)),
            quoted(plain(text)),
            _question(turn, row),
        ),
        [
            [Press(T("Write it better"), "correction.write", to_write, look=Bright.MAIN)],
            [Press(T("It is fine as it is"), "dealing.fine", about), Press(T("Another one"), "dealing.another", about)],
            *([[Press(T("Tell the teacher"), "dealing.report", about)]] if turn.role < Role.TEACHER else []),
        ],
    )
    telling.quotes(post, row)


def _question(turn: Turn, row: Contribution) -> Phrase:
    name = writer(turn, row)
    if turn.class_.approves and turn.role < Role.TEACHER:
        return T("How would you say it? Your teacher sees your answer first, then {name}. The class does not.",
                 name=within(name))  # fmt: skip
    return T("How would you say it? {name} sees your answer, the class does not.", name=name)


def fine(turn: Turn, contribution_id: int) -> None:
    """One tap is feedback, too."""
    row = _say(turn, contribution_id, Verdict.FINE)
    thanks = T("Thank you! That helps, too: {name} can see it in /progress.", name=within(writer(turn, row)))
    telling.speaks_of(turn.show(thanks, _next_key()), row.member_id)


def another(turn: Turn, contribution_id: int) -> None:
    _say(turn, contribution_id, Verdict.SKIPPED)
    deal(turn)


def report(turn: Turn, contribution_id: int) -> None:
    """Rude words are for a person to judge."""
    _say(turn, contribution_id, Verdict.REPORTED)
    turn.show(T("Thank you. I will show it to your teacher. Nobody else hears of it."), _next_key())


def _next(turn: Turn) -> Contribution | None:
    found = {one.id or 0: one for one in waiting(turn)}
    lately = turn.records.looks.dealt(turn.class_id, turn.now - LOOK_BACK)
    me = turn.member.id or 0
    order = next_for(with_glances(turn, list(found.values())), me, turn.now, lately)
    return next((found[one] for one in order if may_correct_more(turn, found[one].member_id)), None)


def _next_key() -> Keys:
    return [[Press(T("Next one"), "dealing.deal")]]


def _say(turn: Turn, contribution_id: int, verdict: Verdict) -> Contribution:
    """Note what somebody says of a sentence that was dealt to them.

    Raises:
        Refusal: it was not, or it is gone.
    """
    row = turn.records.contributions.get(contribution_id)
    me = turn.member.id or 0
    looks = turn.records.looks.of([contribution_id])[contribution_id]
    mine = next((look for look in looks if look.member_id == me), None)
    if row is None or row.class_id != turn.class_id or mine is None:
        raise Refusal("That sentence is gone. For another one: /correct")
    if verdict != Verdict.SKIPPED or mine.verdict == Verdict.SEEN:
        turn.records.looks.note(contribution_id, me, turn.now, verdict)
    return row


# -- the teacher's lists ----------------------------------------------------------------------------------------


def show_unheard(turn: Turn, note: Phrase | None = None) -> None:
    """What nobody has said anything of for a day."""
    found = unheard(turn)
    if not found:
        turn.show(lines(note, T("No sentence has waited for more than a day.")))
        return
    head = N(
        "{n} sentence has waited for more than a day:", "{n} sentences have waited for more than a day:", n=len(found)
    )
    keys = [_keys_of(turn, number, row) for number, row in enumerate(found[:MOST], start=1)]
    turn.show(lines(note, head, *_numbered(turn, found)), keys)


def found_fine(turn: Turn, contribution_id: int) -> None:
    _of_class(turn, contribution_id)
    turn.records.looks.note(contribution_id, turn.member.id or 0, turn.now, Verdict.FINE)
    show_unheard(turn, T("Noted: fine as it is."))


def show_reported(turn: Turn, note: Phrase | None = None) -> None:
    found = turn.records.for_teacher.reported_texts(turn.class_id, turn.now)
    if not found:
        turn.show(lines(note, T("Nothing waits for you here.")))
        return
    head = T("Somebody asked you to look at this. I do not say who.")
    keys: list[Key] = [
        Press(T("{n}: Seen", n=number), "dealing.seen", {"contribution_id": row.id})
        for number, row in enumerate(found[:MOST], start=1)
    ]
    turn.show(lines(note, head, *_numbered(turn, found)), grid(keys))


def seen(turn: Turn, contribution_id: int) -> None:
    _of_class(turn, contribution_id)
    turn.records.for_teacher.report_seen(contribution_id)
    show_reported(turn, T("Done."))


def _numbered(turn: Turn, found: Sequence[Contribution]) -> list[Phrase]:
    return [
        T(
            "{n}. {name}, {time} ago: {text}",
            n=number,
            name=called(turn, row.member_id),
            time=waited(turn.now, row.at),
            text=plain(_short(part_of(turn, row)[1])),
        )
        for number, row in enumerate(found[:MOST], start=1)
    ]


def _keys_of(turn: Turn, number: int, row: Contribution) -> list[Key]:
    about = {"contribution_id": row.id}
    message, _ = part_of(turn, row)
    return [
        Press(T("{n}: Write it better", n=number), "correction.write", {**about, "message": message}),
        Press(T("{n}: Fine as it is", n=number), "dealing.found_fine", about),
    ]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _of_class(turn: Turn, contribution_id: int) -> Contribution:
    row = turn.records.contributions.get(contribution_id)
    if row is None or row.class_id != turn.class_id or turn.role < Role.TEACHER:
        raise Refusal("That sentence is gone. What waits: /overview")
    return row
