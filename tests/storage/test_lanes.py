"""What leaves when: in order for each place, urgent places first, signs and answers on lanes of their own."""

from datetime import timedelta
from typing import Any

from storage.deliveries import RETRY, Delivery, Going, Urgency
from storage.lanes import Lane, Track
from storage.posts import Post
from tests.storage.town import NOW, Town

HOUR = timedelta(hours=1)


def put(town: Town, place: str = "r1", **more: Any) -> Delivery:
    values: dict[str, Any] = {"platform": "paper", "place": place, "act": "say", "not_before": NOW}
    made = Delivery(**(values | more))
    town.records.deliveries.add(made, f"hola {place}")
    return made


def places(town: Town, at: timedelta = timedelta()) -> list[str]:
    return [lane.place for lane in town.records.lanes.ready(NOW + at)]


def tracks(town: Town, at: timedelta = timedelta()) -> list[Track]:
    return [lane.track for lane in town.records.lanes.ready(NOW + at)]


def test_places_with_urgent_things_come_first(town: Town) -> None:
    put(town, "reminder", urgency=Urgency.REMINDER)
    put(town, "post")
    put(town, "answer", urgency=Urgency.ANSWER)
    put(town, "both", urgency=Urgency.REMINDER)
    put(town, "both", urgency=Urgency.ANSWER)
    assert places(town) == ["answer", "both", "post", "reminder"]


def test_what_waits_for_its_time_does_not_hold_up_the_rest(town: Town) -> None:
    later, now = put(town, not_before=NOW + HOUR), put(town)
    lanes, lane = town.records.lanes, Lane("paper", "r1", False)
    assert list(lanes.next(lane, NOW)) == [now]
    assert lanes.next_ready(NOW) == NOW + HOUR
    assert list(lanes.next(lane, NOW + HOUR)) == [later, now]
    assert lanes.ahead(lane, NOW) == (Urgency.POST, "say")
    assert lanes.ahead(Lane("paper", "r2", False), NOW) is None


def test_a_place_that_asked_for_a_pause_rests_as_a_whole(town: Town) -> None:
    put(town, "resting", not_before=NOW + HOUR, why=RETRY)
    put(town, "resting")
    put(town, "resting", act="react", urgency=Urgency.CARE)
    put(town, "other")
    assert places(town) == ["other"]
    assert places(town, HOUR) == ["resting", "other", "resting"]


def test_a_sign_that_was_refused_holds_up_signs_alone(town: Town) -> None:
    put(town, act="react", urgency=Urgency.CARE, not_before=NOW + HOUR, why=RETRY)
    put(town, act="react", urgency=Urgency.CARE)
    put(town)
    assert tracks(town) == [Track.MAIN]
    assert tracks(town, HOUR) == [Track.MAIN, Track.SIGNS]


def test_signs_and_answers_to_a_person_wait_for_nothing_else(town: Town) -> None:
    post, sign = put(town), put(town, act="react", urgency=Urgency.CARE)
    reminder, answer = put(town, private=True, urgency=Urgency.REMINDER), put(town, private=True, urgency="0 answer")
    edit = put(town, private=True, act="edit", urgency=Urgency.CARE)
    lanes = town.records.lanes
    assert [list(lanes.next(lane, NOW)) for lane in lanes.ready(NOW)] == [[answer, edit], [post], [sign], [reminder]]


def test_a_room_and_a_private_chat_of_one_id_are_two_places(town: Town) -> None:
    room, private = put(town), put(town, private=True)
    lanes = town.records.lanes
    assert list(lanes.next(Lane("paper", "r1", False), NOW)) == [room]
    assert list(lanes.next(Lane("paper", "r1", True), NOW)) == [private]
    assert len(lanes.ready(NOW)) == 2


def test_what_waits_moves_with_its_room(town: Town) -> None:
    waiting, sent, other = put(town), put(town, state=Going.SENT), put(town, "r2")
    town.records.lanes.move("paper", "r1", "r9")
    assert [one.place for one in (waiting, sent, other)] == ["r9", "r1", "r2"]


def test_what_waits_to_be_done_to_what_stands_in_a_room_is_lost_with_it(town: Town) -> None:
    stands = Post(platform="paper", place="r1", message="m1", created_at=NOW)
    coming = Post(platform="paper", place="r1", created_at=NOW)
    for post in (stands, coming):
        town.records.posts.add(post)
    say, pin_it = put(town, post_id=coming.id), put(town, post_id=coming.id, act="pin")
    lost = [put(town, post_id=stands.id, act=act) for act in ("edit", "unpin", "delete")]
    lost += [put(town, act="react"), put(town, act="delete")]
    elsewhere = put(town, "r2", act="react")

    town.records.lanes.lose("paper", "r1", NOW)

    assert {(one.state, one.why, one.sealed) for one in lost} == {(Going.MISSED, "moved", None)}
    assert {one.state for one in (say, pin_it, elsewhere)} == {Going.WAITING}


def test_what_waits_where_nothing_can_be_sent_is_found_when_its_time_is_over(town: Town) -> None:
    over, answer = put(town, expires_at=NOW), put(town, not_before=NOW - 2 * HOUR)
    put(town, expires_at=NOW + HOUR)
    put(town)
    put(town, platform="on", expires_at=NOW)
    put(town, state=Going.SENT, expires_at=NOW)
    assert list(town.records.lanes.stranded(["on"], NOW, NOW - HOUR)) == [over, answer]
