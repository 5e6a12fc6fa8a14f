"""A second phone or account of one person: a code shown on one, written on the other, makes both one member."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from activities import _code as codes
from activities._people.membership import person
from activities._people.merging import merge
from bot.access import set_class
from bot.activity import Activity, on_press
from bot.chat import Look, Reachable, Said
from bot.keys import Press
from bot.phrase import T, later, lines
from bot.refusal import Refusal
from bot.turn import Turn
from storage.accounts import Account
from storage.invitations import Invitation
from storage.people import Member, Role

KIND = "account"
LASTS = timedelta(minutes=15)


class OtherAccount(Activity):
    """One person with several accounts."""

    name: ClassVar[str] = "other_account"
    title: ClassVar[str] = later("Another account")

    @on_press(Role.LEARNER)
    def show(self, turn: Turn) -> None:
        """A code that the other account writes, and the link that carries it."""
        code = codes.make(turn, KIND, LASTS, member_id=turn.member.id)
        url = codes.link(turn, turn.by.platform, KIND, code)
        turn.show(
            lines(
                T("Write this code to me in a private chat, with your other account: **{code}**", code=code),
                T("Or open this link there: {link}", link=url) if url else None,
                T("It works for 15 minutes. Then both accounts are yours. Show it to nobody else."),
            ),
            [[Press(T("‹ Back"), "settings.back")]],
        )

    def reachable(self, turn: Turn, reachable: Reachable) -> None:
        if reachable.yes and reachable.payload.startswith(f"{KIND}_"):
            _confirm(turn, codes.read(turn, reachable.payload, KIND))

    def told(self, turn: Turn, said: Said) -> bool:
        found = codes.read(turn, said.text, KIND)
        if found is not None or codes.looks_like_one(said.text):
            _confirm(turn, found)
            return True
        return False

    @on_press(Role.STRANGER)
    def link(self, turn: Turn, hash: str) -> None:
        """Yes: this account and that member are one person, in all classes."""
        found = turn.records.invitations.of_hash(hash, turn.now)
        owner = turn.records.people.get(found.member_id or 0) if found and found.kind == KIND else None
        if found is None or owner is None or owner.left_at:
            raise Refusal("This code was used already, or is too old. Please make a new one: /settings")
        turn.records.invitations.use(found)
        account = turn.account_of(turn.by)
        account.reachable = True
        for membership in _memberships_of(turn, owner):
            _unite(turn, membership, account)
        turn.show(T("Done. This account is yours now, too: {name}.", name=owner.name))

    @on_press(Role.STRANGER)
    def leave_it(self, turn: Turn) -> None:
        turn.show(T("All right, nothing is changed."))


def _confirm(turn: Turn, invitation: Invitation | None) -> None:
    """Say whose account this would become."""
    owner = turn.records.people.get(invitation.member_id or 0) if invitation else None
    class_ = turn.records.classes.get(owner.class_id) if owner else None
    if invitation is None or owner is None or class_ is None:
        raise Refusal("This code was used already, or is too old. Please make a new one: /settings")
    if owner.id in {one.id for one in person(turn)[1]}:
        raise Refusal("That is this account's own code. Write it with your other account.")
    set_class(turn, class_)
    turn.show(
        T(
            "Are you {name} in **{class_name}**? Then this account is yours there, too.",
            name=owner.name,
            class_name=class_.name,
        ),
        [
            [
                Press(T("Yes, that is me"), "link", {"hash": invitation.hash}, look=Look.MAIN),
                Press(T("No"), "leave_it"),
            ]
        ],
    )


def _memberships_of(turn: Turn, owner: Member) -> list[Member]:
    first = turn.records.accounts.of(owner)[0]
    return list(turn.records.people.memberships(first.platform, first.user))


def _unite(turn: Turn, membership: Member, account: Account) -> None:
    """Link the account; where it had joined the same class by itself, the two become one."""
    doubled = turn.records.people.member_of(membership.class_id, account.platform, account.user)
    if doubled is not None and doubled.id != membership.id:
        merge(turn, membership, doubled)
    else:
        turn.records.accounts.link(membership, account)
