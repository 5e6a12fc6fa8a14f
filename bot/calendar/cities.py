"""The cities people know a time zone by, with their countries, in the languages they are said in."""

from dataclasses import dataclass
from functools import lru_cache

from bot.calendar.days import cldr

# The clock most people of each country live by, the most people and learners first: an order for short lists.
LIKELY = """
    Europe/Madrid Europe/London America/New_York America/Mexico_City Europe/Berlin Europe/Paris Europe/Rome
    America/Sao_Paulo America/Los_Angeles America/Chicago America/Bogota America/Argentina/Buenos_Aires
    Asia/Shanghai Asia/Tokyo Asia/Kolkata Europe/Istanbul Europe/Moscow Asia/Seoul Europe/Warsaw Europe/Amsterdam
    America/Toronto America/Lima America/Santiago America/Denver Europe/Lisbon Europe/Kyiv Europe/Brussels
    Europe/Zurich Europe/Vienna Europe/Stockholm Europe/Prague Europe/Athens Europe/Dublin Europe/Bucharest
    Europe/Budapest Europe/Copenhagen Europe/Oslo Europe/Helsinki Europe/Belgrade Africa/Cairo Africa/Lagos
    Africa/Johannesburg Africa/Nairobi Africa/Casablanca Africa/Algiers Africa/Kinshasa Asia/Jakarta Asia/Manila
    Asia/Bangkok Asia/Ho_Chi_Minh Asia/Karachi Asia/Dhaka Asia/Tehran Asia/Riyadh Asia/Baghdad Asia/Dubai
    Asia/Jerusalem Asia/Hong_Kong Asia/Taipei Asia/Singapore Asia/Kuala_Lumpur Asia/Tashkent Asia/Almaty
    Asia/Kathmandu Asia/Yangon Asia/Kabul Asia/Colombo Asia/Yekaterinburg Asia/Novosibirsk Asia/Vladivostok
    Australia/Sydney Australia/Brisbane Australia/Perth Australia/Adelaide Pacific/Auckland
    America/Caracas America/Guayaquil America/Guatemala America/Havana America/Santo_Domingo America/La_Paz
    America/El_Salvador America/Tegucigalpa America/Managua America/Costa_Rica America/Panama America/Puerto_Rico
    America/Montevideo America/Asuncion America/Vancouver America/Edmonton America/Winnipeg America/Halifax
    America/Phoenix America/Tijuana America/Hermosillo America/Manaus America/Anchorage Pacific/Honolulu
    America/St_Johns Atlantic/Canary Atlantic/Azores America/Port-au-Prince America/Jamaica America/Port_of_Spain
    Africa/Accra Africa/Abidjan Africa/Dakar Africa/Bamako Africa/Ouagadougou Africa/Niamey Africa/Ndjamena
    Africa/Douala Africa/Libreville Africa/Malabo Africa/Luanda Africa/Maputo Africa/Harare Africa/Lusaka
    Africa/Addis_Ababa Africa/Mogadishu Africa/Khartoum Africa/Tripoli Africa/Tunis Africa/Kampala Africa/Kigali
    Africa/Dar_es_Salaam Indian/Antananarivo Indian/Mauritius Africa/Windhoek Africa/Gaborone Atlantic/Cape_Verde
    Europe/Sofia Europe/Zagreb Europe/Sarajevo Europe/Ljubljana Europe/Bratislava Europe/Skopje Europe/Podgorica
    Europe/Tirane Europe/Chisinau Europe/Minsk Europe/Vilnius Europe/Riga Europe/Tallinn Europe/Luxembourg
    Europe/Malta Europe/Andorra Atlantic/Reykjavik Asia/Nicosia Asia/Tbilisi Asia/Yerevan Asia/Baku
    Asia/Beirut Asia/Damascus Asia/Amman Asia/Gaza Asia/Kuwait Asia/Qatar Asia/Bahrain Asia/Muscat Asia/Aden
    Asia/Bishkek Asia/Dushanbe Asia/Ashgabat Asia/Ulaanbaatar Asia/Phnom_Penh Asia/Vientiane Asia/Thimphu
    Asia/Brunei Asia/Macau Asia/Dili Asia/Pyongyang Indian/Maldives Pacific/Port_Moresby Pacific/Fiji
    Pacific/Apia Pacific/Tongatapu America/Guyana America/Paramaribo America/Belize America/Nassau
    America/Barbados America/Nuuk
"""
RANK = {zone: rank for rank, zone in enumerate(LIKELY.split())}

