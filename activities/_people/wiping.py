"""Takes what an erased person wrote out of the chats of others: their cards stay without them, all else goes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from activities._corrections import answering, carrying, slips
from activities._corrections.with_others import put_instead
from bot.phrase import T
from bot.turn import Turn
from storage.contributions import LONGEST_KEPT
from storage.corrections import Correction
from storage.posts import Post
from storage.standing import GIVEN

_Ids = Collection[int | None]


@dataclass(frozen=True, slots=True)
class Left:
    """What of a person stands in the chats of others."""

    cards: list[Correction]
    """These stay, and are shown anew without the person."""
    posts: list[Post]
    unanswered: list[Correction]
    """Of these, what was asked and not answered yet, or the answer is still here."""
    examples: list[int | None]
    """Corrections whose sentences the class may have been shown."""


def left_with_others(turn: Turn, member_id: int) -> Left:
    """What there is to wipe when this person is forgotten; asked before."""
    records = turn.records.corrections
    own = [*records.received_by(member_id), *records.given_by(member_id)]
    agreed = [row for one in turn.records.opinions.of_member(member_id) if (row := records.get(one.correction_id))]
    cards = [one for one in [*own, *agreed] if one.standing in GIVEN and one.author_id != member_id]
    found = [post for row in own for one in row.posts if (post := turn.records.posts.get(one))]
    wrote = {one.id for one in turn.records.contributions.of_member(member_id)}
    found += turn.records.posts.showing(member_id)
    found += _with_buttons_about(turn, wrote, {one.id for one in own})
    stay = {one.post_id for one in cards}
    posts = {one.id: one for one in found if one.id not in stay}
    given = [one for one in cards if one.giver_id == member_id and not answering.is_answered(turn, one)]
    return Left(cards, list(posts.values()), given, [one.id for one in own if one.shared])


def wipe(turn: Turn, left: Left) -> None:
    """Wipe it; called when the person is forgotten."""
    for row in left.cards:
        if row.sealed is not None:
            carrying.refresh(turn, row)
    for post in left.posts:
        put_instead(turn, post, T("The person who wrote this has deleted it."))
    answering.gone(turn, left.unanswered)
    slips.take_out(turn, left.examples)


def _with_buttons_about(
    turn: Turn, texts: Collection[int | None], corrections: Collection[int | None]
) -> Iterator[Post]:
    """Such as a teacher's list, or a card shown to a second corrector."""
    for post in turn.records.posts.with_buttons(turn.class_id, turn.now - LONGEST_KEPT):
        about = [one["with"] for one in post.buttons]
        if any(one.get("contribution_id") in texts or one.get("correction_id") in corrections for one in about):
            yield post
