"""What leaves when: in order for each place, urgent places first, signs and answers on lanes of their own."""

from datetime import timedelta

from storage.deliveries import RETRY, Going, Urgency
from storage.lanes import Lane, Track
from storage.posts import Post
from tests.storage.town import NOW, Town

HOUR = timedelta(hours=1)


def places(town: Town, at: timedelta = timedelta()) -> list[str]:
    return [lane.place for lane in town.records.lanes.ready(NOW + at)]


def tracks(town: Town, at: timedelta = timedelta()) -> list[Track]:
    return [lane.track for lane in town.records.lanes.ready(NOW + at)]


def test_places_with_urgent_things_come_first(town: Town) -> None:
    town.put("reminder", urgency=Urgency.REMINDER)
    town.put("post")
    town.put("answer", urgency=Urgency.ANSWER)
    town.put("both", urgency=Urgency.REMINDER)
    town.put("both", urgency=Urgency.ANSWER)
    assert places(town) == ["answer", "both", "post", "reminder"]


def test_what_waits_for_its_time_does_not_hold_up_the_rest(town: Town) -> None:
    later, now = town.put(not_before=NOW + HOUR), town.put()
    lanes, lane = town.records.lanes, Lane("paper", "r1", False)
    assert list(lanes.next(lane, NOW)) == [now]
    assert lanes.next_ready(NOW) == NOW + HOUR
    assert list(lanes.next(lane, NOW + HOUR)) == [later, now]
    assert lanes.ahead(lane, NOW) == (Urgency.POST, "say")
    assert lanes.ahead(Lane("paper", "r2", False), NOW) is None


def test_a_place_that_asked_for_a_pause_rests_as_a_whole(town: Town) -> None:
    town.put("resting", not_before=NOW + HOUR, why=RETRY)
    town.put("resting")
    town.put("resting", act="react", urgency=Urgency.CARE)
    town.put("other")
    assert places(town) == ["other"]
    assert places(town, HOUR) == ["resting", "other", "resting"]


def test_a_sign_that_was_refused_holds_up_signs_alone(town: Town) -> None:
    town.put(act="react", urgency=Urgency.CARE, not_before=NOW + HOUR, why=RETRY)
    town.put(act="react", urgency=Urgency.CARE)
    town.put()
    assert tracks(town) == [Track.MAIN]
    assert tracks(town, HOUR) == [Track.MAIN, Track.SIGNS]


def test_signs_and_answers_to_a_person_wait_for_nothing_else(town: Town) -> None:
    post, sign = town.put(), town.put(act="react", urgency=Urgency.CARE)
    reminder, answer = town.put(private=True, urgency=Urgency.REMINDER), town.put(private=True, urgency="0 answer")
    edit = town.put(private=True, act="edit", urgency=Urgency.CARE)
    lanes = town.records.lanes
    assert [list(lanes.next(lane, NOW)) for lane in lanes.ready(NOW)] == [[answer, edit], [post], [sign], [reminder]]


def test_a_room_and_a_private_chat_of_one_id_are_two_places(town: Town) -> None:
    room, private = town.put(), town.put(private=True)
    lanes = town.records.lanes
    assert list(lanes.next(Lane("paper", "r1", False), NOW)) == [room]
    assert list(lanes.next(Lane("paper", "r1", True), NOW)) == [private]
    assert len(lanes.ready(NOW)) == 2


def test_what_waits_moves_with_its_room(town: Town) -> None:
    waiting, sent, other = town.put(), town.put(state=Going.SENT), town.put("r2")
    town.records.lanes.move("paper", "r1", "r9")
    assert [one.place for one in (waiting, sent, other)] == ["r9", "r1", "r2"]


def test_what_waits_to_be_done_to_what_stands_in_a_room_is_lost_with_it(town: Town) -> None:
    stands = Post(platform="paper", place="r1", message="m1", created_at=NOW)
    coming = Post(platform="paper", place="r1", created_at=NOW)
    for post in (stands, coming):
        town.records.posts.add(post)
    say, pin_it = town.put(post_id=coming.id), town.put(post_id=coming.id, act="pin")
    lost = [town.put(post_id=stands.id, act=act) for act in ("edit", "unpin", "delete")]
    lost += [town.put(act="react"), town.put(act="delete")]
    elsewhere = town.put("r2", act="react")

    town.records.lanes.lose("paper", "r1", NOW)

    assert {(one.state, one.why, one.sealed) for one in lost} == {(Going.MISSED, "moved", None)}
    assert {one.state for one in (say, pin_it, elsewhere)} == {Going.WAITING}


def test_what_waits_where_nothing_can_be_sent_is_found_when_its_time_is_over(town: Town) -> None:
    over, answer = town.put(expires_at=NOW), town.put(not_before=NOW - 2 * HOUR)
    town.put(expires_at=NOW + HOUR)
    town.put()
    town.put(platform="on", expires_at=NOW)
    town.put(state=Going.SENT, expires_at=NOW)
    assert list(town.records.lanes.stranded(["on"], NOW, NOW - HOUR)) == [over, answer]
