"""The next change of the clocks, as `/setup` says it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.clock_change import next_change
from bot.calendar.zones import zone_names

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("zone", "after", "expected", "shift"),
    [
        ("Europe/London", "2025-01-01T00:00+00:00", "2025-03-30T01:00+00:00", HOUR),
        ("Europe/London", "2025-03-30T00:59:59.5+00:00", "2025-03-30T01:00+00:00", HOUR),
        ("Europe/London", "2025-03-30T01:00+00:00", "2025-10-26T01:00+00:00", -HOUR),
        ("America/New_York", "2025-06-01T00:00+00:00", "2025-11-02T06:00+00:00", -HOUR),
        ("America/Santiago", "2025-06-01T12:34:56+00:00", "2025-09-07T04:00+00:00", HOUR),
        ("Africa/Cairo", "2025-06-01T00:00+00:00", "2025-10-30T21:00+00:00", -HOUR),
        ("Australia/Lord_Howe", "2025-06-01T00:00+00:00", "2025-10-04T15:30+00:00", HOUR / 2),
        ("Pacific/Apia", "2011-12-01T00:00+00:00", "2011-12-30T10:00+00:00", 24 * HOUR),
    ],
)
def test_next_change(zone: str, after: str, expected: str, shift: timedelta) -> None:
    found = next_change(ZoneInfo(zone), datetime.fromisoformat(after))
    assert found == (datetime.fromisoformat(expected), shift)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/Bogota", "Etc/GMT-5"])
def test_clocks_that_stay_as_they_are(zone: str) -> None:
    assert next_change(ZoneInfo(zone), datetime(2025, 1, 1, tzinfo=UTC)) is None


@given(
    zone=st.sampled_from(zone_names()).map(ZoneInfo),
    after=st.datetimes(datetime(1950, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_the_offset_changes_in_that_second(zone: ZoneInfo, after: datetime) -> None:
    if found := next_change(zone, after):
        moment, shift = found
        before, later = ((at).astimezone(zone).utcoffset() for at in (moment - timedelta(seconds=1), moment))
        assert before is not None
        assert later is not None
        assert moment > after.replace(microsecond=0)
        assert shift == later - before
