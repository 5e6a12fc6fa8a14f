"""Used cards: whose words were found, where and when."""

from datetime import timedelta

from sqlmodel import select

from storage.classes import Class
from storage.contributions import UsedCard
from storage.people import Member
from storage.rounds import Round
from tests.storage.town import NOW, Town, ident

DAY = timedelta(days=1)


def test_used_cards_are_told_by_round_member_and_time(town: Town, class_: Class, ana: Member, ben: Member) -> None:
    pan, sopa = town.card(class_, "pan"), town.card(class_, "sopa")
    first, second = town.round(class_), town.round(class_)
    one = town.wrote(first, ana, "pan", pan)
    town.wrote(first, ben, "pan sopa", pan, sopa, at=NOW + DAY)
    town.wrote(second, ana, "pan", pan, at=NOW + 2 * DAY)
    used_cards = town.records.used_cards
    assert used_cards.in_round(ident(first)) == {ident(pan), ident(sopa)}
    assert used_cards.in_round(ident(first), ident(ana)) == {ident(pan)}
    assert used_cards.uses(ident(class_), NOW, NOW + DAY) == [(ident(ana), ident(pan))]
    assert used_cards.by_contribution(ident(class_), NOW, NOW + DAY) == {one.id: {ident(pan)}}
    assert used_cards.ever_by(ident(ben)) == {ident(pan), ident(sopa)}


def test_a_removed_card_was_used_by_nobody(town: Town, class_: Class, task: Round, ana: Member) -> None:
    pan = town.card(class_, "pan")
    town.wrote(task, ana, "pan", pan)
    town.records.used_cards.forget(ident(pan))
    town.records.cards.remove(pan)
    assert town.records.session.exec(select(UsedCard)).all() == []
