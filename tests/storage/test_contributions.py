"""Who wrote what: counted per round and member, sealed."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from storage.classes import Class
from storage.contributions import Contribution, UsedCard
from storage.parts import Part
from storage.people import Member
from storage.rounds import Round
from tests.storage.town import NOW, Town, ident

DAY = timedelta(days=1)


def all_of(town: Town, table: type[Contribution] | type[Part] | type[UsedCard]) -> int:
    return len(town.records.session.exec(select(table)).all())


def test_text_is_sealed_on_disk_and_opens_here(town: Town, task: Round, ana: Member) -> None:
    row = town.wrote(task, ana, "Me gusta el aguacate")
    assert row.sealed
    assert b"aguacate" not in row.sealed
    assert town.records.contributions.text(row) == "Me gusta el aguacate"


def test_a_voice_note_has_no_text(town: Town, task: Round, ana: Member) -> None:
    row = town.wrote(task, ana, "")
    assert row.sealed is None
    assert town.records.contributions.text(row) == ""
    assert town.records.contributions.parts(row) == []


def test_a_message_counts_once(town: Town, task: Round, ana: Member) -> None:
    town.wrote(task, ana, "uno dos tres", message="m1")
    with pytest.raises(IntegrityError):
        town.wrote(task, ana, "uno dos tres", message="m1")


def test_short_messages_in_a_row_are_one_contribution(town: Town, task: Round, ana: Member) -> None:
    contributions = town.records.contributions
    row = town.wrote(task, ana, "me gusta", message="m1")
    parts = [("m1", "me gusta"), ("m2", "el pan"), ("m3", "y la sopa")]
    contributions.change(row, parts, [])
    assert contributions.text(row) == "me gusta\nel pan\ny la sopa"
    assert contributions.parts(row) == parts
    assert row.messages == 3
    for message in ("m1", "m2", "m3"):
        assert town.records.whereabouts.of_message("paper", "r1", message) is row
    contributions.change(row, parts[:1], [])
    assert contributions.parts(row) == parts[:1]
    assert town.records.whereabouts.of_message("paper", "r1", "m2") is None


def test_new_cards_take_the_place_of_the_old_ones(town: Town, class_: Class, task: Round, ana: Member) -> None:
    pan, sopa = town.card(class_, "pan"), town.card(class_, "sopa")
    row = town.wrote(task, ana, "pan", pan)
    town.records.contributions.change(row, [(row.message, "sopa sopa")], [ident(sopa), ident(sopa)])
    assert town.records.used_cards.in_round(ident(task)) == {ident(sopa)}
    assert town.records.used_cards.by_contribution_of(ident(ana)) == {ident(row): [ident(sopa)]}


def test_removed_contribution_leaves_nothing(town: Town, class_: Class, task: Round, ana: Member) -> None:
    row = town.wrote(task, ana, "pan", town.card(class_, "pan"))
    town.records.contributions.change(row, [("m1", "a"), ("m2", "b")], [ident(town.card(class_, "sopa"))])
    town.records.contributions.remove(row)
    assert [all_of(town, table) for table in (Contribution, Part, UsedCard)] == [0, 0, 0]


def test_contributions_come_in_the_order_they_were_written(
    town: Town, class_: Class, task: Round, ana: Member, ben: Member
) -> None:
    late, early = town.wrote(task, ana, "b", at=NOW + DAY), town.wrote(task, ben, "a")
    contributions = town.records.contributions
    assert list(contributions.of_round(ident(task))) == [early, late]
    assert list(contributions.of_round(ident(task), ident(ana))) == [late]
    assert list(contributions.of_class(ident(class_), NOW, NOW + DAY)) == [early]
    assert list(contributions.of_member(ident(ana))) == [late]


def test_two_members_who_are_one_person_answer_nobody(town: Town, task: Round, ana: Member, ben: Member) -> None:
    hers, his = town.wrote(task, ana, "hola"), town.wrote(task, ben, "hola Ana")
    his.answers_member_id = ana.id
    town.records.session.flush()
    town.records.contributions.hand_over(ident(ben), ident(ana))
    assert {hers.member_id, his.member_id} == {ana.id}
    assert his.answers_member_id is None


@pytest.mark.parametrize(
    ("text", "same"),
    [("Me gusta el pan", True), ("  me GUSTA\nel  pan ", True), ("Me gusta el pan.", False)],
)
def test_a_repeat_is_known_without_its_words(town: Town, text: str, same: bool) -> None:
    fingerprint = town.records.contributions.fingerprint
    assert (fingerprint(1, 1, text) == fingerprint(1, 1, "Me gusta el pan")) is same
    assert fingerprint(1, 1, text) != fingerprint(2, 1, text)
    assert fingerprint(1, 1, text) != fingerprint(1, 2, text)