# Cities whose clock is kept under another city's name.
ELSEWHERE = {
    "Europe/Madrid": "barcelona valencia seville sevilla bilbao malaga granada zaragoza salamanca murcia alicante",
    "Europe/London": "edinburgh glasgow manchester birmingham liverpool leeds bristol cardiff oxford cambridge",
    "Europe/Berlin": "munich munchen hamburg cologne koln frankfurt stuttgart leipzig dresden",
    "Europe/Paris": "lyon marseille toulouse bordeaux lille nice strasbourg nantes",
    "Europe/Rome": "milan milano naples napoli turin torino florence firenze venice venezia bologna palermo",
    "Europe/Zurich": "geneva geneve basel bern lausanne",
    "Europe/Lisbon": "porto oporto coimbra",
    "Europe/Warsaw": "krakow cracow gdansk wroclaw poznan",
    "Europe/Amsterdam": "rotterdam utrecht the_hague",
    "Europe/Brussels": "antwerp ghent bruges",
    "Europe/Moscow": "saint_petersburg st_petersburg",
    "Europe/Istanbul": "ankara izmir",
    "America/New_York": "boston washington philadelphia miami atlanta",
    "America/Chicago": "houston dallas austin san_antonio new_orleans minneapolis",
    "America/Los_Angeles": "san_francisco seattle san_diego portland las_vegas sacramento",
    "America/Denver": "albuquerque salt_lake_city",
    "America/Toronto": "montreal ottawa quebec",
    "America/Edmonton": "calgary",
    "America/Mexico_City": "guadalajara puebla oaxaca ciudad_de_mexico cdmx",
    "America/Sao_Paulo": "rio_de_janeiro rio brasilia curitiba porto_alegre",
    "America/Bogota": "medellin cali",
    "America/Lima": "cusco cuzco arequipa",
    "America/Guayaquil": "quito",
    "America/Santiago": "valparaiso",
    "America/Puerto_Rico": "san_juan",
    "Asia/Shanghai": "beijing peking pekin guangzhou shenzhen chengdu",
    "Asia/Kolkata": "delhi new_delhi mumbai bombay bangalore bengaluru chennai hyderabad",
    "Asia/Tokyo": "osaka kyoto",
    "Asia/Ho_Chi_Minh": "hanoi",
    "Australia/Sydney": "canberra",
    "Pacific/Auckland": "wellington",
    "Africa/Casablanca": "rabat fez marrakesh marrakech",
}


@dataclass(frozen=True, slots=True)
class City:
    """The city a zone is named after, and its country (ISO 3166)."""

    zone: str
    country: str

    def name(self, language: str = "en") -> str:
        """What a language calls it: "London", "Londres"."""
        known = cldr(language).time_zones
        spoken = (known[zone]["city"] for zone in _spellings()[self.zone] if "city" in known.get(zone, {}))
        return str(next(spoken, self.zone.rpartition("/")[2].replace("_", " ")))

    def country_name(self, language: str = "en") -> str:
        """What a language calls it: "United Kingdom", "Reino Unido"; the bare code where it has no name for it."""
        return str(cldr(language).territories.get(self.country, self.country))

    def text(self, language: str = "en") -> str:
        """City and country: "Londres, Reino Unido"; one of them where they are called the same."""
        return ", ".join(dict.fromkeys((self.name(language), self.country_name(language))))

    @property
    def rank(self) -> int:
        """The smaller, the likelier; `len(RANK)` for all cities that are rarely meant."""
        return RANK.get(self.zone, len(RANK))


@lru_cache(maxsize=1)
def cities() -> tuple[City, ...]:
    """One city a country and zone, the likeliest first.

    From zone.tab, because zone1970.tab knows Berlin, but not Stockholm; of the tzdata package, so that every machine
    has it.
    """
    from importlib.resources import files

    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in table if line and not line.startswith("#")]
    return tuple(sorted((City(zone=row[2], country=row[0]) for row in rows), key=lambda city: city.rank))


@lru_cache(maxsize=1)
def _spellings() -> dict[str, list[str]]:
    """Zone → its names in the locale data, which keeps some cities under the name they had before."""
    from babel.core import get_global

    spellings = {city.zone: [city.zone] for city in cities()}
    for former, zone in get_global("zone_aliases").items():
        if zone in spellings:
            spellings[zone].append(former)
    return spellings
