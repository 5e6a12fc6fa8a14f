"""Corrections: sealed, and counted by what became of them."""

from datetime import timedelta

from sqlmodel import select

from storage.classes import Class
from storage.looks import Look
from storage.people import Member
from storage.rounds import Round
from storage.standing import Standing
from tests.storage.town import FUI, NOW, Town, ident

DAY = timedelta(days=1)


def test_words_are_sealed_and_kinds_are_not(town: Town, task: Round, ana: Member, ben: Member) -> None:
    row = town.corrected(task, ana, ben)
    assert row.sealed
    assert b"cine" not in row.sealed
    assert town.records.corrections.words(row) == FUI
    assert (row.level, row.kinds) == (3, [[3, "verb"], [1, "punctuation"]])


def test_it_is_shown_when_its_card_arrives(town: Town, task: Round, ana: Member, ben: Member) -> None:
    row = town.corrected(task, ana, ben)
    row.post_id = 7
    town.records.session.flush()
    town.records.corrections.arrived(8, NOW)
    town.records.session.refresh(row)
    assert row.standing == Standing.ON_ITS_WAY
    town.records.corrections.arrived(7, NOW)
    town.records.session.refresh(row)
    assert (row.standing, row.shown_at) == (Standing.SHOWN, NOW)
    assert list(town.records.corrections.to_take_up(ident(ana), NOW - DAY)) == [row]


def test_a_removed_contribution_leaves_the_correction_without_it(
    town: Town, task: Round, ana: Member, ben: Member
) -> None:
    row = town.corrected(task, ana, ben)
    found = town.records.contributions.of_member(ident(ana))[0]
    town.records.looks.note(ident(found), ident(ben), NOW)
    town.records.contributions.remove(found)
    town.records.session.expire_all()
    assert row.contribution_id is None
    assert town.records.session.exec(select(Look)).all() == []


def test_two_members_become_one(town: Town, class_: Class, task: Round, ana: Member, ben: Member) -> None:
    corrections, looks = town.records.corrections, town.records.looks
    chloe = town.member(class_, "Chloe")
    town.corrected(task, ana, ben)
    of_chloe, for_chloe = town.corrected(task, ana, chloe), town.corrected(task, chloe, ben)
    seen = town.wrote(task, chloe, "uno")
    for one in (ana, ben):
        looks.note(ident(seen), ident(one), NOW)
    corrections.hand_over(ident(ben), ident(ana))
    looks.hand_over(ident(ben), ident(ana))
    town.records.session.expire_all()
    assert list(corrections.received_by(ident(ana))) == [of_chloe]
    assert list(corrections.given_by(ident(ana))) == [for_chloe]
    assert len(looks.of([ident(seen)])[ident(seen)]) == 1
