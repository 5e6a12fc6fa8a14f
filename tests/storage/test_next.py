"""What the clock asks at every tick brings one row, however many stand behind it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import event

from storage.alarms import Alarm
from storage.schedules import Occurrence, Schedule
from tests.storage.town import NOW, Town, ident

MANY = 20


@pytest.fixture
def loaded() -> Iterator[list[object]]:
    """The rows that were made objects of."""
    found: list[object] = []

    def note(row: object, _context: object) -> None:
        found.append(row)

    for table in (Alarm, Occurrence):
        event.listen(table, "load", note)
    yield found
    for table in (Alarm, Occurrence):
        event.remove(table, "load", note)


def test_the_next_alarm_is_read_alone(town: Town, loaded: list[object]) -> None:
    class_ = ident(town.class_())
    for number in range(MANY):
        at = NOW + timedelta(hours=MANY - number)
        town.records.alarms.wake(Alarm(class_id=class_, activity="a", name="n", subject=number, at=at))
    found = town.records.alarms.next()
    assert found is not None
    assert found.subject == MANY - 1
    assert loaded == [found]


def test_the_next_occurrence_is_read_alone(town: Town, loaded: list[object]) -> None:
    schedule = Schedule(class_id=ident(town.class_()), activity="a", days="mon", time="18:00", count=1, checked_at=NOW)
    town.records.schedules.add(schedule)
    for number in range(MANY):
        at = NOW + timedelta(days=MANY - number)
        town.records.schedules.plan(schedule, at.date(), at)
    assert town.records.schedules.next_planned(NOW) == NOW + timedelta(days=1)
    assert len(loaded) == 1
