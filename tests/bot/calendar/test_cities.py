"""Cities and their countries, as each language calls them."""

import pytest

from bot.calendar.cities import ELSEWHERE, LIKELY, RANK, City, cities


@pytest.mark.parametrize(
    ("zone", "english", "spanish"),
    [
        ("Europe/London", "London, United Kingdom", "Londres, Reino Unido"),
        ("America/New_York", "New York, United States", "Nueva York, Estados Unidos"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires, Argentina", "Buenos Aires, Argentina"),
        ("Europe/Stockholm", "Stockholm, Sweden", "Estocolmo, Suecia"),
        ("Europe/Kyiv", "Kyiv, Ukraine", "Kiev, Ucrania"),
        ("Asia/Kolkata", "Kolkata, India", "Calcuta, India"),
        ("America/Puerto_Rico", "Puerto Rico", "Puerto Rico"),
    ],
)
def test_is_called_what_people_call_it(zone: str, english: str, spanish: str) -> None:
    city = next(city for city in cities() if city.zone == zone)
    assert (city.text(), city.text("es")) == (english, spanish)


def test_a_country_without_a_name_is_its_code() -> None:
    assert City("Etc/UTC", "XX").country_name("es") == "XX"


def test_likely_cities_come_first_and_are_listed_once() -> None:
    zones = [city.zone for city in cities()]
    assert zones[: len(RANK)] == LIKELY.split()
    assert len(RANK) == len(LIKELY.split())
    assert set(ELSEWHERE) <= set(zones)
