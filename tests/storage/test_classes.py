"""Classes and their rooms: which room belongs to which class, and what stays when a room gets another id."""

import pytest
from sqlalchemy.exc import IntegrityError

from storage.classes import Class
from tests.storage.town import NOW, Town, ident


def test_finished_classes_are_over(town: Town) -> None:
    going, over = town.class_("A"), town.class_("B")
    over.finished_at = NOW
    assert list(town.records.classes.all()) == [going]


def test_classes_may_share_a_name(town: Town) -> None:
    first, second, _ = town.class_("Tuesday"), town.class_("Tuesday"), town.class_("Thursday")
    assert list(town.records.classes.named("Tuesday")) == [first, second]


def test_rooms_of_a_class_are_those_the_bot_is_in(town: Town) -> None:
    class_ = town.class_()
    here, gone, _ = town.room(class_, "here"), town.room(class_, "gone"), town.room(town.class_("other"), "elsewhere")
    gone.present = False
    assert list(town.records.classes.rooms(ident(class_))) == [here]


def test_a_place_is_one_room_on_its_platform(town: Town) -> None:
    room = town.room(None, "r1")
    town.room(None, "r1", platform="other")
    assert town.records.classes.room_at("paper", "r1") is room
    assert town.records.classes.room_at("paper", "r2") is None
    with pytest.raises(IntegrityError):
        town.room(None, "r1")


def test_a_moved_room_keeps_its_class(town: Town) -> None:
    class_ = town.class_()
    room = town.room(class_, "old")
    assert town.records.classes.move("paper", "old", "new") is room
    assert town.records.classes.move("paper", "old", "new") is None
    assert town.records.classes.room_at("paper", "new") is room
    assert town.records.classes.room_at("paper", "old") is None


def test_a_room_seen_at_its_new_place_first_takes_the_class_over(town: Town) -> None:
    class_ = town.class_()
    town.room(class_, "old")
    there = town.room(None, "new")
    assert town.records.classes.move("paper", "old", "new") is there
    assert list(town.records.classes.rooms(ident(class_))) == [there]


@pytest.mark.parametrize(("old", "new"), [("r1", "r1"), ("nowhere", "r2")])
def test_a_move_that_is_none_changes_nothing(town: Town, old: str, new: str) -> None:
    class_ = town.class_()
    room = town.room(class_, "r1")
    town.records.classes.move("paper", old, new)
    assert list(town.records.classes.rooms(ident(class_))) == [room]
    assert room.place == "r1"


@pytest.mark.parametrize(
    ("target", "natives", "native", "languages"),
    [
        ("es", "en,de", "en", ("es", "en", "de")),
        ("es", "es", "es", ("es",)),
        ("", "", "", ()),
    ],
)
def test_languages_are_listed_once_the_target_first(
    target: str, natives: str, native: str, languages: tuple[str, ...]
) -> None:
    class_ = Class(name="A", target=target, natives=natives, created_at=NOW)
    assert (class_.native, class_.languages) == (native, languages)
