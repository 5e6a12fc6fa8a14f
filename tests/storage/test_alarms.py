"""Alarms: one for each thing, ringing in order."""

from datetime import timedelta

from storage.alarms import Alarm
from storage.classes import Class
from tests.storage.town import NOW, Town, ident

HOUR = timedelta(hours=1)


def alarm(class_: Class, name: str = "close", at: int = 1, **more: int) -> Alarm:
    return Alarm(class_id=ident(class_), activity="toy", name=name, at=NOW + at * HOUR, **more)


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
