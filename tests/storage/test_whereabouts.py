"""Where contributions stand: found by their messages."""

from storage.classes import Class
from storage.people import Member
from storage.rounds import Round
from tests.storage.town import NOW, Town


def test_contributions_are_found_by_their_messages(town: Town, task: Round, ana: Member, ben: Member) -> None:
    first, second = town.wrote(task, ana, "a", message="m1"), town.wrote(task, ben, "b", message="m2")
    whereabouts = town.records.whereabouts
    assert whereabouts.of_messages("paper", "r1", ["m2", "m1", "m9"]) == {"m1": first, "m2": second}
    assert whereabouts.of_messages("paper", "r2", ["m1"]) == {}
    assert whereabouts.of_messages("paper", "r1", []) == {}


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
