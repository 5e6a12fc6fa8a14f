"""The time zone of a class, found by what its clock shows: cities to press, or a typed time, city or zone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from activities._dates import shown
from bot.calendar.cities import City, cities
from bot.calendar.clock_change import next_change
from bot.calendar.wall_time import LocalTime, clock
from bot.calendar.zones import UnknownZone, cities_at, likely_cities, read_zone, zone_names
from bot.keys import Keys, Press, grid
from bot.phrase import Phrase, T, lines, listing
from bot.refusal import Refusal
from bot.typed import Unreadable

if TYPE_CHECKING:
    from bot.turn import Turn


@dataclass(frozen=True, slots=True)
class Again:
    """The answer left several: ask once more, with these keys."""

    phrase: Phrase
    keys: Keys


@dataclass(frozen=True, slots=True)
class CityName:
    """A zone's city and country: "London, United Kingdom"; a zone without a city keeps its own name."""

    zone: str
    country: bool = True

    def text(self, language: str) -> str:
        found = next((one for one in cities() if one.zone == self.zone), None)
        if found is None:
            return self.zone
        return found.text(language) if self.country else found.name(language)


class Zone(str):
    """A command's parameter: the time zone, as its name in the tz database."""

    __slots__ = ()

    @classmethod
    def read(cls, typed: str, turn: Turn) -> Self:
        return cls(_read(typed, turn.language))


def completions(turn: Turn, typed: str) -> Sequence[str]:
    """Zones a typed beginning may become: cities by name, then zones by their own."""
    start = typed.strip().casefold()
    places = [one.name(turn.language) for one in cities()[:120]]
    return [one for one in [*places, *zone_names()] if start in one.casefold()]


def zone_keys(turn: Turn) -> Keys:
    return _keys(turn, likely_cities(_languages(turn)))


def take_zone(turn: Turn, words: str) -> Phrase | Again | None:
    """Write the zone down and say what its clock shows; a time leads to the cities that have it now."""
    try:
        times = LocalTime.readings(words)
    except Unreadable:
        return _settle(turn, _read(words, turn.language))
    found = cities_at(turn.now, words, _languages(turn))
    if not found:
        raise Refusal("I know no city where it is {time} now. Write a city, for example: Lima", time=str(times[0]))
    asked = T("Where is the class? In these cities it is about {time} now.", time=str(times[0]))
    return Again(asked, _keys(turn, found))


def clock_line(turn: Turn) -> Phrase:
    """What the class's clock shows: a check the teacher makes at a glance."""
    zone = ZoneInfo(turn.class_.zone)
    return T("In {city} it is {time} now.", city=CityName(turn.class_.zone, country=False), time=clock(turn.now, zone))


def _settle(turn: Turn, zone: str) -> Phrase:
    turn.class_.zone = zone
    change = next_change(ZoneInfo(zone), turn.now)
    if change is None:
        return clock_line(turn)
    moment, by = change
    day = shown(moment.astimezone(ZoneInfo(zone)).date())
    later = (
        T("On {day} the clocks go forward there. Tasks stay at their time of day.", day=day)
        if by.total_seconds() > 0
        else T("On {day} the clocks go back there. Tasks stay at their time of day.", day=day)
    )
    return lines(clock_line(turn), later)


def _keys(turn: Turn, found: Sequence[City]) -> Keys:
    return grid(
        [
            Press(
                T("{city} {time}", city=CityName(one.zone, country=False), time=clock(turn.now, ZoneInfo(one.zone))),
                "choose",
                {"question": "zone", "value": one.zone},
            )
            for one in found
        ],
        width=2,
    )


def _languages(turn: Turn) -> Sequence[str]:
    """The learners' first: they are likelier to live where they grew up than where they are heading."""
    return (*turn.class_.natives.split(","), turn.class_.target)


def _read(words: str, language: str) -> str:
    try:
        return read_zone(words, language).key
    except UnknownZone as unknown:
        if unknown.suggestions:
            meant: list[Phrase] = [CityName(one) for one in unknown.suggestions]
            raise Refusal(
                "I don't know the place “{typed}”. Did you mean one of these? {places}",
                typed=unknown.part,
                places=listing(meant, " · "),
            ) from None
        raise Refusal("I don't know that place. Write a city or a time zone: London, or Europe/London") from None
