"""Which room belongs to which class, and what stays when a room gets another id."""

import pytest
from sqlalchemy.exc import IntegrityError

from tests.storage.town import Town, ident


def test_rooms_of_a_class_are_those_the_bot_is_in(town: Town) -> None:
    class_ = town.class_()
    here, gone, _ = town.room(class_, "here"), town.room(class_, "gone"), town.room(town.class_("other"), "elsewhere")
    gone.present = False
    assert list(town.records.rooms.of_class(ident(class_))) == [here]


def test_a_place_is_one_room_on_its_platform(town: Town) -> None:
    room = town.room(None, "r1")
    town.room(None, "r1", platform="other")
    assert town.records.rooms.at("paper", "r1") is room
    assert town.records.rooms.at("paper", "r2") is None
    with pytest.raises(IntegrityError):
        town.room(None, "r1")


def test_a_moved_room_keeps_its_class(town: Town) -> None:
    class_ = town.class_()
    room = town.room(class_, "old")
    assert town.records.rooms.move("paper", "old", "new") is room
    assert town.records.rooms.move("paper", "old", "new") is None
    assert town.records.rooms.at("paper", "new") is room
    assert town.records.rooms.at("paper", "old") is None


def test_a_room_seen_at_its_new_place_first_takes_the_class_over(town: Town) -> None:
    class_ = town.class_()
    town.room(class_, "old")
    there = town.room(None, "new")
    assert town.records.rooms.move("paper", "old", "new") is there
    assert list(town.records.rooms.of_class(ident(class_))) == [there]


@pytest.mark.parametrize(("old", "new"), [("r1", "r1"), ("nowhere", "r2")])
def test_a_move_that_is_none_changes_nothing(town: Town, old: str, new: str) -> None:
    class_ = town.class_()
    room = town.room(class_, "r1")
    town.records.rooms.move("paper", old, new)
    assert list(town.records.rooms.of_class(ident(class_))) == [room]
    assert room.place == "r1"
