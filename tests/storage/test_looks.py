"""Looks: who was shown a sentence, what they said, and what waits for a look."""

from datetime import timedelta

from storage.classes import Class
from storage.looks import Verdict
from storage.people import Member
from storage.rounds import Round
from storage.standing import Standing
from tests.storage.town import NOW, Town, ident

DAY = timedelta(days=1)


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


def test_of_two_who_are_one_what_was_said_stays(
    town: Town, class_: Class, task: Round, ana: Member, ben: Member
) -> None:
    looks, other = town.records.looks, ident(town.member(class_, "Benito"))
    one, two, three = (town.wrote(task, ana, text) for text in ("uno dos tres", "dos tres uno", "tres uno dos"))
    looks.note(ident(one), other, NOW, Verdict.REPORTED)
    looks.note(ident(one), ident(ben), NOW)
    looks.note(ident(two), other, NOW, Verdict.SKIPPED)
    looks.note(ident(two), ident(ben), NOW, Verdict.FINE)
    looks.note(ident(three), other, NOW)
    looks.hand_over(other, ident(ben))
    found = looks.of([ident(one), ident(two), ident(three)])
    assert [(look.member_id, look.verdict) for row in found.values() for look in row] == [
        (ident(ben), Verdict.REPORTED),
        (ident(ben), Verdict.FINE),
        (ident(ben), Verdict.SEEN),
    ]


def test_the_uncorrected_wait_in_order(town: Town, class_: Class, task: Round, ana: Member, ben: Member) -> None:
    looks = town.records.looks
    second = town.wrote(task, ana, "dos", at=NOW + timedelta(hours=2))
    first = town.wrote(task, ana, "uno", at=NOW + timedelta(hours=1))
    fine = town.wrote(task, ana, "tres")
    town.wrote(task, ana, "")
    town.corrected(task, ana, ben)
    taken_back = town.corrected(task, ana, ben, standing=Standing.TAKEN_BACK)
    looks.note(ident(fine), ident(ben), NOW, Verdict.FINE)
    looks.note(ident(first), ident(ben), NOW)
    looks.note(ident(first), ident(ben), NOW, Verdict.SKIPPED)
    waiting = looks.uncorrected(ident(class_), NOW - DAY)
    assert [one.id for one in waiting] == [taken_back.contribution_id, first.id, second.id]
    said = looks.of([ident(first), ident(second)])
    assert [(one.member_id, one.verdict) for one in said[ident(first)]] == [(ben.id, Verdict.SKIPPED)]
    assert said[ident(second)] == []
