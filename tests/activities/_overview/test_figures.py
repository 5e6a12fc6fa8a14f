"""The figures of a class: they add up, whoever is counted and however the days are cut."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from activities._overview.figures import evenness, figures, monday_of, unanswered, weeks
from storage.contributions import Contribution

ZONE = ZoneInfo("Europe/London")
START = datetime(2026, 3, 16, tzinfo=UTC)
PEOPLE = frozenset({1, 2, 3, 4, 5})


def _one(member: int, round_: int = 1, answers: int | None = None, hours: int = 0, late: bool = False) -> Contribution:
    return Contribution(
        id=hours * 100 + member,
        class_id=1,
        round_id=round_,
        member_id=member,
        platform="paper",
        place="room1",
        message=f"{member}-{hours}",
        at=START + timedelta(hours=hours),
        messages=1 + hours % 2,
        target_words=member,
        late=late,
        answers_member_id=answers,
    )


CONTRIBUTIONS = st.lists(
    st.builds(
        _one,
        member=st.integers(1, 8),
        round_=st.integers(1, 3),
        answers=st.one_of(st.none(), st.integers(1, 8)),
        hours=st.integers(0, 24 * 28),
        late=st.booleans(),
    ),
    max_size=40,
)
COUNTS = st.dictionaries(st.integers(1, 30), st.integers(1, 50), max_size=20)


@given(COUNTS)
def test_evenness_is_the_smallest_number_that_wrote_four_fifths(per_person: dict[int, int]) -> None:
    found, counts = evenness(per_person), sorted(per_person.values(), reverse=True)
    assert sum(counts[:found]) >= 0.8 * sum(counts)
    assert not counts or sum(counts[: found - 1]) < 0.8 * sum(counts)


@given(COUNTS, st.integers(2, 9))
def test_evenness_does_not_change_when_everybody_writes_as_many_times_more(per: dict[int, int], times: int) -> None:
    assert evenness({who: count * times for who, count in per.items()}) == evenness(per)


@given(CONTRIBUTIONS)
def test_helpers_and_teachers_are_not_counted(contributions: list[Contribution]) -> None:
    counted = [one for one in contributions if one.member_id in PEOPLE]
    found, alone = figures(contributions, PEOPLE), figures(counted, PEOPLE)
    assert found.wrote <= PEOPLE
    assert (found.wrote, found.messages, found.late, found.target_words) == (
        alone.wrote,
        alone.messages,
        alone.late,
        alone.target_words,
    )
    assert found.unanswered <= alone.unanswered  # an answer by a helper is one


@given(CONTRIBUTIONS, st.integers(0, 24 * 28))
def test_cutting_the_days_in_two_loses_nothing(contributions: list[Contribution], hours: int) -> None:
    cut = START + timedelta(hours=hours)
    first = figures([one for one in contributions if one.at < cut], PEOPLE)
    then = figures([one for one in contributions if one.at >= cut], PEOPLE)
    whole = figures(contributions, PEOPLE)
    assert first.messages + then.messages == whole.messages
    assert first.late + then.late == whole.late
    assert first.target_words + then.target_words == whole.target_words
    assert first.wrote | then.wrote == whole.wrote


@given(CONTRIBUTIONS)
def test_the_weeks_of_all_people_add_up_to_the_whole(contributions: list[Contribution]) -> None:
    used = {one.id or 0: {one.round_id} for one in contributions}
    rows = weeks(contributions, used, sorted(PEOPLE), date.min, ZONE)
    whole = figures(contributions, PEOPLE)
    assert sum(row.messages for row in rows) == whole.messages
    assert sum(row.late for row in rows) == whole.late
    assert sum(row.target_words for row in rows) == whole.target_words
    assert {row.member for row in rows if row.messages} == whole.wrote
    assert all(row.monday.weekday() == 0 for row in rows)
    assert [row.monday for row in rows] == sorted(row.monday for row in rows)
    peers = [one for one in contributions if one.answers_member_id and one.answers_member_id != one.member_id]
    assert sum(row.given for row in rows) == sum(one.member_id in PEOPLE for one in peers)
    assert sum(row.received for row in rows) == sum(one.answers_member_id in PEOPLE for one in peers)


def test_an_answer_to_oneself_is_none() -> None:
    assert unanswered([_one(1, answers=1)], PEOPLE) == {1}
    assert unanswered([_one(1), _one(2, answers=1)], PEOPLE) == {2}
    assert unanswered([], PEOPLE) == frozenset()
    only_counted = _one(3)
    only_counted.private = True
    assert unanswered([_one(1), only_counted], PEOPLE) == {1}


def test_a_week_begins_on_the_monday_of_the_class() -> None:
    sunday = _one(1, hours=24 * 13 + 22)  # Sunday 29 March 22:00 UTC, 23:00 in London: the clocks went forward
    monday = _one(1, hours=24 * 13 + 23)
    rows = weeks([sunday, monday], {}, [1], date.min, ZONE)
    assert [row.monday for row in rows] == [date(2026, 3, 23), date(2026, 3, 30)]
    assert monday_of(date(2026, 3, 29)) == date(2026, 3, 23)


def test_shares_need_five_people_and_twenty_contributions() -> None:
    twenty = figures([_one(1 + n % 5, hours=n) for n in range(20)], PEOPLE)
    assert twenty.enough(5)
    assert not twenty.enough(4)
    assert not figures([_one(1 + n % 5, hours=n) for n in range(19)], PEOPLE).enough(5)
