"""Corrections: sealed, counted by what became of them, gone with the words they are about."""

from datetime import timedelta

import pytest
from sqlmodel import select

from storage.classes import Class
from storage.corrections import Correction, Wording
from storage.looks import Look, Verdict
from storage.opinions import Opinion
from storage.people import Member
from storage.rounds import Round
from storage.standing import Passing, Standing
from tests.storage.town import NOW, Town, ident

DAY = timedelta(days=1)
FUI = Wording("Ayer voy al cine", "Ayer fui al cine.", [(5, 8, "fui", 3, "verb"), (16, 16, ".", 1, "punctuation")])


@pytest.fixture
def class_(town: Town) -> Class:
    return town.class_()


@pytest.fixture
def ana(town: Town, class_: Class) -> Member:
    return town.member(class_)


@pytest.fixture
def ben(town: Town, class_: Class) -> Member:
    return town.member(class_, "Ben")


@pytest.fixture
def task(town: Town, class_: Class) -> Round:
    return town.round(class_)


def corrected(
    town: Town,
    task: Round,
    author: Member,
    giver: Member,
    words: Wording = FUI,
    standing: Standing = Standing.ON_ITS_WAY,
) -> Correction:
    row = town.wrote(task, author, words.before)
    made = Correction(
        class_id=task.class_id,
        round_id=ident(task),
        contribution_id=row.id,
        message=row.message,
        author_id=ident(author),
        giver_id=ident(giver),
        standing=standing.value,
        at=NOW,
        erase_at=row.erase_at,
    )
    town.records.corrections.add(made, words)
    return made


def number(row: Correction) -> int:
    assert row.id is not None
    return row.id


def test_words_are_sealed_and_kinds_are_not(town: Town, task: Round, ana: Member, ben: Member) -> None:
    row = corrected(town, task, ana, ben)
    assert row.sealed
    assert b"cine" not in row.sealed
    assert town.records.corrections.words(row) == FUI
    assert (row.level, row.kinds) == (3, [[3, "verb"], [1, "punctuation"]])


def test_it_is_shown_when_its_card_arrives(town: Town, task: Round, ana: Member, ben: Member) -> None:
    row = corrected(town, task, ana, ben)
    row.post_id = 7
    town.records.session.flush()
    town.records.corrections.arrived(8, NOW)
    town.records.session.refresh(row)
    assert row.standing == Standing.ON_ITS_WAY
    town.records.corrections.arrived(7, NOW)
    town.records.session.refresh(row)
    assert (row.standing, row.shown_at) == (Standing.SHOWN, NOW)
    assert list(town.records.corrections.to_take_up(ident(ana), NOW - DAY)) == [row]


def test_words_go_with_the_contribution_s_unless_kept(town: Town, task: Round, ana: Member, ben: Member) -> None:
    corrections = town.records.corrections
    gone, kept = corrected(town, task, ana, ben), corrected(town, task, ana, ben)
    kept.kept = True
    town.records.opinions.add(Opinion(correction_id=number(gone), member_id=ident(ben), at=NOW), "pasado")
    assert town.records.erasure.corrections_over(NOW + 29 * DAY) == 0
    assert town.records.erasure.corrections_over(NOW + 31 * DAY) == 1
    town.records.session.expire_all()
    assert corrections.words(gone) == Wording()
    assert corrections.words(kept) == FUI
    assert [town.records.opinions.reason(one) for one in town.records.opinions.of(number(gone))] == [""]
    assert gone.kinds, "what kind of mistake it was is still counted"


def test_a_removed_contribution_leaves_the_correction_without_it(
    town: Town, task: Round, ana: Member, ben: Member
) -> None:
    row = corrected(town, task, ana, ben)
    found = town.records.contributions.of_member(ident(ana))[0]
    town.records.looks.note(ident(found), ident(ben), NOW)
    town.records.contributions.remove(found)
    town.records.session.expire_all()
    assert row.contribution_id is None
    assert town.records.session.exec(select(Look)).all() == []


def test_what_waits_for_the_teacher(town: Town, class_: Class, task: Round, ana: Member, ben: Member) -> None:
    waiting = corrected(town, task, ana, ben, standing=Standing.WAITING)
    asked = corrected(town, task, ana, ben, standing=Standing.SHOWN)
    asked.question = Passing.WAITING.value
    thought = corrected(town, task, ana, ben, standing=Standing.SHOWN)
    town.records.opinions.add(
        Opinion(correction_id=number(thought), member_id=ident(ben), at=NOW, passing=Passing.WAITING.value), "sí"
    )
    corrected(town, task, ana, ben, standing=Standing.SHOWN)
    assert list(town.records.for_teacher.to_approve(ident(class_))) == [waiting, asked, thought]


