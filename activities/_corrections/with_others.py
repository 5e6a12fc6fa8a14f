"""What shows somebody's words in the chats of others, and what stands there instead once these words are gone."""

from __future__ import annotations

from bot.keys import Keys
from bot.phrase import Phrase
from bot.turn import Turn
from storage.deliveries import Going
from storage.posts import Post


def put_instead(turn: Turn, post: Post, phrase: Phrase, keys: Keys = ()) -> None:
    """Another text for a message that stands in somebody's chat, or is just being sent there."""
    if post.gone_at is None and _stands(turn, post):
        turn.outbox.edit(post, phrase, keys, language=_language(turn, post), activity="correction")
        post.quoted_id = None


def _stands(turn: Turn, post: Post) -> bool:
    going = turn.records.deliveries.of_post(post.id or 0)
    return bool(post.message or post.above) or (going is not None and going.state == Going.SENDING)


def _language(turn: Turn, post: Post) -> str:
    """Of who reads it."""
    user = post.only or post.place
    account = turn.records.accounts.get(post.platform, user)
    member = turn.records.people.member_of(turn.class_id, post.platform, user)
    return turn.language_for(member, account.language if account else None)
