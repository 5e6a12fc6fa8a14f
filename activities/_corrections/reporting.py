"""Asking the teacher to look at a correction: unseen by others, once each, and again when more was said of it."""

from __future__ import annotations

from bot.refusal import Refusal, Settled
from bot.turn import Turn
from storage.corrections import Correction
from storage.posts import Post
from storage.standing import Mark, Passing


def author_may(turn: Turn, row: Correction) -> bool:
    """Whether its author may ask; of what the teacher has judged only when others have put in words of their own."""
    if turn.records.reports.by(row.id or 0, row.author_id):
        return False
    return row.mark == Mark.NONE or _words_of_others(turn, row)


def author_waits(turn: Turn, row: Correction) -> bool:
    """Whether its author has asked, and the teacher has not said what she thinks of it."""
    asked = turn.records.reports.by(row.id or 0, row.author_id)
    return asked is not None and (not asked.seen or row.mark == Mark.NONE)


def report(turn: Turn, row: Correction) -> bool:
    """Ask the teacher; false where she has looked at it already, and nothing was said since."""
    return not turn.records.reports.note(row.id or 0, turn.member.id or 0, turn.now).seen


def shown_to_me(turn: Turn, correction_id: int) -> Correction:
    """A correction this person gave or was shown, whatever became of it; the author has a card for it.

    Raises:
        Refusal: it is not for them.
        Settled: its words are not kept any more.
    """
    row = turn.records.corrections.get(correction_id)
    if row is None or row.class_id != turn.class_id or not _is_shown(turn, row):
        raise Refusal("That correction is for somebody else.")
    if row.sealed is None:
        raise Settled("That correction is too old: I don't keep its words any more.")
    return row


def more_was_said(turn: Turn, row: Correction) -> None:
    """Who has asked before may ask again."""
    turn.records.reports.renew(row.id or 0)


def _words_of_others(turn: Turn, row: Correction) -> bool:
    words = turn.records.corrections.words(row)
    if words.reason or (words.answer and row.answer == Passing.PASSED):
        return True
    return any(one.sealed and one.passing == Passing.PASSED for one in turn.records.opinions.of(row.id or 0))


def _is_shown(turn: Turn, row: Correction) -> bool:
    if row.giver_id == turn.member.id:
        return True
    mine = {(one.platform, one.user) for one in turn.records.accounts.of(turn.member)}
    return any(_reader(post) in mine for one in row.posts if (post := turn.records.posts.get(one)))


def _reader(post: Post) -> tuple[str, str]:
    return post.platform, post.only or post.place