def test_what_was_dealt_found_fine_and_reported(
    town: Town, class_: Class, task: Round, ana: Member, ben: Member
) -> None:
    looks, for_teacher = town.records.looks, town.records.for_teacher
    one, two, three = (town.wrote(task, ana, text) for text in ("uno dos tres", "dos tres uno", "tres uno dos"))
    looks.note(ident(one), ident(ben), NOW)
    looks.note(ident(two), ident(ben), NOW, Verdict.FINE)
    looks.note(ident(three), ident(ben), NOW, Verdict.REPORTED)
    pair = (ident(ana), ident(ben))
    assert looks.dealt(ident(class_), NOW) == [pair] * 3
    assert looks.dealt(ident(class_), NOW + DAY) == []
    assert looks.fine(ident(class_), NOW, NOW + DAY) == [pair]
    assert looks.fine(ident(class_), NOW - DAY, NOW) == []
    assert for_teacher.reported_texts(ident(class_), NOW) == [three]
    assert looks.uncorrected(ident(class_), NOW - DAY) == [one]
    for_teacher.report_seen(ident(three))
    assert for_teacher.reported_texts(ident(class_), NOW) == []
    assert looks.uncorrected(ident(class_), NOW - DAY) == [one]


def test_the_uncorrected_wait_in_order(town: Town, class_: Class, task: Round, ana: Member, ben: Member) -> None:
    looks = town.records.looks
    second = town.wrote(task, ana, "dos", at=NOW + timedelta(hours=2))
    first = town.wrote(task, ana, "uno", at=NOW + timedelta(hours=1))
    fine = town.wrote(task, ana, "tres")
    town.wrote(task, ana, "")
    corrected(town, task, ana, ben)
    taken_back = corrected(town, task, ana, ben, standing=Standing.TAKEN_BACK)
    looks.note(ident(fine), ident(ben), NOW, Verdict.FINE)
    looks.note(ident(first), ident(ben), NOW)
    looks.note(ident(first), ident(ben), NOW, Verdict.SKIPPED)
    waiting = looks.uncorrected(ident(class_), NOW - DAY)
    assert [one.id for one in waiting] == [taken_back.contribution_id, first.id, second.id]
    said = looks.of([ident(first), ident(second)])
    assert [(one.member_id, one.verdict) for one in said[ident(first)]] == [(ben.id, Verdict.SKIPPED)]
    assert said[ident(second)] == []


def test_two_members_become_one(town: Town, class_: Class, task: Round, ana: Member, ben: Member) -> None:
    corrections, looks = town.records.corrections, town.records.looks
    chloe = town.member(class_, "Chloe")
    corrected(town, task, ana, ben)
    of_chloe, for_chloe = corrected(town, task, ana, chloe), corrected(town, task, chloe, ben)
    seen = town.wrote(task, chloe, "uno")
    for one in (ana, ben):
        looks.note(ident(seen), ident(one), NOW)
    corrections.hand_over(ident(ben), ident(ana))
    looks.hand_over(ident(ben), ident(ana))
    town.records.session.expire_all()
    assert list(corrections.received_by(ident(ana))) == [of_chloe]
    assert list(corrections.given_by(ident(ana))) == [for_chloe]
    assert len(looks.of([ident(seen)])[ident(seen)]) == 1


def test_erasure_takes_what_was_got_and_the_giver_s_own_words(
    town: Town, class_: Class, task: Round, ana: Member, ben: Member
) -> None:
    corrections = town.records.corrections
    got = corrected(town, task, ana, ben, FUI._replace(reason="pasado", answer="porque sí"), Standing.GOT_IT)
    on_its_way = corrected(town, task, ana, ben)
    for_ben = corrected(town, task, ben, ana)
    town.records.opinions.add(Opinion(correction_id=number(got), member_id=ident(ben), at=NOW), "yo también")
    town.records.erasure.member(ident(ben))
    assert list(corrections.received_by(ident(ana))) == [got]
    assert got.giver_id is None
    assert corrections.words(got) == FUI
    assert town.records.opinions.of(number(got)) == []
    assert corrections.get(number(on_its_way)) is None
    assert corrections.get(number(for_ben)) is None
    town.records.people.erase(ben)
