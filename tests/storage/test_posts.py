"""Posts: found by their messages, moved with their room, forgotten when nobody presses them any more."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from storage.classes import Class
from tests.storage.town import NOW, Town, ident

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_a_round_has_a_post_in_each_room(town: Town, class_: Class) -> None:
    round_ = town.round(class_)
    first, second = town.post(round_, town.room(class_, "r1")), town.post(round_, town.room(class_, "r2"))
    town.post(round_, town.room(class_, "r3"), kind="closed")
    assert list(town.records.posts.of_round(ident(round_))) == [first, second]


def test_a_post_is_found_by_its_message(town: Town, class_: Class) -> None:
    room, round_ = town.room(class_), town.round(class_)
    task, other = town.post(round_, room, "m1"), town.post(None, room, "m2")
    posts = town.records.posts
    assert posts.at("paper", "r1", "m1") is task
    assert posts.at("paper", "r1", "m2") is other
    assert posts.at("paper", "r2", "m1") is None
    assert posts.rounds_at("paper", "r1", ["m1", "m2", "m3"]) == {"m1": ident(round_)}


def test_a_message_is_one_post(town: Town, class_: Class) -> None:
    room = town.room(class_)
    town.post(None, room)
    town.post(None, room)
    town.post(None, room, "m1")
    with pytest.raises(IntegrityError):
        town.post(None, room, "m1")


def test_newest_posts_of_a_kind_are_given(town: Town, class_: Class) -> None:
    room = town.room(class_)
    posts = [town.post(None, room, kind="welcome") for _ in range(3)]
    town.post(None, room)
    assert list(town.records.posts.in_room(ident(room), "welcome", 2)) == posts[:0:-1]


def test_posts_on_their_way_move_with_the_room(town: Town, class_: Class) -> None:
    room = town.room(class_)
    arrived, waiting, private = (
        town.post(None, room, "m1"),
        town.post(None, room),
        town.post(None, room, private=True),
    )
    new = ident(town.room(class_, "r9"))
    town.records.posts.lose("paper", "r1", NOW)
    town.records.posts.move("paper", "r1", "r9", new)
    assert [(one.place, one.room_id == new) for one in (arrived, waiting, private)] == [
        ("r1", False),
        ("r9", True),
        ("r1", False),
    ]
    assert [one.gone_at for one in (arrived, waiting, private)] == [NOW, None, None]


def test_old_private_posts_are_forgotten(town: Town, class_: Class) -> None:
    round_ = town.round(class_)
    old: dict[str, Any] = {"created_at": NOW - DAY}
    town.post(None, None, kind="answer", **old)
    kept = [town.post(None, None), town.post(None, None, kind="welcome", **old), town.post(round_, None, **old)]
    town.records.posts.forget_private(NOW - HOUR)
    assert [town.records.posts.get(number) is not None for number in range(1, 5)] == [False, True, True, True]
    assert all(one.id for one in kept)


def test_posts_to_one_person_are_forgotten(town: Town, class_: Class) -> None:
    room = town.room(class_)
    kept = [town.post(None, room), town.post(None, None, place="ben", private=True)]
    for more in ({"place": "ana", "private": True}, {"only": "ana"}):
        town.post(None, room, **more)
    town.records.posts.forget_to("paper", "ana")
    assert [number for number in range(1, 5) if town.records.posts.get(number)] == [ident(one) for one in kept]  # type: ignore[arg-type]


def test_a_forgotten_posts_buttons_are_never_another_posts(town: Town, class_: Class) -> None:
    room = town.room(class_)
    old = town.post(None, room)
    number = old.id
    town.records.session.delete(old)
    town.records.session.flush()
    assert town.post(None, room).id != number
