"""Follows the sentence a correction is about: mended by its author, edited, deleted."""

from __future__ import annotations

from rapidfuzz import fuzz

from activities._corrections import carrying, slips
from activities._corrections.called import writer
from activities._corrections.sentences import sentences
from activities._corrections.shown import as_rows, changes_of
from activities._corrections.taking_up import notice
from activities._corrections.which_sentence import WRITE
from activities._corrections.with_others import put_instead
from bot.keys import Press
from bot.keys import row as in_one_row
from bot.language.changes import apply
from bot.language.tokens import tokens
from bot.phrase import T
from bot.task import keeping
from bot.task.listening import activity_of
from bot.turn import Turn
from storage.contributions import Contribution
from storage.corrections import Correction
from storage.posts import Post
from storage.standing import UNANSWERED, Standing

GONE = T("This sentence is not there any more. There is nothing more to do here.")
_ALIKE = 60.0
"""Of 100: so like is a mended text to what it was; another text is no repair."""


def edited(turn: Turn, row: Contribution, message: str, text: str) -> None:
    """The author gives one message of a contribution another text; called before it is counted anew."""
    old = dict(turn.records.contributions.parts(row)).get(message)
    if old is None or old == text:
        return
    if not notice(turn, text) and _repairs(old, text):
        row.self_repairs = max(row.self_repairs, 1)
    _follow(turn, row, message, text)


def mended(turn: Turn, row: Contribution, message: str, text: str) -> None:
    """The author mends a message without editing it: a self-repair, and the words of the contribution from now on."""
    round = turn.records.rounds.get(row.round_id)
    activity = activity_of(turn, round) if round else None
    if round is None or activity is None:
        return
    if not notice(turn, text):
        row.self_repairs += 1
    _follow(turn, row, message, text)
    turn.activity = activity.name
    parts = turn.records.contributions.parts(row)
    keeping.write(turn, activity, round, row, [(one, text if one == message else old) for one, old in parts])


def _follow(turn: Turn, row: Contribution, message: str, text: str) -> None:
    """What was corrected or shown of the old text follows."""
    show = Press(T("Show it"), WRITE, {"contribution_id": row.id, "message": message, "seen": ""})
    changed = T("{name} has changed this sentence since then.", name=writer(turn, row))
    for post in _showing(turn, row, message):
        put_instead(turn, post, changed, in_one_row(show))
    for one in _open(turn, row, message):
        if not _carried_over(turn, one, text):
            carrying.withdraw(
                turn,
                one,
                Standing.GONE,
                T("You have changed this sentence since then. There is nothing more to do here."),
            )


def deleted(turn: Turn, row: Contribution, message: str) -> None:
    """The author takes a message away: what was written about it goes too, and what quotes it."""
    turn.records.erasure.quotes([row.id])
    for post in _showing(turn, row, message):
        put_instead(turn, post, GONE)
    for one in turn.records.corrections.of_contribution(row.id or 0):
        if one.message != message:
            continue
        if not one.kept:
            _erase(turn, one)
        if one.standing in UNANSWERED:
            carrying.withdraw(turn, one, Standing.GONE, GONE)


def _erase(turn: Turn, row: Correction) -> None:
    """Its words go, also where others see them; its author's own card is theirs."""
    turn.records.session.flush()
    turn.records.erasure.correction(row)
    slips.take_out(turn, [row.id])
    for post in map(turn.records.posts.get, row.posts):
        if post is not None and post.id != row.post_id:
            put_instead(turn, post, GONE)


def _showing(turn: Turn, row: Contribution, message: str) -> list[Post]:
    """Where others see this message of a contribution; its buttons name another where it is not this one."""
    found = []
    for post in turn.records.posts.quoting(row.id or 0):
        named = {one["with"].get("message", message) for one in post.buttons}
        if message in named or not named:
            found.append(post)
    return found


def _open(turn: Turn, row: Contribution, message: str) -> list[Correction]:
    found = turn.records.corrections.of_contribution(row.id or 0)
    return [one for one in found if one.message == message and one.standing in UNANSWERED and not one.taken_up_at]


def _repairs(old: str, text: str) -> bool:
    """Whether words were mended, not only others added."""
    return tokens(old) != tokens(text) and not text.startswith(old) and fuzz.ratio(old, text) >= _ALIKE


def _carried_over(turn: Turn, row: Correction, text: str) -> bool:
    """Whether what is corrected still stands in the new text; then the card follows."""
    words = turn.records.corrections.words(row)
    found = changes_of(words)
    touched = [
        (start, end)
        for start, end in sentences(words.before)
        if any(start <= one.start < end or start < one.end <= end for one in found)
    ]
    if not touched:
        return False
    start, end = touched[0][0], touched[-1][1]
    old = words.before[start:end].rstrip()
    if text.count(old) != 1:
        return False
    by = text.index(old) - start
    moved = [one._replace(start=one.start + by, end=one.end + by) for one in found]
    if any(one.end > len(old) + start + by for one in moved):
        return False
    fresh = words._replace(before=text, after=apply(text, moved), changes=as_rows(moved))
    turn.records.corrections.write(row, fresh)
    carrying.refresh(turn, row)
    return True
