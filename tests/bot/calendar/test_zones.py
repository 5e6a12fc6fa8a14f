"""Time zones by what people type and by what their clock shows."""

import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.cities import cities
from bot.calendar.wall_time import Unreadable
from bot.calendar.zones import UnknownZone, cities_at, read_zone, zone_names

SUMMER = datetime(2025, 6, 2, 18, 2, tzinfo=UTC)
WINTER = datetime(2025, 1, 6, 18, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Europe/London", "Europe/London"),
        ("europe/london", "Europe/London"),
        ("EUROPE/MADRID", "Europe/Madrid"),
        ("america/new york", "America/New_York"),
        ("London", "Europe/London"),
        ("  london ", "Europe/London"),
        ("London, UK", "Europe/London"),
        ("madrid", "Europe/Madrid"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("new york", "America/New_York"),
        ("New-York", "America/New_York"),
        ("new_york", "America/New_York"),
        ("Nueva York", "America/New_York"),
        ("Londres", "Europe/London"),
        ("são paulo", "America/Sao_Paulo"),
        ("Ciudad de México", "America/Mexico_City"),
        ("Barcelona", "Europe/Madrid"),
        ("München", "Europe/Berlin"),
        ("Pekín", "Asia/Shanghai"),
        ("Germany", "Europe/Berlin"),
        ("Reino Unido", "Europe/London"),
        ("Perú", "America/Lima"),
        ("Japan", "Japan"),
        ("UTC", "UTC"),
        ("etc/gmt+5", "Etc/GMT+5"),
        ("Etc/GMT-5", "Etc/GMT-5"),
        ("us/eastern", "US/Eastern"),
        ("America/Port-au-Prince", "America/Port-au-Prince"),
    ],
)
def test_reads_names_cities_and_countries(text: str, expected: str) -> None:
    assert read_zone(text) == ZoneInfo(expected)
    assert read_zone(text).key == expected


def test_reads_cities_in_the_interface_language() -> None:
    assert read_zone("Prag", "de") == ZoneInfo("Europe/Prague")
    assert read_zone("Varsovie", "fr") == ZoneInfo("Europe/Warsaw")


@pytest.mark.parametrize("name", zone_names())
def test_every_zone_is_found_by_its_own_name(name: str) -> None:
    assert read_zone(name).key == read_zone(name.lower()).key == name


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Londn", "Europe/London"),
        ("Madird", "Europe/Madrid"),
        ("Lodnon", "Europe/London"),
        ("Berln", "Europe/Berlin"),
        ("New Yrok", "America/New_York"),
        ("Mexico Ctiy", "America/Mexico_City"),
        ("Barcelonna", "Europe/Madrid"),
        ("Europe/Lodnon", "Europe/London"),
        ("Spain", "Europe/Madrid"),
        ("Brasil", "America/Sao_Paulo"),
        ("Estados Unidos", "America/New_York"),
    ],
)
def test_offers_the_nearest(text: str, nearest: str) -> None:
    with pytest.raises(UnknownZone) as caught:
        read_zone(text)
    assert caught.value.suggestions[0] == nearest
    assert 1 <= len(caught.value.suggestions) <= 3
    assert all(read_zone(suggestion) for suggestion in caught.value.suggestions)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\0", "Europe/London\0", "../../etc/passwd", "/etc/localtime", "localtime", "posixrules", "Factory",
     "Europe", "Europe/", "zone.tab", ".", "..", "C:\\Windows", "x" * 5000, "Europe/\u200bLondon", "🙂", "zzzz", "-1",
     "UTC+2", "Europe/London/..", "europe/london/../madrid", "nul", "\ud800"],
)  # fmt: skip
def test_anything_else_is_one_clean_error(text: str) -> None:
    with pytest.raises(UnknownZone) as caught:
        read_zone(text)
    assert isinstance(caught.value, Unreadable)
    assert caught.value.reason == str(caught.value) == "zone"
    assert len(caught.value.part) <= 30


@given(text=st.text(max_size=60))
def test_any_text_is_a_zone_or_that_error(text: str) -> None:
    with suppress(UnknownZone):
        assert read_zone(text).key in zone_names()


