"""Reports: one a person, until the teacher has looked, and again when more was said."""

from datetime import timedelta

from storage.classes import Class
from storage.people import Member
from storage.rounds import Round
from storage.standing import Standing
from tests.storage.town import NOW, Town, ident


def test_one_a_person_until_the_teacher_has_looked(
    town: Town, class_: Class, task: Round, ana: Member, ben: Member
) -> None:
    reports, waiting = town.records.reports, town.records.for_teacher.reported
    row = town.corrected(task, ana, ben, standing=Standing.SHOWN)
    first = reports.note(ident(row), ident(ana), NOW)
    assert reports.note(ident(row), ident(ana), NOW + timedelta(hours=1)) is first
    assert list(waiting(ident(class_))) == [row]

    reports.look(ident(row))
    assert list(waiting(ident(class_))) == []
    assert reports.note(ident(row), ident(ana), NOW).seen
    reports.note(ident(row), ident(ben), NOW + timedelta(hours=2))
    assert [one.member_id for one in reports.of([row.id])] == [ben.id]

    reports.renew(ident(row))
    assert reports.by(ident(row), ident(ana)) is None
    assert not reports.note(ident(row), ident(ana), NOW).seen
    assert [one.member_id for one in reports.of([row.id])] == [ana.id, ben.id]


def test_what_has_no_words_any_more_is_not_shown(
    town: Town, class_: Class, task: Round, ana: Member, ben: Member
) -> None:
    row = town.corrected(task, ana, ben, standing=Standing.SHOWN)
    town.records.reports.note(ident(row), ident(ana), NOW)
    town.records.erasure.correction(row)
    assert list(town.records.for_teacher.reported(ident(class_))) == []


def test_two_members_who_are_one_person_have_told_once(town: Town, task: Round, ana: Member, ben: Member) -> None:
    reports = town.records.reports
    both, one = (town.corrected(task, ana, ben, standing=Standing.SHOWN) for _ in range(2))
    for member in (ana, ben):
        reports.note(ident(both), ident(member), NOW)
    reports.note(ident(one), ident(ana), NOW)
    reports.hand_over(ident(ana), ident(ben))
    assert reports.of_member(ident(ana)) == []
    assert {found.correction_id for found in reports.of_member(ident(ben))} == {both.id, one.id}
