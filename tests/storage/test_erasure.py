"""Erasure: texts go with their time, their class and their writer."""

from datetime import timedelta

from storage.classes import Class
from storage.corrections import Wording
from storage.opinions import Opinion
from storage.people import Member
from storage.rounds import Round
from storage.standing import Standing
from tests.storage.town import FUI, NOW, Town, ident

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


def test_words_go_with_the_contribution_s_unless_kept(town: Town, task: Round, ana: Member, ben: Member) -> None:
    corrections = town.records.corrections
    gone, kept = town.corrected(task, ana, ben), town.corrected(task, ana, ben)
    kept.kept = True
    town.records.opinions.add(Opinion(correction_id=ident(gone), member_id=ident(ben), at=NOW), "pasado")
    assert town.records.erasure.corrections_over(NOW + 29 * DAY) == 0
    assert town.records.erasure.corrections_over(NOW + 31 * DAY) == 1
    town.records.session.expire_all()
    assert corrections.words(gone) == Wording()
    assert corrections.words(kept) == FUI
    assert [town.records.opinions.reason(one) for one in town.records.opinions.of(ident(gone))] == [""]
    assert gone.kinds, "what kind of mistake it was is still counted"


def test_erasure_takes_what_was_got_and_the_giver_s_own_words(
    town: Town, class_: Class, task: Round, ana: Member, ben: Member
) -> None:
    corrections = town.records.corrections
    got = town.corrected(task, ana, ben, FUI._replace(reason="pasado", answer="porque sí"), Standing.GOT_IT)
    on_its_way = town.corrected(task, ana, ben)
    for_ben = town.corrected(task, ben, ana)
    town.records.opinions.add(Opinion(correction_id=ident(got), member_id=ident(ben), at=NOW), "yo también")
    town.records.erasure.member(ident(ben))
    assert list(corrections.received_by(ident(ana))) == [got]
    assert got.giver_id is None
    assert corrections.words(got) == FUI
    assert town.records.opinions.of(ident(got)) == []
    assert corrections.get(ident(on_its_way)) is None
    assert corrections.get(ident(for_ben)) is None
    town.records.people.erase(ben)
