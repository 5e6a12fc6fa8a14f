"""What is asked for each event, tick and report is found by an index, so that it stays quick as history grows."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from storage.deliveries import Going
from storage.lanes import Lane
from storage.records import Records
from storage.schedules import Occurring, Schedule
from tests.storage.town import NOW

DAY = timedelta(days=1)
FULL = {"class", "setting", "schedule", "invitation"}
"""Tables that do not grow with time: reading them whole costs the same next year."""

A_SCHEDULE = Schedule(id=1, class_id=1, activity="a", days="mon", time="18:00", count=1, checked_at=NOW)
QUESTIONS: list[Callable[[Records], Any]] = [
    lambda records: records.inbox.take("k", NOW),
    lambda records: records.notices.first_time(NOW, "k"),
    lambda records: records.inbox.forget(NOW),
    lambda records: records.drafts.get("p", "u"),
    lambda records: records.rooms.at("p", "r"),
    lambda records: records.rooms.of_class(1),
    lambda records: records.accounts.get("p", "u"),
    lambda records: records.people.member_of(1, "p", "u"),
    lambda records: records.people.memberships("p", "u"),
    lambda records: records.people.roster(1),
    lambda records: records.posts.at("p", "r", "m"),
    lambda records: records.posts.rounds_at("p", "r", ["m", "n"]),
    lambda records: records.rounds.open_in(1),
    lambda records: records.rounds.open(1),
    lambda records: records.posts.of_round(1),
    lambda records: records.posts.in_room(1, "welcome"),
    lambda records: records.alarms.ringing(NOW),
    lambda records: records.alarms.get(1, "a", "n"),
    lambda records: records.alarms.subjects(1, "a", "n"),
    lambda records: records.rounds.recent(1, NOW, "a"),
    lambda records: records.whereabouts.of_messages("p", "r", ["m", "n"]),
    lambda records: records.contributions.of_round(1, 1),
    lambda records: records.contributions.of_class(1, NOW, NOW + DAY),
    lambda records: records.contributions.of_member(1),
    lambda records: records.used_cards.uses(1, NOW, NOW + DAY),
    lambda records: records.used_cards.by_contribution(1, NOW, NOW + DAY),
    lambda records: records.taking_part.who_wrote(1),
    lambda records: records.taking_part.answered(1),
    lambda records: records.used_cards.in_round(1),
    lambda records: records.used_cards.unprompted(1, NOW, NOW + DAY),
    lambda records: records.used_cards.users([1, 2]),
    lambda records: records.taking_part.last_at(1),
    lambda records: records.taking_part.unanswered(1, NOW),
    lambda records: records.whereabouts.of_post(1),
    lambda records: records.whereabouts.posts_of(1),
    lambda records: records.whereabouts.arrived(1, "m"),
    lambda records: records.erasure.contributions_over(NOW),
    lambda records: records.looks.uncorrected(1, NOW),
    lambda records: records.looks.dealt(1, NOW),
    lambda records: records.looks.fine(1, NOW, NOW + DAY),
    lambda records: records.for_teacher.reported_texts(1, NOW),
    lambda records: records.looks.of([1, 2]),
    lambda records: records.corrections.of_class(1, NOW, NOW + DAY),
    lambda records: records.corrections.given_by(1, NOW),
    lambda records: records.corrections.received_by(1, NOW),
    lambda records: records.corrections.to_take_up(1, NOW),
    lambda records: records.for_teacher.to_approve(1),
    lambda records: records.corrections.of_contribution(1),
    lambda records: records.corrections.arrived(1, NOW),
    lambda records: records.corrections.forget_offers(NOW),
    lambda records: records.opinions.of(1),
    lambda records: records.opinions.of_member(1),
    lambda records: records.looks.of_member(1),
    lambda records: records.erasure.quotes([1, 2]),
    lambda records: records.whereabouts.last_in(1, "p", "r", NOW),
    lambda records: records.whereabouts.counted_at("p", "r"),
    lambda records: records.posts.last_to("p", "u", quoting=True),
    lambda records: records.invitations.to_member(1, "k"),
    lambda records: records.erasure.corrections_over(NOW),
    lambda records: records.whereabouts.last_of(1, "p", "r"),
    lambda records: records.for_teacher.reported(1),
    lambda records: records.reports.of([1, 2]),
    lambda records: records.reports.of_member(1),
    lambda records: records.posts.quoting(1),
    lambda records: records.cards.waiting(1, 4),
    lambda records: records.cards.words_posted(1, NOW, NOW + DAY, 120),
    lambda records: records.cards.left(1),
    lambda records: records.cards.some([1, 2]),
    lambda records: records.schedules.running(),
    lambda records: records.schedules.plan(A_SCHEDULE, date(2026, 5, 4), NOW),
    lambda records: records.schedules.planned(NOW),
    lambda records: records.schedules.next_planned(NOW),
    lambda records: records.schedules.slots(1, date(2026, 5, 4)),
    lambda records: records.lanes.ready(NOW),
    lambda records: records.lanes.next(Lane("p", "r", False), NOW),
    lambda records: records.lanes.ahead(Lane("p", "r", False), NOW),
    lambda records: records.lanes.next_ready(NOW),
    lambda records: records.lanes.waiting_at("p", "r"),
    lambda records: records.lanes.stranded(["p"], NOW, NOW),
    lambda records: records.deliveries.in_state(Going.SENDING),
    lambda records: records.deliveries.waiting_edit(1),
    lambda records: records.deliveries.of_post(1),
    lambda records: records.for_me.of(1),
    lambda records: records.deliveries.reminders(1, NOW),
    lambda records: records.deliveries.uncertain(1),
    lambda records: records.deliveries.cancel_round(1, NOW),
    lambda records: records.deliveries.to_person("p", "u"),
    lambda records: records.for_me.release("p", "u", NOW),
    lambda records: records.deliveries.forget(NOW),
    lambda records: records.schedules.occurrence_of(1),
    lambda records: records.schedules.missed(1, NOW, Occurring.HELD),
    lambda records: records.alarms.next("close"),
]


@pytest.fixture
def asked(records: Records) -> Iterator[list[tuple[str, Any]]]:
    """The statements SQLite is given."""
    found: list[tuple[str, Any]] = []
    connection = records.session.connection()

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        if not statement.startswith("EXPLAIN"):
            found.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    yield found
    event.remove(connection, "before_cursor_execute", note)


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_question_reads_no_growing_table_whole(number: int, records: Records, asked: list[tuple[str, Any]]) -> None:
    records.session.connection().exec_driver_sql("PRAGMA foreign_keys=OFF")
    asked.clear()
    QUESTIONS[number](records)
    assert asked
    plans = [
        (statement, step[3])
        for statement, parameters in list(asked)
        for step in records.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    ]
    whole = [(statement, step) for statement, step in plans if step.startswith("SCAN") and reads(step) not in FULL]
    assert whole == []


def reads(step: str) -> str:
    """The table that a step of a plan reads, as `SCAN post` names it; nothing where it reads what it found before."""
    name = step.split()[1]
    return "class" if name.startswith(("anon", "(", "CONSTANT", "union")) else name
