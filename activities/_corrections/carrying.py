"""Carries a card to its author: it follows what changes, and is called back as long as it has not left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from activities._corrections import telling
from activities._corrections.card import card
from activities._corrections.marking import meant
from activities._corrections.shown import big, changes_of, shown, wants, wants_only_big
from bot.chat import About, Place, Say
from bot.envelope import open_act, seal_act
from bot.keys import Keys
from bot.phrase import Phrase
from bot.turn import Turn
from storage.corrections import Correction
from storage.deliveries import Delivery, Going
from storage.standing import Standing


def deliver(turn: Turn, row: Correction) -> None:
    """The card goes to its author, not in the night; where no chat is open it waits under "For me"."""
    author = turn.records.people.get(row.author_id)
    assert author is not None
    row.only_big = wants_only_big(author)
    phrase, keys = card(turn, row)
    post = telling.tell(turn, author, phrase, keys, about=_about(turn, row), carries=row)
    row.post_id = post.id if post else None


def refresh(turn: Turn, row: Correction) -> None:
    """The author's card as it stands now, wherever it is on its way or was read, as long as its words are kept."""
    if row.post_id is not None and row.sealed is not None:
        _rewrite(turn, row, *card(turn, row))


def withdraw(turn: Turn, row: Correction, standing: Standing, instead: Phrase) -> None:
    """End a correction that was not answered: a card that has not left does not leave, one that was read says so.

    What its author has taken up was given, whatever becomes of it.
    """
    if row.taken_up_at is None:
        row.standing = standing.value
    going = _going(turn, row)
    if going is not None and going.is_here:
        turn.records.deliveries.settle(going, Going.FAILED, turn.now, standing.value)
    elif row.post_id is not None:
        _rewrite(turn, row, instead, ())


def follow_wish(turn: Turn) -> None:
    """Who wants no corrections any more, or only big ones, gets no other that is still on its way."""
    for row in turn.records.corrections.received_by(turn.member.id or 0):
        if row.standing != Standing.ON_ITS_WAY:
            continue
        if wanted(turn, row):
            row.only_big = wants_only_big(turn.member)
            refresh(turn, row)
        else:
            call_back(turn, row, Standing.GONE)


def wanted(turn: Turn, row: Correction) -> bool:
    """Whether its author wants to see something of it now."""
    author = turn.records.people.get(row.author_id)
    if author is None or not wants(author):
        return False
    words = turn.records.corrections.words(row)
    found = changes_of(words)
    return bool(big(words.before, found) if wants_only_big(author) else found)


def call_back(turn: Turn, row: Correction, standing: Standing) -> bool:
    """Whether a card has not left, and so does not leave."""
    going = _going(turn, row)
    if going is None or not going.is_here:
        return False
    turn.records.deliveries.settle(going, Going.FAILED, turn.now, standing.value)
    row.standing = standing.value
    return True


def call_words_back(turn: Turn, row: Correction, member_id: int | None, *, asking: bool) -> bool:
    """The same of words carried to somebody about a card: a question, which has buttons, or else an answer."""
    found = list(_words_here(turn, row, member_id, asking=asking))
    for going in found:
        turn.records.deliveries.settle(going, Going.FAILED, turn.now, "called back")
    return bool(found)


def waits_here(turn: Turn, row: Correction, member_id: int) -> bool:
    """Whether words to somebody about a card have not left."""
    return any(_words_here(turn, row, member_id, asking=False))


def _words_here(turn: Turn, row: Correction, member_id: int | None, *, asking: bool) -> Iterator[Delivery]:
    for number in row.posts:
        post, going = turn.records.posts.get(number), turn.records.deliveries.of_post(number)
        if post is None or going is None or number == row.post_id or (asking and not post.buttons):
            continue
        if going.member_id == member_id and going.is_here:
            yield going


def _rewrite(turn: Turn, row: Correction, phrase: Phrase, keys: Keys) -> None:
    post = turn.records.posts.get(row.post_id) if row.post_id else None
    author = turn.records.people.get(row.author_id)
    if post is None or author is None or post.gone_at is not None:
        return
    account = turn.records.accounts.get(post.platform, post.only or post.place)
    language = turn.language_for(author, account.language if account else None)
    going = _going(turn, row)
    if going is not None and going.state == Going.FAILED:
        return
    if going is None or not going.is_here:
        turn.outbox.edit(post, phrase, keys, language=language, activity="correction")
        return
    act = open_act(going.act, turn.records.deliveries.payload(going), Place(going.platform, going.place), "")
    if isinstance(act, Say):
        buttons = turn.outbox.rekey(post, keys, activity="correction", language=language)
        fresh = replace(act, text=turn.house.languages.render(phrase, language), buttons=buttons)
        turn.records.deliveries.replace(going, seal_act(fresh)[1])


def _about(turn: Turn, row: Correction) -> About | None:
    """The author's message and its words that the card changes."""
    contribution = turn.records.contributions.get(row.contribution_id) if row.contribution_id else None
    if contribution is None or not row.message:
        return None
    found = shown(turn, row)
    return About(Place(contribution.platform, contribution.place), row.message, meant(found.before, found.first))


def _going(turn: Turn, row: Correction) -> Delivery | None:
    return turn.records.deliveries.of_post(row.post_id) if row.post_id else None
