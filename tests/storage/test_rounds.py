"""Rounds, the posts made for them, and alarms of which there is one for each thing."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from storage.alarms import Alarm
from storage.classes import Class, Room
from storage.posts import Post
from storage.rounds import Round
from tests.storage.town import NOW, Town, ident

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def class_(town: Town) -> Class:
    return town.class_()


def post(town: Town, round_: Round | None, room: Room | None, message: str | None = None, **more: Any) -> Post:
    values: dict[str, Any] = {
        "round_id": round_.id if round_ else None,
        "room_id": room.id if room else None,
        "platform": "paper",
        "place": room.place if room else "ana",
        "message": message,
        "kind": "task",
        "created_at": NOW,
    }
    made = Post(**(values | more))
    town.records.posts.add(made)
    return made


def alarm(class_: Class, name: str = "close", at: int = 1, **more: int) -> Alarm:
    return Alarm(class_id=ident(class_), activity="toy", name=name, at=NOW + at * HOUR, **more)


def test_open_rounds_come_newest_first(town: Town, class_: Class) -> None:
    old, new = town.round(class_, NOW - DAY), town.round(class_)
    closed, taken_back = town.round(class_), town.round(class_)
    closed.closed_at = taken_back.taken_back_at = NOW
    town.round(town.class_("other"))
    assert list(town.records.rounds.open(ident(class_))) == [new, old]
    assert [one.open for one in (old, closed, taken_back)] == [True, False, False]


def test_recent_rounds_leave_out_what_was_taken_back(town: Town, class_: Class) -> None:
    town.round(class_, NOW - 2 * DAY)
    closed, other = town.round(class_), town.round(class_, activity="discussion")
    closed.closed_at, town.round(class_).taken_back_at = NOW, NOW
    rounds = town.records.rounds
    assert list(rounds.recent(ident(class_), NOW - DAY)) == [other, closed]
    assert list(rounds.recent(ident(class_), NOW - DAY, "discussion")) == [other]


def test_state_of_a_round_is_the_activitys_own(town: Town, class_: Class) -> None:
    round_ = town.round(class_)
    round_.state = {"cards": [1, 2], "name": "ñ"}
    town.records.session.flush()
    town.records.session.expire(round_)
    assert round_.state == {"cards": [1, 2], "name": "ñ"}


def test_a_round_has_a_post_in_each_room(town: Town, class_: Class) -> None:
    round_ = town.round(class_)
    first, second = post(town, round_, town.room(class_, "r1")), post(town, round_, town.room(class_, "r2"))
    post(town, round_, town.room(class_, "r3"), kind="closed")
    assert list(town.records.posts.of_round(ident(round_))) == [first, second]


def test_a_post_is_found_by_its_message(town: Town, class_: Class) -> None:
    room, round_ = town.room(class_), town.round(class_)
    task, other = post(town, round_, room, "m1"), post(town, None, room, "m2")
    posts = town.records.posts
    assert posts.at("paper", "r1", "m1") is task
    assert posts.at("paper", "r1", "m2") is other
    assert posts.at("paper", "r2", "m1") is None
    assert posts.rounds_at("paper", "r1", ["m1", "m2", "m3"]) == {"m1": ident(round_)}


def test_a_message_is_one_post(town: Town, class_: Class) -> None:
    room = town.room(class_)
    post(town, None, room)
    post(town, None, room)
    post(town, None, room, "m1")
    with pytest.raises(IntegrityError):
        post(town, None, room, "m1")


def test_the_open_task_of_a_room_is_the_newest_that_stands_there(town: Town, class_: Class) -> None:
    room, elsewhere = town.room(class_, "r1"), town.room(class_, "r2")
    first, second, third, fourth = (town.round(class_, NOW + hours * HOUR) for hours in range(4))
    for one in (first, second, third):
        post(town, one, room)
    post(town, fourth, elsewhere)
    rounds, posts = town.records.rounds, town.records.posts
    assert rounds.open_in(ident(room)) is third
    third.closed_at = NOW
    assert rounds.open_in(ident(room)) is second
    posts.of_round(ident(second))[0].gone_at = NOW
    assert rounds.open_in(ident(room)) is first
    assert rounds.open_in(ident(town.room(class_, "r3"))) is None


def test_newest_posts_of_a_kind_are_given(town: Town, class_: Class) -> None:
    room = town.room(class_)
    posts = [post(town, None, room, kind="welcome") for _ in range(3)]
    post(town, None, room)
    assert list(town.records.posts.in_room(ident(room), "welcome", 2)) == posts[:0:-1]


def test_posts_on_their_way_move_with_the_room(town: Town, class_: Class) -> None:
    room = town.room(class_)
    arrived, waiting, private = (
        post(town, None, room, "m1"),
        post(town, None, room),
        post(town, None, room, private=True),
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
    post(town, None, None, kind="answer", **old)
    kept = [post(town, None, None), post(town, None, None, kind="welcome", **old), post(town, round_, None, **old)]
    town.records.posts.forget_private(NOW - HOUR)
    assert [town.records.posts.get(number) is not None for number in range(1, 5)] == [False, True, True, True]
    assert all(one.id for one in kept)


def test_posts_to_one_person_are_forgotten(town: Town, class_: Class) -> None:
    room = town.room(class_)
    kept = [post(town, None, room), post(town, None, None, place="ben", private=True)]
    for more in ({"place": "ana", "private": True}, {"only": "ana"}):
        post(town, None, room, **more)
    town.records.posts.forget_to("paper", "ana")
    assert [number for number in range(1, 5) if town.records.posts.get(number)] == [ident(one) for one in kept]  # type: ignore[arg-type]


def test_a_forgotten_posts_buttons_are_never_another_posts(town: Town, class_: Class) -> None:
    room = town.room(class_)
    old = post(town, None, room)
    number = old.id
    town.records.session.delete(old)
    town.records.session.flush()
    assert post(town, None, room).id != number


def test_an_alarm_set_again_is_moved(town: Town, class_: Class) -> None:
    alarms = town.records.alarms
    alarms.wake(alarm(class_, at=1))
    alarms.wake(alarm(class_, at=5))
    assert list(alarms.ringing(NOW + 4 * HOUR)) == []
    [moved] = alarms.ringing(NOW + 5 * HOUR)
    assert moved.at == NOW + 5 * HOUR


def test_alarms_for_different_things_stand_beside_each_other(town: Town, class_: Class) -> None:
    alarms = town.records.alarms
    for one in (alarm(class_), alarm(class_, "remind"), alarm(class_, round_id=1), alarm(class_, subject=1)):
        alarms.wake(one)
    assert len(alarms.ringing(NOW + HOUR)) == 4
    alarms.unwake(ident(class_), "toy", "close", 1)
    assert len(alarms.ringing(NOW + HOUR)) == 3
    alarms.silence_class(ident(class_))
    assert len(alarms.ringing(NOW + HOUR)) == 0


def test_alarms_ring_earliest_first(town: Town, class_: Class) -> None:
    alarms = town.records.alarms
    for hours in (3, 1, 2):
        alarms.wake(alarm(class_, at=hours, subject=hours))
    alarms.wake(alarm(class_, "remind", at=4))
    assert [one.subject for one in alarms.ringing(NOW + 2 * HOUR)] == [1, 2]
    assert [one.subject for one in alarms.ringing(NOW + 3 * HOUR, limit=1)] == [1]
    upcoming, reminder = alarms.next(), alarms.next("remind")
    assert upcoming
    assert reminder
    assert (upcoming.subject, reminder.name) == (1, "remind")
    alarms.silence(upcoming)
    assert alarms.by_id(upcoming.id or 0) is None
    assert alarms.next("nothing") is None
