"""What goes out: found again, settled, and no text left when it is done."""

from datetime import timedelta
from typing import Any

import pytest

from storage.deliveries import Going, Urgency
from storage.lanes import Lane
from tests.storage.town import NOW, Town, ident

HOUR = timedelta(hours=1)


def test_what_goes_out_is_sealed_until_it_is_settled(town: Town) -> None:
    row = town.put()
    deliveries = town.records.deliveries
    assert row.sealed
    assert b"hola" not in row.sealed
    assert deliveries.payload(row) == "hola r1"
    deliveries.replace(row, "adiós")
    assert deliveries.payload(row) == "adiós"


@pytest.mark.parametrize("state", list(Going))
def test_text_stays_only_while_it_may_still_be_sent(town: Town, state: Going) -> None:
    row = town.put()
    town.records.deliveries.settle(row, state, NOW, "why")
    assert (row.state, row.why, row.settled_at) == (state, "why", NOW)
    assert (town.records.deliveries.payload(row) != "") is (state in (Going.UNCERTAIN, Going.KEPT))


def test_only_what_waits_leaves(town: Town) -> None:
    for state in Going:
        town.put(state=state)
    [waiting] = town.records.lanes.next(Lane("paper", "r1", False), NOW)
    assert waiting.state == Going.WAITING
    assert town.records.deliveries.states() == dict.fromkeys(Going, 1)
    assert town.records.deliveries.count(Going.SENT) == 1
    assert [one.state for one in town.records.deliveries.in_state(Going.SENDING)] == [Going.SENDING]


def test_an_edit_that_has_not_left_is_found(town: Town) -> None:
    town.put(post_id=7)
    town.put(post_id=7, act="edit", state=Going.SENT)
    deliveries = town.records.deliveries
    assert deliveries.waiting_edit(7) is None
    edit = town.put(post_id=7, act="edit")
    assert deliveries.waiting_edit(7) is edit


def test_a_post_sent_again_has_its_latest_delivery(town: Town) -> None:
    town.put(post_id=7, state=Going.FAILED)
    again = town.put(post_id=7)
    town.put(post_id=7, act="edit")
    assert town.records.deliveries.of_post(7) is again
    assert town.records.deliveries.of_post(8) is None


def test_a_post_taken_back_does_not_leave(town: Town) -> None:
    waiting, sent, other = town.put(round_id=1), town.put(round_id=1, state=Going.SENT), town.put(round_id=2)
    town.records.deliveries.cancel_round(1, NOW)
    assert [one.state for one in (waiting, sent, other)] == [Going.FAILED, Going.SENT, Going.WAITING]
    assert waiting.sealed is None


def test_nothing_goes_to_who_has_left(town: Town) -> None:
    rows = [town.put(member_id=1, state=state) for state in (Going.WAITING, Going.KEPT, Going.UNCERTAIN)]
    other = town.put(member_id=2)
    town.records.deliveries.cancel_member(1, NOW)
    assert [(one.state, one.sealed) for one in rows] == [(Going.FAILED, None)] * 3
    assert other.state == Going.WAITING


def test_reminders_of_a_week_are_counted_also_those_on_their_way(town: Town) -> None:
    reminder: dict[str, Any] = {"member_id": 1, "urgency": Urgency.REMINDER}
    town.put(**reminder, state=Going.SENT, settled_at=NOW - 8 * 24 * HOUR)
    town.put(**reminder, state=Going.SENT, settled_at=NOW - HOUR)
    town.put(**reminder)
    town.put(**reminder, state=Going.FAILED, settled_at=NOW)
    town.put(member_id=1)
    assert town.records.deliveries.reminders(1, NOW - 7 * 24 * HOUR) == 2


def test_a_class_knows_its_posts_in_doubt(town: Town) -> None:
    class_ = town.class_()
    doubt = town.put(class_id=ident(class_), state=Going.UNCERTAIN)
    town.put(class_id=ident(class_))
    town.put(state=Going.UNCERTAIN)
    assert list(town.records.deliveries.uncertain(ident(class_))) == [doubt]


def test_one_persons_deliveries_can_be_told_and_handed_over(town: Town) -> None:
    mine, private = town.put(member_id=1), town.put("ana", private=True)
    deliveries = town.records.deliveries
    assert list(deliveries.of_member(1)) == [mine]
    assert list(deliveries.to_person("paper", "ana")) == [private]
    deliveries.hand_over(1, 2)
    assert list(deliveries.of_member(2)) == [mine]
    deliveries.remove(mine)
    assert list(deliveries.of_member(2)) == []


def test_what_was_settled_long_ago_is_forgotten(town: Town) -> None:
    town.put(state=Going.SENT, settled_at=NOW - HOUR)
    town.put(state=Going.SENT, settled_at=NOW)
    town.put()
    town.records.deliveries.forget(NOW)
    assert town.records.deliveries.states() == {"sent": 1, "waiting": 1}
