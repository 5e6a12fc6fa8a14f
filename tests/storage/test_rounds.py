"""Rounds, open and over."""

from datetime import timedelta

from storage.classes import Class
from tests.storage.town import NOW, Town, ident

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


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


def test_the_open_task_of_a_room_is_the_newest_that_stands_there(town: Town, class_: Class) -> None:
    room, elsewhere = town.room(class_, "r1"), town.room(class_, "r2")
    first, second, third, fourth = (town.round(class_, NOW + hours * HOUR) for hours in range(4))
    for one in (first, second, third):
        town.post(one, room)
    town.post(fourth, elsewhere)
    rounds, posts = town.records.rounds, town.records.posts
    assert rounds.open_in(ident(room)) is third
    third.closed_at = NOW
    assert rounds.open_in(ident(room)) is second
    posts.of_round(ident(second))[0].gone_at = NOW
    assert rounds.open_in(ident(room)) is first
    assert rounds.open_in(ident(town.room(class_, "r3"))) is None
