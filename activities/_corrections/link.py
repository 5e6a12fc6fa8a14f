"""The link from a room into the private chat, where a sentence can be corrected before a word is seen."""

from __future__ import annotations

from datetime import timedelta

from activities import _code as codes
from activities._corrections import which_sentence
from activities._corrections.which_sentence import Target
from bot.access import allow, set_class
from bot.keys import Open
from bot.phrase import T
from bot.refusal import Refusal
from bot.turn import Turn
from storage.invitations import Invitation
from storage.people import Role

KIND = "correct"
"""What the link carries before its code."""
LINE = "correct link"
"""The kind of the line in the room on which it stands."""
GOOD_FOR = timedelta(hours=1)


def offer(turn: Turn, target: Target) -> bool:
    """One silent line in the room, which says neither whom nor what; false where no link leads to the private chat."""
    room = turn.scene.room
    if room is None or not room.may_post or not turn.house.link(turn.where.platform, KIND):
        return False
    _take_earlier_away(turn)
    code = codes.make(turn, KIND, GOOD_FOR, member_id=turn.member.id)
    post = turn.post(
        room,
        T("Corrections are private here."),
        [[Open(T("Correct in private"), codes.link(turn, turn.where.platform, KIND, code))]],
        kind=LINE,
        language=turn.language,
        silent=True,
        expires_at=turn.now + GOOD_FOR,
    )
    _remember(turn, code, f"{target.contribution.id} {post.id} {target.message}")
    turn.wake("take_link_away", turn.now + GOOD_FOR, subject=post.id or 0)
    return True


def follow(turn: Turn, payload: str) -> Target:
    """The sentence of the link somebody opened; with that the link is gone from the room.

    Raises:
        Refusal: it is for somebody else, was used, or is too old; or its sentence cannot be corrected any more.
    """
    turn.activity = "correction"
    turn.records.for_me.release(turn.by.platform, turn.by.user, turn.now)
    invitation = codes.read(turn, payload, KIND)
    class_ = turn.records.classes.get(invitation.class_id) if invitation else None
    if invitation is None or class_ is None or class_.finished_at:
        raise Refusal("That link was used already, or is too old. Answer the message with /correct once more.")
    set_class(turn, class_)
    allow(turn, Role.LEARNER)
    if invitation.member_id != turn.member.id:
        raise Refusal("That link is for somebody else. To correct a message yourself, answer it with /correct")
    contribution_id, post_id, message = invitation.value.split(" ", 2)
    turn.records.invitations.use(invitation)
    take_away(turn, int(post_id))
    return which_sentence.find_again(turn, int(contribution_id), message)


def _take_earlier_away(turn: Turn) -> None:
    """One person has one line at a time: the room is not filled by pressing again."""
    for earlier in turn.records.invitations.to_member(turn.member.id or 0, KIND):
        take_away(turn, int(earlier.value.split(" ")[1]))
        turn.records.invitations.use(earlier)


def take_away(turn: Turn, post_id: int) -> None:
    post = turn.records.posts.get(post_id)
    if post is not None and post.gone_at is None:
        turn.outbox.delete_post(post)


def _remember(turn: Turn, code: str, value: str) -> None:
    """Only once it is written does the post have an id, by which the link takes it away."""
    invitation = Invitation(
        hash="",
        kind=KIND,
        class_id=turn.class_id,
        member_id=turn.member.id,
        value=value,
        expires_at=turn.now + GOOD_FOR,
    )
    turn.records.invitations.add(code.replace("-", ""), invitation)
