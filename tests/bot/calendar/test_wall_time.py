"""Times of day as people type them, and moments as the product writes them."""

from contextlib import suppress
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.wall_time import LocalTime, Unreadable, When, clock, when


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08:00", "08:00"),
        ("8:00", "08:00"),
        ("8am", "08:00"),
        ("8 am", "08:00"),
        ("8 AM", "08:00"),
        ("8 a.m.", "08:00"),
        ("8 p. m.", "20:00"),
        ("8:30pm", "20:30"),
        ("8\u202fpm", "20:00"),
        ("12am", "00:00"),
        ("12:15 am", "00:15"),
        ("12pm", "12:00"),
        ("18.30", "18:30"),
        ("18,30", "18:30"),
        ("18h", "18:00"),
        ("18 h", "18:00"),
        ("18h30", "18:30"),
        ("18:30h", "18:30"),
        ("18:30 hrs", "18:30"),
        ("18 horas", "18:00"),
        ("1830", "18:30"),
        ("0830", "08:30"),
        ("830", "08:30"),
        ("830pm", "20:30"),
        ("18", "18:00"),
        ("8", "08:00"),
        ("0", "00:00"),
        ("00:00", "00:00"),
        ("23:59", "23:59"),
        ("18:30:00", "18:30"),
        ("noon", "12:00"),
        ("mediodía", "12:00"),
        ("Mediodia", "12:00"),
        ("midnight", "00:00"),
        ("medianoche", "00:00"),
        ("at 8", "08:00"),
        ("a las 18:30", "18:30"),
        ("a la 1 pm", "13:00"),
        ("  08:00\n", "08:00"),
        ("１８：３０", "18:30"),
    ],
)
def test_reads_what_people_type(text: str, expected: str) -> None:
    read = LocalTime.read(text)
    assert read == time.fromisoformat(expected)
    assert (str(read), read.text("es")) == (expected, expected)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("\u200b", "invisible"),
        ("08:00\u200b", "invisible"),
        ("\u202e08:00", "invisible"),
        ("08\x0000", "invisible"),
        ("abc", "time"),
        ("noonish", "time"),
        ("25:00", "hour"),
        ("24:00", "hour"),
        ("99", "hour"),
        ("2500", "hour"),
        ("13pm", "hour"),
        ("0am", "hour"),
        ("18:30pm", "hour"),
        ("12:75", "minute"),
        ("1275", "minute"),
        ("8:60pm", "minute"),
        ("-8:00", "time"),
        ("-1", "time"),
        ("+8", "time"),
        ("8:5", "time"),
        ("8:000", "time"),
        ("8:30:15", "time"),
        ("08:00 09:00", "time"),
        ("08:00-09:00", "time"),
        ("١٨:٣٠", "time"),
        ("8½", "time"),
        ("am", "time"),
        ("8" * 5000, "long"),
    ],
)
def test_refuses_what_is_no_time(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        LocalTime.read(text)
    assert isinstance(caught.value, ValueError)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8:05", ["08:05", "20:05"]),
        ("12:30", ["12:30", "00:30"]),
        ("8", ["08:00", "20:00"]),
        ("08:05", ["08:05"]),
        ("8:05 pm", ["20:05"]),
        ("18:05", ["18:05"]),
        ("0:05", ["00:05"]),
    ],
)
def test_a_time_without_am_or_pm_may_be_either(text: str, expected: list[str]) -> None:
    assert [str(reading) for reading in LocalTime.readings(text)] == expected


@given(wall=st.times())
def test_what_it_writes_it_reads(wall: time) -> None:
    shown = LocalTime(wall.hour, wall.minute)
    for text in (str(shown), f"{shown:%I:%M %p}", f"{shown:%H%M}", f"{shown:%Hh%M}", f"{shown:%H.%M}"):
        assert LocalTime.read(text) == shown


@given(text=st.text(max_size=20) | st.from_regex(r"\A[0-9]{1,4}[:.h ]?[0-9]{0,2} ?(am|pm|h)?\Z"))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        assert LocalTime.read(text) in LocalTime.readings(text)


@pytest.mark.parametrize(
    ("moment", "zone", "english", "spanish"),
    [
        ("2025-05-08T19:00+00:00", "Europe/London", "Thu 8 May, 20:00", "jue 8 may, 20:00"),
        ("2025-05-08T19:00+00:00", "Asia/Tokyo", "Fri 9 May, 04:00", "vie 9 may, 04:00"),
        ("2025-10-26T00:30+00:00", "Europe/London", "Sun 26 Oct, 01:30", "dom 26 oct, 01:30"),
        ("2025-12-31T23:59:59+00:00", "UTC", "Wed 31 Dec, 23:59", "mié 31 dic, 23:59"),
    ],
)
def test_moments_are_written_with_weekday_date_and_time(moment: str, zone: str, english: str, spanish: str) -> None:
    at, place = datetime.fromisoformat(moment), ZoneInfo(zone)
    assert when(at, place) == when(at, place, "en") == english
    assert when(at, place, "es") == When(at, place).text("es") == spanish
    assert clock(at.astimezone(UTC), place) == english[-5:]
