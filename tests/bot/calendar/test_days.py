"""Weekdays as people type them, in English, Spanish and both at once."""

import pickle
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.days import Days, weekdays
from bot.typed import Unreadable

EVERY = [0, 1, 2, 3, 4, 5, 6]
WORKING = [0, 1, 2, 3, 4]

some_days = st.sets(st.integers(0, 6), min_size=1).map(Days)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("daily", EVERY),
        ("every day", EVERY),
        ("Everyday", EVERY),
        ("diario", EVERY),
        ("a diario", EVERY),
        ("cada día", EVERY),
        ("todos los días", EVERY),
        ("TODOS LOS DIAS", EVERY),
        ("weekdays", WORKING),
        ("every weekday", WORKING),
        ("working days", WORKING),
        ("laborables", WORKING),
        ("días laborables", WORKING),
        ("todos los días laborables", WORKING),
        ("los laborables", WORKING),
        ("entre semana", WORKING),
        ("weekends", [5, 6]),
        ("fin de semana", [5, 6]),
        ("los fines de semana", [5, 6]),
        ("mon,thu", [0, 3]),
        ("Mon, Thu", [0, 3]),
        ("MON THU", [0, 3]),
        ("mon;thu", [0, 3]),
        ("mon/thu", [0, 3]),
        ("mon & thu", [0, 3]),
        ("mon. thu.", [0, 3]),
        ("thu,mon,thu", [0, 3]),
        ("Monday and Thursday", [0, 3]),
        ("on Mondays and Thursdays", [0, 3]),
        ("every monday", [0]),
        ("tues, weds, thurs", [1, 2, 3]),
        ("mo tu we th fr sa su", EVERY),
        ("lun,jue", [0, 3]),
        ("lunes y jueves", [0, 3]),
        ("los lunes y los jueves", [0, 3]),
        ("todos los lunes", [0]),
        ("miércoles", [2]),
        ("miercoles", [2]),
        ("mie, sab", [2, 5]),
        ("MIÉ.", [2]),
        ("sábados y domingos", [5, 6]),
        ("martes e jueves", [1, 3]),
        ("monday y jueves", [0, 3]),
        ("mon-fri", WORKING),
        ("Mon – Fri", WORKING),
        ("Mon.–Fri.", WORKING),
        ("mon to fri", WORKING),
        ("from monday through friday", WORKING),
        ("lun-vie", WORKING),
        ("lunes a viernes", WORKING),
        ("de lunes a viernes", WORKING),
        ("del lunes al viernes", WORKING),
        ("L-V", WORKING),
        ("mon-wed, sat", [0, 1, 2, 5]),
        ("sat-mon", [0, 5, 6]),
        ("sun - sun", [6]),
        (" mon ,, thu ", [0, 3]),
        ("mon\u00a0thu\n", [0, 3]),
    ],
)
def test_reads_what_people_type(text: str, expected: list[int]) -> None:
    assert list(Days.read(text)) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \t\n", "empty"),
        ("y", "empty"),
        (",", "empty"),
        ("someday", "word"),
        ("m", "word"),
        ("mon,foo", "word"),
        ("mon-", "word"),
        ("-fri", "word"),
        ("mon-wed-fri", "word"),
        ("daily except sunday", "word"),
        ("1,4", "word"),
        ("mon\u200bthu", "invisible"),
        ("\u202emon", "invisible"),
        ("mon\x00", "invisible"),
        ("mon," * 100, "long"),
        ("<b>mon</b>", "word"),
    ],
)
def test_refuses_what_is_no_day(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        Days.read(text)
    assert caught.value.reason == reason
    assert str(caught.value) == reason


def test_says_which_word_it_did_not_know_but_not_to_the_log() -> None:
    with pytest.raises(Unreadable) as caught:
        Days.read("mon, caturday")
    assert caught.value.part == "caturday"
    assert "caturday" not in str(caught.value)


@pytest.mark.parametrize(
    ("days", "english", "spanish"),
    [
        (EVERY, "every day", "todos los días"),
        (WORKING, "Monday to Friday", "de lunes a viernes"),
        ([3], "on Thursdays", "los jueves"),
        ([0, 3], "on Mondays and Thursdays", "los lunes y jueves"),
        ([2, 5, 6], "on Wednesdays, Saturdays and Sundays", "los miércoles, sábados y domingos"),
    ],
)
def test_writes_them_as_a_sentence_says_them(days: list[int], english: str, spanish: str) -> None:
    assert Days(days).text("en") == english
    assert Days(days).text("es") == Days(days).text("es-MX") == spanish


@given(days=some_days, language=st.sampled_from(["en", "es"]))
def test_what_it_writes_it_reads(days: Days, language: str) -> None:
    assert Days.read(days.text(language)) == days
    assert Days.read(days.text(language).upper()) == days
    assert Days.read(str(days)) == days


@pytest.mark.parametrize(
    "language", ["de", "fr", "it", "pt", "pt-BR", "ca", "pl", "ru", "uk", "tr", "el", "zh", "ja", "ar"]
)
def test_the_names_of_other_languages_come_from_the_locale_data(language: str) -> None:
    for number in range(7):
        days = Days([number, (number + 2) % 7])
        assert Days.read(days.text(language), language) == days
    assert Days.read("lunes y thu", language) == Days([0, 3])


@pytest.mark.parametrize(
    ("text", "language"), [("mo-fr", "de"), ("lundi, mardi, mer, jeu, ven", "fr"), ("segunda a sexta", "pt")]
)
def test_other_languages_have_short_names_and_spans_too(text: str, language: str) -> None:
    assert list(Days.read(text, language)) == WORKING


@given(text=st.text(max_size=40), language=st.sampled_from(["en", "es", "de", "xx", ""]))
def test_any_text_is_read_or_refused(text: str, language: str) -> None:
    with suppress(Unreadable):
        assert 1 <= len(Days.read(text, language)) <= 7


def test_is_a_value_to_store_compare_and_keep_in_a_set() -> None:
    days = Days([3, 0, 0])
    assert (str(days), days.numbers, 3 in days, 4 in days) == ("mon,thu", (0, 3), True, False)
    assert {days} == {Days(iter((0, 3)))}
    assert pickle.loads(pickle.dumps(days)) == days
    with pytest.raises(AttributeError):
        days.numbers = (1,)  # type: ignore[misc]


@pytest.mark.parametrize("numbers", [[], [7], [-1], [0, 99]])
def test_holds_weekdays_only(numbers: list[int]) -> None:
    with pytest.raises(ValueError, match="Monday"):
        Days(numbers)


@given(days=some_days, day=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_next_of_these_days_is_within_a_week(days: Days, day: date) -> None:
    found = days.after(day)
    assert day < found <= day + timedelta(days=7)
    assert found.weekday() in days
    assert not any((day + timedelta(days=n)).weekday() in days for n in range(1, (found - day).days))


def test_weekdays_of_whatever_names_them() -> None:
    assert weekdays("mon,thu") == weekdays([0, "jueves"]) == weekdays(Days([0, 3])) == {0, 3}
    assert weekdays([]) == frozenset()
