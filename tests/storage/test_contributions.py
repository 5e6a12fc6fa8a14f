"""Who wrote what: counted per round and member, sealed, and gone when its time is over."""

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


def test_contributions_are_found_by_their_messages(town: Town, task: Round, ana: Member, ben: Member) -> None:
    first, second = town.wrote(task, ana, "a", message="m1"), town.wrote(task, ben, "b", message="m2")
    whereabouts = town.records.whereabouts
    assert whereabouts.of_messages("paper", "r1", ["m2", "m1", "m9"]) == {"m1": first, "m2": second}
    assert whereabouts.of_messages("paper", "r2", ["m1"]) == {}
    assert whereabouts.of_messages("paper", "r1", []) == {}


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


def test_writers_are_people_not_messages(town: Town, task: Round, ana: Member, ben: Member) -> None:
    for text in ("uno", "dos"):
        town.wrote(task, ana, text)
    town.wrote(task, ben, "tres").late = True
    taking_part = town.records.taking_part
    assert (taking_part.writers(ident(task)), taking_part.writers(ident(task), late=True)) == (1, 2)
    assert taking_part.who_wrote(ident(task)) == {ana.id}


def test_an_answer_to_oneself_is_none(town: Town, task: Round, ana: Member, ben: Member) -> None:
    town.wrote(task, ana, "uno").answers_member_id = ana.id
    assert town.records.taking_part.answered(ident(task)) == 0
    for _ in range(2):
        town.wrote(task, ana, "dos").answers_member_id = ben.id
    assert town.records.taking_part.answered(ident(task)) == 1


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


def test_contributions_come_in_the_order_they_were_written(
    town: Town, class_: Class, task: Round, ana: Member, ben: Member
) -> None:
    late, early = town.wrote(task, ana, "b", at=NOW + DAY), town.wrote(task, ben, "a")
    contributions = town.records.contributions
    assert list(contributions.of_round(ident(task))) == [early, late]
    assert list(contributions.of_round(ident(task), ident(ana))) == [late]
    assert list(contributions.of_class(ident(class_), NOW, NOW + DAY)) == [early]
    assert list(contributions.of_member(ident(ana))) == [late]


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


def test_two_members_who_are_one_person_answer_nobody(town: Town, task: Round, ana: Member, ben: Member) -> None:
    hers, his = town.wrote(task, ana, "hola"), town.wrote(task, ben, "hola Ana")
    his.answers_member_id = ana.id
    town.records.session.flush()
    town.records.contributions.hand_over(ident(ben), ident(ana))
    assert {hers.member_id, his.member_id} == {ana.id}
    assert his.answers_member_id is None


def test_a_removed_card_was_used_by_nobody(town: Town, class_: Class, task: Round, ana: Member) -> None:
    pan = town.card(class_, "pan")
    town.wrote(task, ana, "pan", pan)
    town.records.used_cards.forget(ident(pan))
    town.records.cards.remove(pan)
    assert all_of(town, UsedCard) == 0


@pytest.mark.parametrize(
    ("text", "same"),
    [("Me gusta el pan", True), ("  me GUSTA\nel  pan ", True), ("Me gusta el pan.", False)],
)
def test_a_repeat_is_known_without_its_words(town: Town, text: str, same: bool) -> None:
    fingerprint = town.records.contributions.fingerprint
    assert (fingerprint(1, 1, text) == fingerprint(1, 1, "Me gusta el pan")) is same
    assert fingerprint(1, 1, text) != fingerprint(2, 1, text)
    assert fingerprint(1, 1, text) != fingerprint(1, 2, text)


def test_what_counts_in_a_room_now_is_known_by_its_messages(town: Town, class_: Class, ana: Member) -> None:
    closed, open_ = town.round(class_), town.round(class_)
    closed.closed_at = NOW
    town.wrote(closed, ana, "uno dos tres", message="m1")
    town.wrote(open_, ana, "cuatro cinco seis", message="m2")
    short = town.wrote(open_, ana, "siete", message="m3")
    town.records.contributions.change(short, [("m3", "siete"), ("m4", "ocho"), ("m5", "nueve")], [])
    town.wrote(open_, ana, "a solas diez once", message="m6").private = True
    town.records.session.flush()

    assert set(town.records.whereabouts.counted_at("paper", "r1")) == {"m2", "m3", "m4", "m5"}
    assert town.records.whereabouts.counted_at("paper", "r2") == []
    assert town.records.whereabouts.counted_at("elsewhere", "r1") == []
