"""Dates as people type them for a holiday's end."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.dates import LocalDate, day
from bot.typed import Unreadable

TODAY = date(2026, 5, 7)  # a Thursday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 Dec", "2026-12-24"),
        ("24 december", "2026-12-24"),
        ("24th of December", "2026-12-24"),
        ("Dec 24", "2026-12-24"),
        ("December 24, 2027", "2027-12-24"),
        ("the 1st of june", "2026-06-01"),
        ("24 Dec 2027", "2027-12-24"),
        ("24 dec 27", "2027-12-24"),
        ("24/12", "2026-12-24"),
        ("24/12/2027", "2027-12-24"),
        ("24/12/27", "2027-12-24"),
        ("24.12.", "2026-12-24"),
        ("24.12", "2026-12-24"),
        ("24.12.2026", "2026-12-24"),
        ("24-12", "2026-12-24"),
        ("2026-12-24", "2026-12-24"),
        ("2026-5-7", "2026-05-07"),
        ("24 de diciembre", "2026-12-24"),
        ("24 de diciembre de 2026", "2026-12-24"),
        ("el 24 de dic.", "2026-12-24"),
        ("1º de enero", "2027-01-01"),
        ("hasta el 6 ene", "2027-01-06"),
        ("12 de setiembre", "2026-09-12"),
        ("8 sept", "2026-09-08"),
        ("7 May", "2026-05-07"),  # today
        ("6 May", "2027-05-06"),  # yesterday: the next one
        ("29 feb", "2028-02-29"),
        ("monday", "2026-05-11"),
        ("lunes", "2026-05-11"),
        ("el lunes", "2026-05-11"),
        ("next monday", "2026-05-11"),
        ("Thursday", "2026-05-14"),  # today is one: the next
        ("fri", "2026-05-08"),
        ("sábado", "2026-05-09"),
        ("mar", "2026-05-12"),  # alone it is martes
        ("24 mar", "2027-03-24"),
        ("mié 24 mar", "2027-03-24"),
        ("Thu 24 Dec", "2026-12-24"),
        ("Thu, Dec 24", "2026-12-24"),
        ("jueves, 24 de diciembre de 2026", "2026-12-24"),
        ("today", "2026-05-07"),
        ("mañana", "2026-05-08"),
    ],
)
def test_reads_what_people_type(text: str, expected: str) -> None:
    assert LocalDate.read(text, TODAY) == LocalDate.read(text.upper(), TODAY) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("soon", "date"),
        ("24", "date"),
        ("dec", "date"),
        ("24 foo", "date"),
        ("32 dec", "date"),
        ("31/2", "date"),
        ("30 feb", "date"),
        ("12/24", "date"),
        ("0/12", "date"),
        ("2026-13-01", "date"),
        ("29 feb 2027", "date"),
        ("24 dec 2026 20:00", "date"),
        ("-24 dec", "date"),
        ("٢٤/١٢", "date"),
        ("next", "date"),
        ("2026-05-06", "past"),
        ("24/12/2025", "past"),
        ("24 dec 202", "past"),
        ("2126-01-01", "far"),
        ("9999-12-31", "far"),
        ("Fri 24 Dec", "weekday"),
        ("mar 24 mar", "weekday"),  # 24 March 2027 is a Wednesday
        ("24\u200b/12", "invisible"),
        ("9" * 5000, "long"),
    ],
)
def test_refuses_what_is_no_coming_date(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        LocalDate.read(text, TODAY)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("on", "english", "spanish"),
    [
        (date(2025, 5, 8), "Thu 8 May", "jue 8 may"),
        (date(2026, 12, 24), "Thu 24 Dec", "jue 24 dic"),
        (date(2026, 9, 2), "Wed 2 Sep", "mié 2 sept"),
        (date(2026, 8, 1), "Sat 1 Aug", "sáb 1 ago"),
    ],
)
def test_writes_weekday_day_and_month(on: date, english: str, spanish: str) -> None:
    assert day(on) == day(on, "en") == day(on, "xx") == english
    assert day(on, "es") == LocalDate(on.year, on.month, on.day).text("es") == spanish


@given(
    today=st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    ahead=st.integers(0, 364),
    language=st.sampled_from(["en", "es", "de", "fr", "it", "pt-BR", "ru"]),
)
def test_what_it_writes_it_reads(today: date, ahead: int, language: str) -> None:
    on = today + timedelta(days=ahead)
    assert LocalDate.read(day(on, language), today, language) == on
    assert LocalDate.read(on.isoformat(), today, language) == on


@given(text=st.text(max_size=30), language=st.sampled_from(["en", "es", "de", "xx"]))
def test_any_text_is_read_or_refused(text: str, language: str) -> None:
    with suppress(Unreadable):
        assert TODAY <= LocalDate.read(text, TODAY, language) <= date(2036, 12, 31)
