"""Erasure: texts go with their time, their class and their writer."""

from datetime import timedelta

from storage.people import Member
from storage.rounds import Round
from tests.storage.town import NOW, Town, ident

DAY = timedelta(days=1)


def test_texts_go_when_their_time_is_over(town: Town, task: Round, ana: Member) -> None:
    old, fresh, kept = (town.wrote(task, ana, text) for text in ("viejo", "nuevo", "guardado"))
    fresh.erase_at, kept.erase_at = NOW + 31 * DAY, None
    contributions = town.records.contributions
    assert town.records.erasure.contributions_over(NOW + 30 * DAY) == 1
    assert [contributions.text(row) for row in (old, fresh, kept)] == ["", "nuevo", "guardado"]
    assert contributions.parts(old) == []
    assert town.records.erasure.contributions_over(NOW + 30 * DAY) == 0


def test_texts_of_a_class_that_is_over_go_at_once(town: Town, task: Round, ana: Member) -> None:
    row = town.wrote(task, ana, "hola")
    elsewhere = town.class_("other")
    other = town.wrote(town.round(elsewhere), town.member(elsewhere, "Carla"), "hola")
    town.records.erasure.class_(task.class_id)
    assert [town.records.contributions.text(one) for one in (row, other)] == ["", "hola"]


def test_forgotten_member_leaves_the_answers_of_others(town: Town, task: Round, ana: Member, ben: Member) -> None:
    town.wrote(task, ana, "hola")
    answer = town.wrote(task, ben, "hola Ana")
    answer.answers_member_id = ana.id
    town.records.session.flush()
    town.records.erasure.member(ident(ana))
    town.records.people.erase(ana)
    assert list(town.records.contributions.of_round(ident(task))) == [answer]
    assert answer.answers_member_id is None
