"""Erases people: all that is kept of them, in every table and in memory, at once."""

from __future__ import annotations

from collections.abc import Iterable

from activities._corrections.ways_in import told_once
from activities._people.count_me_in import asked
from activities._people.membership import person
from activities._people.wiping import left_with_others, wipe
from bot.scene import Scene
from bot.task import refreshing
from bot.task.listening import activity_of
from bot.turn import Turn
from storage.accounts import Account
from storage.classes import Class
from storage.people import Member


def erase_members(turn: Turn, members: Iterable[Member]) -> None:
    """Erase memberships with all that hangs on them, and the accounts nobody writes with any more."""
    for member in members:
        accounts = turn.records.accounts.of(member)
        class_ = turn.records.classes.get(member.class_id)
        there = _there(turn, class_)
        left = left_with_others(there, member.id or 0) if class_ is not None else None
        _erase_member(turn, member)
        if left is not None:
            wipe(there, left)
        for account in accounts:
            if turn.records.accounts.get(account.platform, account.user) is None:
                _forget_address(turn, account)
        if class_ is not None:
            _count_anew(turn, class_)
    turn.consequences.erased = True


def erase_person(turn: Turn) -> None:
    """Erase who did this, in all classes and on all platforms, down to having been asked."""
    accounts, members = person(turn)
    erase_members(turn, members)
    for account in accounts:
        if turn.records.accounts.get(account.platform, account.user) is not None:
            turn.records.accounts.delete(account)
        _forget_address(turn, account)
    for class_ in turn.records.classes.all():
        turn.records.notices.unknow(*asked(class_.id or 0, turn.by.platform, turn.by.user))
    turn.records.drafts.drop(turn.by.platform, turn.by.user)
    turn.scene.member = None
    turn.consequences.erased = True


def _erase_member(turn: Turn, member: Member) -> None:
    member_id = member.id or 0
    for post in turn.records.whereabouts.posts_of(member_id):
        turn.outbox.delete_post(post)
    turn.records.erasure.member(member_id)
    for delivery in turn.records.deliveries.of_member(member_id):
        turn.records.deliveries.remove(delivery)
    turn.records.invitations.forget_member(member_id)
    turn.records.notices.unknow(*told_once(member_id))
    turn.house.short.forget_member(member_id)
    turn.records.people.erase(member)


def _forget_address(turn: Turn, account: Account) -> None:
    """Nothing keeps the platform's id of a person who is not known any more."""
    for delivery in turn.records.deliveries.to_person(account.platform, account.user):
        turn.records.deliveries.remove(delivery)
    turn.records.posts.forget_to(account.platform, account.user)
    turn.house.unsent.forget((account.platform, account.user))
    turn.records.drafts.drop(account.platform, account.user)


def _there(turn: Turn, class_: Class | None) -> Turn:
    """The same in a class that may be another than the one this was asked in."""
    return Turn(turn.house, turn.records, turn.now, turn.activity, Scene(class_=class_))


def _count_anew(turn: Turn, class_: Class) -> None:
    """The last lines of open tasks; those of closed ones stay as they were said."""
    there = _there(turn, class_)
    for round in turn.records.rounds.open(class_.id or 0):
        activity = activity_of(there, round)
        if activity is not None:
            refreshing.refresh(there, activity, round)
