"""Two memberships that are one person become one, when both accounts have said so."""

from __future__ import annotations

from bot.turn import Turn
from storage.people import Member


def merge(turn: Turn, kept: Member, gone: Member) -> None:
    """What `gone` wrote, was sent and writes with is `kept`'s from now on."""
    assert kept.id is not None
    assert gone.id is not None
    records = turn.records
    kept.role = max(kept.role, gone.role)
    kept.joined_at = min(kept.joined_at, gone.joined_at)
    kept.confirmed_at = max(filter(None, (kept.confirmed_at, gone.confirmed_at)), default=None)
    _keep_wishes(kept, gone)
    records.contributions.hand_over(gone.id, kept.id)
    records.corrections.hand_over(gone.id, kept.id)
    records.opinions.hand_over(gone.id, kept.id)
    records.looks.hand_over(gone.id, kept.id)
    records.reports.hand_over(gone.id, kept.id)
    records.invitations.hand_over(gone.id, kept.id)
    records.deliveries.hand_over(gone.id, kept.id)
    records.posts.hand_over(gone.id, kept.id)
    turn.house.short.forget_member(gone.id)
    for account in records.accounts.of(gone):
        records.accounts.link(kept, account)
    records.people.erase(gone)


def _keep_wishes(kept: Member, gone: Member) -> None:
    """What was asked of one account only is answered for both; a pause holds for the person."""
    if gone.corrections_asked and not kept.corrections_asked:
        kept.corrections, kept.corrections_asked = gone.corrections, True
    if kept.reminders is None:
        kept.reminders = gone.reminders
    kept.corrects_paused = kept.corrects_paused or gone.corrects_paused


def agree(turn: Turn, mine: int, other: int) -> bool:
    """Note the yes of one of two members; true when the other's is there already."""
    pair = (str(min(mine, other)), str(max(mine, other)))
    if turn.records.notices.known("same person", *pair, str(other)):
        disagree(turn, mine, other)
        return True
    turn.records.notices.first_time(turn.now, "same person", *pair, str(mine))
    return False


def disagree(turn: Turn, mine: int, other: int) -> None:
    """Forget what either of the two has said."""
    pair = (str(min(mine, other)), str(max(mine, other)))
    for member_id in (mine, other):
        turn.records.notices.unknow("same person", *pair, str(member_id))
