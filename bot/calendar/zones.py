"""Time zones, found by what people type for them or by what their clock shows."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.calendar.cities import ELSEWHERE, RANK, City, cities
from bot.calendar.clock_change import next_change
from bot.calendar.wall_time import LocalTime
from bot.typed import Unreadable, folded, typed

TOLERANCE = 10  # minutes a clock on a wall may be wrong
SPOKEN = 30.0  # percent of a country; below it, an official language does not say where a class is


class UnknownZone(Unreadable):
    """No such place; `suggestions` are up to three zone names that may have been meant, the nearest first."""

    def __init__(self, part: str = "", suggestions: tuple[str, ...] = ()) -> None:
        super().__init__("zone", part)
        self.suggestions = suggestions


def read_zone(text: str, language: str = "en") -> ZoneInfo:
    """Understand "Europe/London" in any case, "london", "Nueva York", "Japan"; raises UnknownZone.

    Cities and countries are understood in English, Spanish and `language`. What was typed never becomes a file's name.
    """
    try:
        answer = _spaced(typed(text))
    except Unreadable:
        raise UnknownZone from None
    for name in (answer, answer.split(",")[0].strip()):
        if zone := _zones().get(name) or _places(language).get(name):
            return ZoneInfo(zone)
    raise UnknownZone(answer, _countries(language).get(answer) or _nearest(answer, language))


def cities_at(now: datetime, shown: time | str, languages: Iterable[str], limit: int = 8) -> list[City]:
    """Cities whose clocks show that time at `now`, give or take ten minutes; large ones of the languages first.

    A typed time is read as LocalTime is: `8:05` may be morning or evening, `08:05` and `8:05 pm` not.
    Of a country's cities that keep the same time for the coming year only the likeliest is there.
    """
    times = LocalTime.readings(shown) if isinstance(shown, str) else (shown,)
    spoken = {code.replace("_", "-").split("-")[0].lower() for code in languages}
    right = [
        (city, local)
        for city in cities()
        if any(_apart((local := now.astimezone(ZoneInfo(city.zone))).time(), wall) <= TOLERANCE for wall in times)
    ]
    of_country = Counter(city.country for city, _ in right)
    found: dict[object, City] = {}
    for city, local in right:
        change = next_change(ZoneInfo(city.zone), now) if of_country[city.country] > 1 else None
        found.setdefault((city.country, local.utcoffset(), change), city)
    return sorted(found.values(), key=lambda city: _order(city, spoken))[:limit]


def likely_cities(languages: Iterable[str], limit: int = 8) -> list[City]:
    """The cities a class of these languages is likeliest in: only where one of them is spoken, large ones first."""
    spoken = {code.replace("_", "-").split("-")[0].lower() for code in languages}
    return [city for city in cities() if city.zone in RANK and _speaks(city.country, spoken)][:limit]


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """Every zone and alias of the tz database, as the tzdata package lists them: the same on every machine."""
    from importlib.resources import files

    listed = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return tuple(name for name in listed if name != "Factory")


def _apart(one: time, other: time) -> int:
    """Minutes between two times on a clock's face of 24 hours."""
    minutes = abs(one.hour * 60 + one.minute - other.hour * 60 - other.minute)
    return min(minutes, 24 * 60 - minutes)


def _order(city: City, languages: set[str]) -> tuple[bool, bool, int]:
    likely = city.zone in RANK
    return not (likely and _speaks(city.country, languages)), not likely, city.rank


def _speaks(country: str, languages: set[str]) -> bool:
    from babel.core import get_global

    known = get_global("territory_languages").get(country, {})
    return any(
        (entry["official_status"] or "").endswith("official") and entry["population_percent"] >= SPOKEN
        for code, entry in known.items()
        if code.split("_")[0] in languages
    )


def _spaced(name: str) -> str:
    return folded(name.replace("_", " ").replace("-", " "))


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    """What a zone may be called without knowing any language; what is entered first stays."""
    names = [(zone, zone) for zone in zone_names()]
    names += [(name, zone) for zone, others in ELSEWHERE.items() for name in others.split()]
    names += [(zone.rpartition("/")[2], zone) for zone in (*(city.zone for city in cities()), *zone_names())]
    return {_spaced(name): zone for name, zone in reversed(names)}


@lru_cache(maxsize=8)
def _places(language: str) -> dict[str, str]:
    """Cities and countries as English, Spanish and `language` call them."""
    names = [(city.name(spoken), city.zone) for spoken in (language, "en", "es") for city in cities()]
    names += [(country, zones[0]) for country, zones in _countries(language).items() if len(zones) == 1]
    return {_spaced(name): zone for name, zone in reversed(names)}


@lru_cache(maxsize=8)
def _countries(language: str) -> dict[str, tuple[str, ...]]:
    """Name of a country → its zones, at most three; where people live by one clock nearly all, that one."""
    found: dict[str, tuple[str, ...]] = {}
    for country in {city.country for city in cities()}:
        there = [city for city in cities() if city.country == country]
        likely = [city for city in there if city.zone in RANK]
        zones = tuple(city.zone for city in (likely if len(likely) == 1 else there))
        found |= {_spaced(there[0].country_name(spoken)): zones[:3] for spoken in ("es", "en", language)}
    return found


def _nearest(answer: str, language: str) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    if len(answer) < 3:
        return ()
    names = {name: zone for name, zone in (_zones() | _places(language)).items() if "/" in zone}
    found = process.extract(answer, names.keys(), scorer=fuzz.WRatio, score_cutoff=80, limit=None)
    found.sort(key=lambda match: (-match[1], RANK.get(names[match[0]], len(RANK))))
    return tuple(dict.fromkeys(names[name] for name, _, _ in found))[:3]
