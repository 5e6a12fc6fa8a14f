"""A correction is given: written down, shown to its author or first to the teacher, and taken back again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from activities._corrections import carrying, telling
from activities._corrections.called import author, within, writer
from activities._corrections.shown import KINDS, as_rows, because, kinds, sentence, shown
from activities._corrections.which_sentence import Target
from bot.chat import Look
from bot.keys import Key, Keys, Press, grid
from bot.language.changes import Change
from bot.phrase import Phrase, T, lines
from bot.refusal import Refusal
from bot.turn import Turn
from storage.contributions import Contribution
from storage.corrections import Correction, Wording
from storage.looks import Verdict
from storage.people import Role
from storage.standing import Standing

LONGEST = 12_000
"""Characters of a better text; no text of a contribution is as long."""
ADDED = 200
"""Characters by which it may be longer than twice the text: more is no correction."""


def write(turn: Turn, target: Target, texts: Iterable[str], reason: str) -> list[Correction]:
    """Write down what may be meant, for its writer alone, as far as its author wants to hear of it.

    With that, what was offered to them before for this is forgotten.

    Raises:
        Refusal: nothing is changed, or far too much is added.
    """
    rows = [_write(turn, target, one, reason) for one in texts]
    found = [one for one in rows if carrying.wanted(turn, one)]
    for row in rows:
        if row not in found:
            turn.records.corrections.remove(row)
    if found:
        _forget_earlier(turn, target, found)
    return found


def _write(turn: Turn, target: Target, after: str, reason: str) -> Correction:
    if len(after) > min(LONGEST, 2 * len(target.text) + ADDED):
        raise Refusal("That is much longer than the sentence. Please change as little as you can.")
    after = telling.legible(after)
    found = turn.house.tongues.changes(target.text, after, turn.class_.target)
    if not after.strip() or not found:
        raise Refusal("That is the same sentence. Please write it the way you would say it.")
    row = Correction(
        class_id=turn.class_id,
        round_id=target.contribution.round_id,
        contribution_id=target.contribution.id,
        message=target.message,
        author_id=target.author.id or 0,
        giver_id=turn.member.id,
        standing=Standing.OFFERED.value,
        at=turn.now,
        erase_at=target.contribution.erase_at,
    )
    words = Wording(target.text, after, as_rows(found), telling.legible(reason)[: telling.LONGEST])
    turn.records.corrections.add(row, words)
    return row


def _forget_earlier(turn: Turn, target: Target, newer: Sequence[Correction]) -> None:
    for earlier in turn.records.corrections.of_contribution(target.contribution.id or 0):
        mine = earlier.giver_id == turn.member.id and earlier.message == target.message
        if mine and earlier.standing == Standing.OFFERED and earlier not in newer:
            shown_in = earlier.posts
            turn.records.corrections.remove(earlier)
            telling.outdate(turn, shown_in)


def send(turn: Turn, row: Correction, note: Phrase | None = None) -> None:
    """Send what is written on its way, and tell its giver; small things stay here if the author wants no small ones."""
    if not carrying.wanted(turn, row):
        contribution = turn.records.contributions.get(row.contribution_id or 0)
        turn.records.corrections.remove(row)
        if contribution is not None:
            keep_small(turn, contribution, note)
        return
    turn.records.looks.note(row.contribution_id or 0, turn.member.id or 0, turn.now, Verdict.CORRECTED)
    row.at = turn.now
    if turn.class_.approves and turn.role < Role.TEACHER:
        row.standing = Standing.WAITING.value
    else:
        row.standing = Standing.ON_ITS_WAY.value
        carrying.deliver(turn, row)
    show_receipt(turn, row, note)


def keep_small(turn: Turn, about: Contribution, note: Phrase | None = None) -> None:
    """Nothing is sent of it, and who looked is thanked."""
    turn.records.looks.note(about.id or 0, turn.member.id or 0, turn.now, Verdict.CORRECTED)
    post = turn.show(
        lines(
            note,
            T("Thank you! {name} asked to hear only of big mistakes.", name=writer(turn, about)),
            T("This is a small thing, so I keep it to myself."),
        )
    )
    telling.speaks_of(post, about.member_id)


def show_receipt(turn: Turn, row: Correction, note: Phrase | None = None) -> None:
    """What the giver sees of it, with what can still be done."""
    found = shown(turn, row)
    words = turn.records.corrections.words(row)
    name = author(turn, row)
    head = (
        T("Thank you! Your teacher looks at it first, then {name} sees it privately:", name=within(name))
        if row.standing == Standing.WAITING
        else T("Thank you! {name} sees it privately:", name=name)
    )
    post = turn.show(
        lines(
            note,
            head,
            "",
            sentence(found, everything=True),
            None if found.rewrite else kinds(found.changes),
            because(words.reason),
        ),
        _receipt_keys(row, found.changes, reason=bool(words.reason)),
    )
    telling.note_post(row, post)


def offer(turn: Turn, rows: Sequence[Correction], *, privately_unasked: bool, note: Phrase | None = None) -> None:
    """Show a correction, or several it may be, to its writer alone, to send or not."""
    phrase, keys = offered(turn, rows)
    phrase = lines(note, phrase)
    post = telling.tell_at_once(turn, turn.member, phrase, keys) if privately_unasked else turn.show(phrase, keys)
    for row in rows:
        telling.note_post(row, post)


def offered(turn: Turn, rows: Sequence[Correction]) -> tuple[Phrase, Keys]:
    name = author(turn, rows[0])
    about = {"correction_ids": [one.id for one in rows]}
    no = Press(T("No"), "not_sent", about)
    if len(rows) == 1:
        about_it = {"correction_id": rows[0].id}
        reason = turn.records.corrections.words(rows[0]).reason
        found = shown(turn, rows[0])
        phrase = lines(
            _shall_i(turn, within(name)),
            "",
            sentence(found, everything=True),
            None if found.rewrite else kinds(found.changes),
            because(reason),
        )
        return phrase, [
            [Press(T("Send"), "send", about_it, look=Look.MAIN), Press(T("Change"), "change", about_it), no]
        ]
    choices: list[Key] = []
    shown_lines: list[Phrase] = []
    for number, one in enumerate(rows, start=1):
        choices.append(Press(str(number), "meant", {**about, "correction_id": one.id}))
        shown_lines.append(T("{n}. {sentence}", n=number, sentence=sentence(shown(turn, one), everything=True)))
    return lines(T("Which one do you mean for {name}?", name=within(name)), "", *shown_lines), [*grid(choices, 3), [no]]


def _shall_i(turn: Turn, name: Phrase) -> Phrase:
    if turn.class_.approves and turn.role < Role.TEACHER:
        return T("Shall I send this to {name}? Your teacher looks at it first.", name=name)
    return T("Shall I send this to {name}? The class does not see it.", name=name)


def _receipt_keys(row: Correction, changes: Sequence[Change], *, reason: bool) -> Keys:
    about = {"correction_id": row.id}
    kind = most_important(changes).category
    return [
        [Press(T("Take back"), "take_back", about)] + ([] if reason else [Press(T("Say why"), "say_why", about)]),
        [Press(T("Not about: {kind}", kind=KINDS[kind]) if kind in KINDS else T("What is it about?"), "kind", about)],
    ]


def most_important(changes: Sequence[Change]) -> Change:
    """The one whose kind its giver can set."""
    return max(changes, key=lambda one: one.level)
