"""Words about a correction, carried privately to one person: not in the night, and under 18 never first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bot.calendar.deadline import next_waking
from bot.chat import About
from bot.keys import Keys
from bot.phrase import Phrase, T
from bot.refusal import Refusal
from bot.turn import Turn
from storage.contributions import Contribution
from storage.corrections import Correction
from storage.deliveries import Urgency
from storage.people import Member, Role
from storage.posts import Post

LONGEST = 500
"""Characters of a reason, a question, an answer."""


def tell(
    turn: Turn,
    member: Member,
    phrase: Phrase,
    keys: Keys = (),
    *,
    about: About | None = None,
    carries: Correction | None = None,
) -> Post | None:
    """Something for one person that is not urgent; under 18 the bot never writes first. `carries`: whose words."""
    with _as_correction(turn):
        post = turn.tell(
            member,
            phrase,
            keys,
            kind="correction",
            not_before=next_waking(turn.now, turn.zone),
            about=about,
            keep=_never_first(turn, member),
        )
    if carries is not None:
        note_post(carries, post)
    return post


def tell_at_once(turn: Turn, member: Member, phrase: Phrase, keys: Keys = ()) -> Post | None:
    """An answer to what somebody just wrote in a room; where it waits under "For me", no later answer outdates it."""
    urgency = Urgency.ANSWER if turn.reachable(member) else Urgency.CARE
    with _as_correction(turn):
        return turn.tell(member, phrase, keys, kind="correction", urgency=urgency, keep=_never_first(turn, member))


def tell_giver(turn: Turn, row: Correction, phrase: Phrase, keys: Keys = ()) -> None:
    """Something for who gave a correction, as long as they are in the class."""
    giver = turn.records.people.get(row.giver_id) if row.giver_id else None
    if giver is not None and giver.left_at is None:
        tell(turn, giver, phrase, keys, carries=row)


def note_post(row: Correction, post: Post | None) -> None:
    """This post carries words of the correction, and of the sentence it is about."""
    speaks_of(post, row.author_id)
    if post is not None and post.id not in row.posts:
        row.posts = [*row.posts, post.id]


def outdate(turn: Turn, posts: Sequence[int]) -> None:
    """What has shown something to who wrote it says that there is a newer one."""
    for post in map(turn.records.posts.get, posts):
        if post is not None and post is not turn.scene.post and post.private and post.message and not post.gone_at:
            newer = T("You wrote a newer correction of this.")
            turn.outbox.edit(post, newer, (), language=turn.language, activity="correction")


def quotes(post: Post | None, contribution: Contribution) -> None:
    """This post shows words of that contribution."""
    speaks_of(post, contribution.member_id)
    if post is not None:
        post.quoted_id = contribution.id


def speaks_of(post: Post | None, member_id: int) -> None:
    """This post shows somebody's words to another, or calls them by name: it does not outlast them."""
    if post is not None:
        post.author_id = member_id


def words_of(written: str) -> str:
    """What somebody wrote to be carried; voice notes and pictures cannot be.

    Raises:
        Refusal: there are no words, or too many for a card.
    """
    found = legible(written).strip()
    if not found:
        raise Refusal("Please write it in words. One sentence is enough.")
    if len(found) > LONGEST:
        raise Refusal("That is too long. Two or three sentences are enough.")
    return found


def legible(written: str) -> str:
    """Without halves of characters, which no platform can show."""
    return written.encode("utf-8", "ignore").decode()


def leave_card(turn: Turn) -> None:
    """What is shown next is a message of its own: the one pressed stays as it is."""
    turn.scene.post = None


@contextmanager
def _as_correction(turn: Turn) -> Iterator[None]:
    """What is told carries this activity's buttons, whichever activity tells it."""
    before, turn.activity = turn.activity, "correction"
    yield
    turn.activity = before


def _never_first(turn: Turn, member: Member) -> bool:
    return turn.class_.minors and member.role < Role.TEACHER
