"""One occurrence per schedule and local date, and each is settled once."""

from datetime import date, timedelta

import pytest

from storage.classes import Class
from storage.schedules import Occurring, Schedule
from tests.storage.town import NOW, Town, ident

DAY = timedelta(days=1)


def schedule(town: Town, class_: Class) -> Schedule:
    made = Schedule(class_id=ident(class_), activity="toy", days="mon", time="18:00", count=4, checked_at=NOW)
    town.records.schedules.add(made)
    return made


@pytest.fixture
def monday(town: Town) -> Schedule:
    return schedule(town, town.class_())


def test_a_date_is_planned_once_even_when_the_time_was_changed(town: Town, monday: Schedule) -> None:
    schedules = town.records.schedules
    assert schedules.plan(monday, date(2026, 5, 4), NOW)
    assert not schedules.plan(monday, date(2026, 5, 4), NOW + timedelta(hours=2))
    assert schedules.plan(monday, date(2026, 5, 5), NOW)
    assert [one.due_at for one in schedules.planned(NOW)] == [NOW, NOW]


def test_two_schedules_may_share_a_date(town: Town) -> None:
    class_ = town.class_()
    plan = town.records.schedules.plan
    assert plan(schedule(town, class_), date(2026, 5, 4), NOW)
    assert plan(schedule(town, class_), date(2026, 5, 4), NOW)


def test_due_occurrences_come_earliest_first_until_they_are_settled(town: Town, monday: Schedule) -> None:
    schedules = town.records.schedules
    for days in (2, 0, 1):
        schedules.plan(monday, date(2026, 5, 4) + days * DAY, NOW + days * DAY)
    due = schedules.planned(NOW + DAY)
    assert [one.slot.day for one in due] == [4, 5]
    due[0].state = Occurring.POSTED
    assert [one.slot.day for one in schedules.planned(NOW + 5 * DAY)] == [5, 6]
    assert [one.slot.day for one in schedules.planned(NOW + 5 * DAY, limit=1)] == [5]


def test_an_occurrence_may_wait_for_the_morning(town: Town, monday: Schedule) -> None:
    schedules = town.records.schedules
    schedules.plan(monday, date(2026, 5, 4), NOW)
    [waiting] = schedules.planned(NOW)
    morning = NOW + timedelta(hours=8)
    waiting.not_before = morning
    assert list(schedules.planned(NOW)) == []
    assert schedules.next_planned(NOW) == morning
    assert list(schedules.planned(morning)) == [waiting]
    assert schedules.next_planned(morning) is None


def test_next_planned_is_the_earliest_to_come(town: Town, monday: Schedule) -> None:
    for days in (3, 1, 2):
        town.records.schedules.plan(monday, date(2026, 5, 4) + days * DAY, NOW + days * DAY)
    assert town.records.schedules.next_planned(NOW) == NOW + DAY
    assert town.records.schedules.next_planned(NOW + DAY) == NOW + 2 * DAY


def test_schedules_run_unless_deleted_paused_or_their_class_is_over(town: Town) -> None:
    class_, over = town.class_(), town.class_("over")
    running, paused, deleted, ended = (schedule(town, one) for one in (class_, class_, class_, over))
    paused.paused, deleted.deleted_at, over.finished_at = True, NOW, NOW
    schedules = town.records.schedules
    assert list(schedules.running()) == [running]
    assert list(schedules.of_class(ident(class_))) == [running, paused]
    assert ended.id


def test_what_was_missed_is_told_by_class_and_time(town: Town, monday: Schedule) -> None:
    schedules = town.records.schedules
    for days in range(3):
        schedules.plan(monday, date(2026, 5, 4) + days * DAY, NOW + days * DAY)
    first, second, _ = schedules.planned(NOW + 5 * DAY)
    first.state = second.state = Occurring.MISSED
    assert list(schedules.missed(monday.class_id, NOW + DAY)) == [second]
    assert [one.slot.day for one in schedules.slots(monday.id or 0, date(2026, 5, 5))] == [5, 6]


def test_a_round_knows_its_occurrence(town: Town, monday: Schedule) -> None:
    schedules = town.records.schedules
    schedules.plan(monday, date(2026, 5, 4), NOW)
    [due] = schedules.planned(NOW)
    round_ = town.round(town.records.classes.all()[0])
    due.round_id = round_.id
    assert schedules.occurrence_of(ident(round_)) is due
