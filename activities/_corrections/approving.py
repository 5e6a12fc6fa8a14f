"""What waits for the teacher's OK before a learner sees it: corrections, questions and answers, in one list."""

from __future__ import annotations

from collections.abc import Sequence

from activities._corrections import answering, carrying, telling
from activities._corrections.called import called, within
from activities._corrections.one_message import as_come
from activities._corrections.reporting import more_was_said
from activities._corrections.shown import because, sentence, shown
from activities._corrections.to_approve import Item, waiting
from bot.chat import Look
from bot.keys import Keys, Press
from bot.phrase import N, Phrase, T, lines
from bot.text import plain
from bot.turn import Turn
from storage.corrections import Correction
from storage.standing import Passing, Standing

MOST = 6
"""So many are shown at a time; the rest follow when these are done."""


def show_list(turn: Turn, note: Phrase | None = None) -> bool:
    """The list at the teacher's desk; false when nothing waits and there was nothing to say."""
    found = waiting(turn)
    if not found:
        if note is not None:
            turn.show(lines(note, T("Nothing else waits for your OK.")))
        return note is not None
    entries = as_come(turn, [T("{n}. {what}", n=n, what=_line(turn, item)) for n, item in enumerate(found[:MOST], 1)])
    head = N("{n} thing waits for your OK:", "{n} things wait for your OK:", n=len(found))
    turn.show(lines(note, head, *entries), _keys(found[: len(entries)]))
    return True


def settle(turn: Turn, items: Sequence[Item], done: Phrase, *, ok: bool, about: int = 0) -> None:
    """Pass these on or keep them back, and show what else waits; `done` says so, unless they are settled already.

    `about`: the correction it is, which may have changed since it was looked at.
    """
    for item in items:
        if ok:
            _pass(turn, item)
        else:
            _hold(turn, item)
    show_list(turn, done if items else _not_done(turn, about))


def _not_done(turn: Turn, correction_id: int) -> Phrase:
    if any(one.row.id == correction_id for one in waiting(turn)):
        return T("That has changed since. Please look again.")
    return T("That is done already.")


def _line(turn: Turn, item: Item) -> Phrase:
    row, words = item.row, turn.records.corrections.words(item.row)
    giver, author = called(turn, row.giver_id), called(turn, row.author_id)
    about = sentence(shown(turn, row), everything=True)
    match item.what:
        case "question":
            asked = plain(words.question)
            return lines(T("{name} asks {other}: {words}", name=author, other=within(giver), words=asked), about)
        case "answer":
            return lines(
                T("{name} answers {other}: {words}", name=giver, other=author, words=plain(words.answer)),
                T("The question was: {words}", words=plain(words.question)),
                about,
            )
        case "opinion" if item.opinion:
            name, reason = called(turn, item.opinion.member_id), turn.records.opinions.reason(item.opinion)
            return lines(
                T("{name} agrees with {other}: {words}", name=name, other=within(giver), words=plain(reason)), about
            )
    return lines(T("{name} for {other}:", name=giver, other=author), about, because(words.reason))


def _keys(page: Sequence[Item]) -> Keys:
    if len(page) == 1:
        return [[_ok(T("OK"), page[0]), _not_this(T("Not this one"), page[0])]]
    each: Keys = [
        [_ok(T("{n}: OK", n=number), item), _not_this(T("{n}: Not this one", n=number), item)]
        for number, item in enumerate(page, start=1)
    ]
    every = {"items": [[one.row.id, one.what, one.opinion_id] for one in page]}
    return [[Press(T("OK all"), "approving.approve_all", every, look=Look.MAIN)], *each]


def _ok(label: Phrase, item: Item) -> Press:
    return Press(label, "approving.approve", dict(item.about))


def _not_this(label: Phrase, item: Item) -> Press:
    return Press(label, "approving.hold", dict(item.about))


def _pass(turn: Turn, item: Item) -> None:
    row = item.row
    match item.what:
        case "question":
            row.question = Passing.PASSED.value
            answering.carry_question(turn, row)
        case "answer":
            row.answer = Passing.PASSED.value
            answering.carry_answer(turn, row)
        case "opinion" if item.opinion:
            item.opinion.passing = Passing.PASSED.value
            more_was_said(turn, row)
            turn.records.session.flush()
            carrying.refresh(turn, row)
        case _:
            row.standing = Standing.ON_ITS_WAY.value
            carrying.deliver(turn, row)


def _hold(turn: Turn, item: Item) -> None:
    row = item.row
    match item.what:
        case "question":
            row.question = Passing.HELD.value
            _to_class(turn, row)
        case "answer":
            row.answer = Passing.HELD.value
            _to_class(turn, row)
            telling.tell_giver(
                turn, row, T("Your teacher will talk about your answer in class. Thank you for helping!")
            )
        case "opinion" if item.opinion:
            item.opinion.passing = Passing.HELD.value
        case _:
            row.standing = Standing.DECLINED.value
            telling.tell_giver(turn, row, T("Your teacher kept your correction back this time. Thank you for helping!"))


def _to_class(turn: Turn, row: Correction) -> None:
    """Nobody waits in vain for an answer."""
    author = turn.records.people.get(row.author_id)
    if author is not None and author.left_at is None:
        carrying.refresh(turn, row)
        telling.tell(turn, author, T("Your teacher would like to answer your question. Please ask in class."))