@pytest.mark.parametrize(
    ("now", "shown", "languages", "first"),
    [
        (SUMMER, "19:02", ("en", "es"), ["Europe/London", "Europe/Dublin"]),
        (SUMMER, "7pm", ("en", "es"), ["Europe/London", "Europe/Dublin"]),
        (SUMMER, "7:05", ("en", "es"), ["Europe/London", "Europe/Dublin"]),
        (SUMMER, "20:00", ("es", "en"), ["Europe/Madrid"]),
        (SUMMER, "20:00", ("de",), ["Europe/Berlin", "Europe/Zurich", "Europe/Vienna"]),
        (SUMMER, "20:00", ("pt-BR", "de_AT"), ["Europe/Berlin", "Europe/Zurich", "Europe/Vienna"]),
        (SUMMER, "14:05", ("es",), ["America/Santiago", "America/Caracas", "America/Havana"]),
        (SUMMER, "14:05", ("en",), ["America/New_York", "America/Toronto"]),
        (SUMMER, "18:05", ("is", "en"), ["Atlantic/Reykjavik"]),
        (SUMMER, "23:30", ("en", "es"), ["Asia/Kolkata", "Asia/Colombo"]),
        (SUMMER, "23:47", ("en",), ["Asia/Kathmandu"]),
        (WINTER, "7:00", ("ja",), ["Europe/Madrid", "Europe/Berlin"]),
        (WINTER, "03:00", ("ja",), ["Asia/Tokyo"]),
        (datetime(2025, 6, 2, 23, 58, tzinfo=UTC), "00:01", ("is",), ["Atlantic/Reykjavik"]),  # past midnight
    ],
)
def test_cities_with_that_time_likely_ones_first(
    now: datetime, shown: str, languages: tuple[str, ...], first: list[str]
) -> None:
    assert [city.zone for city in cities_at(now, shown, languages)][: len(first)] == first


@given(
    now=st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    shown=st.times(),
    limit=st.integers(1, 12),
)
def test_every_city_shows_that_time_give_or_take_ten_minutes(now: datetime, shown: time, limit: int) -> None:
    found = cities_at(now, shown, ("es", "en"), limit)
    assert len(found) <= limit
    assert len(set(found)) == len(found)
    for city in found:
        local = now.astimezone(ZoneInfo(city.zone))
        off = (local.hour - shown.hour) * 60 + local.minute - shown.minute
        assert min(off % 1440, -off % 1440) <= 10


def test_of_a_country_only_one_city_for_each_way_its_clocks_run() -> None:
    found = [city.zone for city in cities_at(WINTER, "11:02", ("en",), limit=50) if city.country == "US"]
    assert found == ["America/Denver", "America/Phoenix"]  # alike in winter, not in summer


def test_a_time_that_is_shown_nowhere_finds_nothing() -> None:
    assert cities_at(SUMMER, "19:22", ("en",)) == []


def test_a_sentence_for_a_time_is_refused() -> None:
    with pytest.raises(Unreadable, match="time"):
        cities_at(SUMMER, "half past two", ("en",))


def test_a_machine_without_time_zone_data_of_its_own_knows_them_all() -> None:
    script = (
        "from datetime import UTC, datetime; from zoneinfo import ZoneInfo, TZPATH;"
        "from bot.calendar.zones import cities_at, read_zone, zone_names;"
        "assert not TZPATH and len([ZoneInfo(name) for name in zone_names()]) > 590;"
        "print(read_zone('londres'), cities_at(datetime(2025, 6, 2, 18, 2, tzinfo=UTC), '20:00', ['es'])[0].zone)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONTZPATH": "", "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["Europe/London", "Europe/Madrid"]


def test_the_tables_name_zones_that_exist() -> None:
    names = set(zone_names())
    assert {city.zone for city in cities()} <= names
    assert all(ZoneInfo(name).utcoffset(datetime(2025, 1, 1)) < timedelta(days=1) for name in names)  # type: ignore[operator]  # noqa: DTZ001
