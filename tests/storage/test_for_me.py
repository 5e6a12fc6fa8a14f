"""For me: what waits until its person opens the private chat."""

from datetime import timedelta

from storage.deliveries import Going, Urgency
from tests.storage.town import NOW, Town

HOUR = timedelta(hours=1)


def test_only_the_newest_answer_waits_for_a_private_chat(town: Town) -> None:
    deliveries = town.records.deliveries
    waits = {"private": True, "state": Going.KEPT}
    old, card = town.put("ana", **waits, urgency=Urgency.ANSWER), town.put("ana", **waits, urgency=Urgency.CARE)
    others = town.put("ben", **waits, urgency=Urgency.ANSWER)
    town.records.for_me.outdate("paper", "ana", NOW + HOUR)
    assert [one.state for one in (old, card, others)] == [Going.FAILED, Going.KEPT, Going.KEPT]
    assert deliveries.payload(old) == ""


def test_what_is_kept_leaves_when_the_private_chat_opens(town: Town) -> None:
    mine, other = (town.put(user, private=True, member_id=1, state=Going.KEPT) for user in ("ana", "ben"))
    assert list(town.records.for_me.of(1)) == [mine, other]
    town.records.for_me.release("paper", "ana", NOW)
    assert [one.state for one in (mine, other)] == [Going.WAITING, Going.KEPT]
